import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Run } from '../protocol/report';
import { report } from './support/cli';
import { workspace } from './support/workspace';

/** A kernel that goes wrong on the GPU, and one after it that must not notice. */
async function faultThenFine(context: TestContext, fault: string, ...args: string[]): Promise<Run> {
  const folder = workspace(context, {
    'k.reduce': `${fault}
kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case fine of total { x = ones(1000); expect = 1000; }
`,
  });
  const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cuda:0', ...args], { cwd: folder });
  assert.equal(code, 1);
  const [faulty, fine] = result.runs;
  assert.ok(faulty !== undefined && fine !== undefined);
  assert.equal(fine.status, 'ok', JSON.stringify(fine.error));
  return faulty;
}

describe('kernels that misbehave on the GPU', () => {
  test('an illegal address is named, and the next run works', async (context) => {
    const run = await faultThenFine(
      context,
      `kernel wild {
    dtype_out = float32; arguments = const float *x, const long long *index;
    map_expr = x[index[i]]; reduce_expr = a + b; neutral = 0;
}
case far of wild { index = [1000000000000000]; x = ones(4); }`,
    );
    assert.equal(run.status, 'error');
    assert.equal(run.error?.code, 'kernel-faulted');
    assert.equal(run.error?.cuda, 'CUDA_ERROR_ILLEGAL_ADDRESS');
  });

  test('an assertion that fails is named, and the next run works', async (context) => {
    const run = await faultThenFine(
      context,
      `preamble { __device__ float checked(float x) { assert(x > 1.0f); return x; } }
kernel asserts { dtype_out = float32; arguments = const float *x; map_expr = checked(x[i]); reduce_expr = a + b; neutral = 0; }
case low of asserts { x = ones(4); }`,
    );
    assert.equal(run.status, 'error');
    assert.equal(run.error?.cuda, 'CUDA_ERROR_ASSERT');
  });

  test('an endless loop is stopped at the time limit, and the next run works', async (context) => {
    const run = await faultThenFine(
      context,
      `preamble { __device__ float forever(float x) { while (x >= 0.0f) x += 1.0f; return x; } }
kernel hangs { dtype_out = float32; arguments = const float *x; map_expr = forever(x[i]); reduce_expr = a + b; neutral = 0; }
case any of hangs { x = ones(4); }`,
      '--time-limit',
      '5',
    );
    assert.equal(run.status, 'timeout');
    assert.match(run.error?.message ?? '', /"hangs"/);
  });

  test('more elements than the GPU has memory for is said before anything is allocated', async (context) => {
    const run = await faultThenFine(
      context,
      `kernel huge { dtype_out = float32; arguments = const float *y; reduce_expr = a + b; neutral = 0; }
case too_many of huge { n = 1 << 40; y = ones(); }`,
    );
    assert.equal(run.error?.code, 'out-of-memory');
    assert.match(run.error?.message ?? '', /TiB|GiB/);
  });

  test('a device index that does not exist is told what there is', async (context) => {
    const folder = workspace(context, {
      'k.reduce': 'kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }',
    });
    const { report: result } = await report(['run', 'k.reduce', '--device', 'cuda:99'], { cwd: folder });
    assert.equal(result.runs[0]?.error?.code, 'no-such-device');
    assert.match(result.runs[0]?.error?.message ?? '', /cuda:0/);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { findSanitizer } from '../native/toolchain';
import type { Run } from '../protocol/report';
import { report } from './support/cli';
import { root } from './support/root';
import { workspace } from './support/workspace';

const examples = path.join(root, 'examples');
const { found: sanitizer } = findSanitizer();
const skip = sanitizer === undefined && 'compute-sanitizer was not found: pip install nvidia-cuda-sanitizer-api';

/** Runs a kernel's case with checks on the GPU, and a kernel behind it in the same process, which must work. */
async function checkThenRun(context: TestContext, kernel: string, ...args: string[]): Promise<Run> {
  const cwd = workspace(context, {
    'k.reduce': `${kernel}
kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case fine of total { x = ones(1000); expect = 1000; }
`,
  });
  const { report: result } = await report(['run', 'k.reduce', '--device', 'cuda:0', '--sanitize', ...args], { cwd });
  const [checked, fine] = result.runs;
  assert.ok(checked !== undefined && fine !== undefined);
  assert.equal(fine.status, 'ok', JSON.stringify(fine.error));
  assert.deepEqual(fine.result?.value, 1000);
  return checked;
}

describe('accesses out of range on the GPU', () => {
  test('of a neighbour', async (context) => {
    const run = await checkThenRun(
      context,
      `kernel slopes { dtype_out = float32; arguments = const float *x; map_expr = x[i + 1] - x[i]; reduce_expr = a + b; }
case open of slopes { n = 1 << 20; x = arange(1 << 20); }`,
    );
    assert.equal(run.error?.code, 'index-out-of-range');
    assert.equal(
      run.error.message,
      'x[i + 1] reads element 1048576 of "x", which has 1048576 (i = 1048575, case "open").',
    );
    const place = run.diagnostics.find(({ code }) => code === 'index-out-of-range')?.range.start;
    assert.deepEqual(place, { line: 0, character: 76 });
  });

  test('of a gather, where the address would have faulted', async (context) => {
    const run = await checkThenRun(
      context,
      `kernel wild { dtype_out = float32; arguments = const float *x, const long long *index; map_expr = x[index[i]]; reduce_expr = a + b; }
case far of wild { index = [0, 3, 1000000000000000, 4]; x = ones(4); }`,
    );
    assert.equal(
      run.error?.message,
      'x[index[i]] reads element 1000000000000000 of "x", which has 4 (i = 2, case "far").',
    );
  });

  test('of a negative index, always at the lowest i', async (context) => {
    const cases = [0, 1, 2, 3, 4].map((repeat) => `case c${repeat} of back { n = 1000000; k = 3; x = ones(1000000); }`);
    const cwd = workspace(context, {
      'k.reduce': `kernel back { dtype_out = float64; arguments = const double *x, int k; map_expr = *(x + (i - k)); reduce_expr = a + b; }
${cases.join('\n')}`,
    });
    const { report: result } = await report(['run', 'k.reduce', '--device', 'cuda:0', '--sanitize'], { cwd });
    assert.equal(result.runs.length, cases.length);
    for (const { error } of result.runs) {
      assert.match(error?.message ?? '', /reads element -3 of "x", which has 1000000 \(i = 0, case "c\d"\)/);
    }
  });

  test('of kernels that keep rounding errors, or are deterministic', async (context) => {
    for (const field of ['accuracy = compensated;', 'deterministic = true;']) {
      const run = await checkThenRun(
        context,
        `kernel products { dtype_out = float32; arguments = const float *x; map_expr = x[i] * x[i + 1]; reduce_expr = a + b; ${field} }
case open of products { n = 100000; x = ones(100000); }`,
      );
      assert.match(run.error?.message ?? '', /^x\[i \+ 1\] reads element 100000 of "x"/, field);
    }
  });

  test('are in no example, and values are those of runs without checks', async () => {
    const files = ['08_gather', '13_compensated_sum'].map((name) => path.join(examples, `${name}.reduce`));
    const [checked, plain] = [
      await report(['test', ...files, '--device', 'cuda:0', '--sanitize']),
      await report(['test', ...files, '--device', 'cuda:0']),
    ];
    const bad = checked.report.runs.filter(({ status }) => status !== 'ok');
    assert.deepEqual(bad, []);
    assert.deepEqual(
      checked.report.runs.map(({ result }) => result),
      plain.report.runs.map(({ result }) => result),
    );
    assert.ok(
      checked.report.runs.every(({ sanitized, timings }) => sanitized === true && timings?.kernel === undefined),
    );
  });
});

describe('compute-sanitizer', { skip }, () => {
  for (const tool of ['memcheck', 'racecheck', 'initcheck']) {
    test(`${tool} watches a run, and finds nothing in it`, async () => {
      // A struct with padding, and a vector of which nothing is a multiple.
      const args = ['run', path.join(examples, '09_argmax.reduce'), '--device', 'cuda:0', `--sanitize=${tool}`];
      const { report: result } = await report([...args, '--case', 'small']);
      const [run] = result.runs;
      assert.equal(run?.status, 'ok', run?.error?.message);
      // A tool that could not check has found nothing either.
      assert.deepEqual(run.diagnostics, []);
    });
  }

  test('memcheck names the line of a read that the bounds check cannot follow', async (context) => {
    const run = await checkThenRun(
      context,
      `preamble {
__device__ float far(const float *p, long long j) {
  return p[j + 1];
}
}
kernel hidden { dtype_out = float32; arguments = const float *x; map_expr = far(x, i); reduce_expr = a + b; }
case any of hidden { n = 64; x = arange(64); }`,
    );
    assert.equal(run.error?.code, 'sanitizer-error');
    const [line] = run.diagnostics
      .filter(({ code }) => code === 'sanitizer-error')
      .map(({ range }) => range.start.line);
    assert.ok(line === 2 || line === 5, `line ${line}`);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { Run } from '../protocol/report';
import type { SettingsInput } from '../protocol/rpc';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

/** Of each dtype: its C name, what it is summed in, and data whose sums that type holds exactly. */
const types = {
  bool: { type: 'bool', out: 'int64', map: '(long long)x[i]', data: 'integers(0, 2' },
  int8: { type: 'signed char', out: 'int64', map: 'x[i]', data: 'integers(-128, 128' },
  uint8: { type: 'unsigned char', out: 'int64', map: 'x[i]', data: 'integers(0, 256' },
  int16: { type: 'short', out: 'int64', map: 'x[i]', data: 'integers(-1000, 1000' },
  uint16: { type: 'unsigned short', out: 'int64', map: 'x[i]', data: 'integers(0, 1000' },
  int32: { type: 'int', out: 'int64', map: 'x[i]', data: 'integers(-1000, 1000' },
  uint32: { type: 'unsigned int', out: 'int64', map: 'x[i]', data: 'integers(0, 1000' },
  int64: { type: 'long long', out: 'int64', map: 'x[i]', data: 'integers(-1000, 1000' },
  uint64: { type: 'unsigned long long', out: 'uint64', map: 'x[i]', data: 'integers(0, 1000' },
  float16: { type: 'half', out: 'float64', map: '(double)(float)x[i]', data: 'integers(-16, 17' },
  bfloat16: { type: '__nv_bfloat16', out: 'float64', map: '(double)(float)x[i]', data: 'integers(-16, 17' },
  float32: { type: 'float', out: 'float64', map: 'x[i]', data: 'integers(-1000, 1000' },
  float64: { type: 'double', out: 'float64', map: 'x[i]', data: 'integers(-1000, 1000' },
  complex64: { type: 'pycuda::complex<float>', out: 'float64', map: 'x[i].real() + 3 * x[i].imag()', data: 'ones(' },
  complex128: { type: 'pycuda::complex<double>', out: 'complex128', map: 'x[i]', data: 'ones(' },
} as const;

function textOf(dtype: keyof typeof types, n: number): string {
  const { type, out, map, data } = types[dtype];
  const call = data.endsWith('(') ? `${data}${n})` : `${data}, ${n}, seed = 7)`;
  return `kernel total { dtype_out = ${out}; arguments = const ${type} *x; map_expr = ${map}; reduce_expr = a + b; neutral = 0; }
case all of total { n = ${n}; x = ${call}; }`;
}

function client(context: TestContext): RunnerClient {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  return runner;
}

async function execute(
  runner: RunnerClient,
  text: string,
  settings: SettingsInput = {},
  device = 'cuda:0',
): Promise<Run> {
  const run = await runner.execute({
    ...{ uri: 'untitled:lengths.reduce', text, kernel: 'total', case: 'all', device },
    settings: { minSamples: 1, maxSamples: 1, warmups: 0, useTuning: false, ...settings },
  });
  assert.equal(run.status, 'ok', `${JSON.stringify(run.error)} ${JSON.stringify(run.diagnostics)}`);
  return run;
}

/** Around a boundary, and at it. */
const around = (length: number): readonly number[] => [length - 1, length, length + 1];

/** Lengths at which the plan for about `n` elements does something else: a warp, a block, a tile, and all tiles at once. */
async function boundaries(runner: RunnerClient, dtype: keyof typeof types, n: number): Promise<readonly number[]> {
  const { launch } = await execute(runner, textOf(dtype, n));
  assert.ok(launch?.block !== undefined && launch.grid !== undefined && launch.itemsPerThread !== undefined);
  const tile = launch.block * launch.itemsPerThread;
  return [launch.block, tile, tile * launch.grid].flatMap(around);
}

describe('sums on the GPU', () => {
  for (const dtype of Object.keys(types) as (keyof typeof types)[]) {
    test(`of ${dtype} are exact at every boundary of the plans`, async (context) => {
      const runner = client(context);
      const lengths = new Set([0, 1, ...around(32)]);
      for (const n of [1000, 100_000, 2 ** 23])
        for (const length of await boundaries(runner, dtype, n)) lengths.add(length);
      for (const n of lengths) {
        const { result, reference } = await execute(runner, textOf(dtype, n), { reference: true });
        assert.deepEqual(result?.value, reference?.value, `${n} elements`);
      }
      context.diagnostic(`${lengths.size} lengths, the longest of ${Math.max(...lengths)}`);
    });
  }

  test('and other folds of 32-bit integers, which warps do in one instruction, are exact', async (context) => {
    const runner = client(context);
    for (const [type, out] of [
      ['int', 'int32'],
      ['unsigned int', 'uint32'],
    ] as const) {
      for (const reduce of ['a + b', 'min(a, b)', 'max(a, b)', 'a & b', 'a | b', 'a ^ b']) {
        for (const n of [1, 31, 33, 1000, 1023, 100_003, 3_000_001]) {
          const text = `kernel total { dtype_out = ${out}; arguments = const ${type} *x; reduce_expr = ${reduce}; }
case all of total { n = ${n}; x = integers(${type === 'int' ? -700 : 1}, 700, ${n}, seed = 3); }`;
          const { result, reference } = await execute(runner, text, { reference: true });
          assert.deepEqual(result?.value, reference?.value, `${reduce} of ${n} ${out}`);
        }
      }
    }
  });

  test('of more than 2^32 elements reach the last one', async (context) => {
    const n = 2 ** 32 + 12_345;
    const text = `kernel total { dtype_out = int64; arguments = const signed char *x; map_expr = x[i] + (i >> 32); reduce_expr = a + b; neutral = 0; }
case all of total { n = ${n}; x = full(3, ${n}); }`;
    const { result } = await execute(client(context), text);
    assert.equal(Number(result?.value), 3 * n + 12_345);
  });

  test('have the same bits in a hundred runs', async (context) => {
    const runner = client(context);
    const n = 10_000_019;
    for (const [map, out, reduce, neutral] of [
      ['x[i]', 'float32', 'a + b', '0'],
      ['x[i] * x[i]', 'float64', 'a + b', '0'],
      ['fabsf(x[i])', 'float32', 'fmaxf(a, b)', '0'],
    ] as const) {
      const text = `kernel total { dtype_out = ${out}; arguments = const float *x; map_expr = ${map}; reduce_expr = ${reduce}; neutral = ${neutral}; }
case all of total { n = ${n}; x = normal(0, 1, ${n}, seed = 5); }`;
      const values = new Set<unknown>();
      for (let repeat = 0; repeat < 100; repeat++) values.add((await execute(runner, text)).result?.value);
      assert.equal(values.size, 1, map);
    }
  });
});

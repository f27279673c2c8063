import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const types = { float32: 'float', float64: 'double' } as const;
const kernels = Object.entries(types).flatMap(([dtype, type]) =>
  ['plain', 'compensated'].flatMap((accuracy) => [
    `kernel sum_${dtype}_${accuracy} { dtype_out = ${dtype}; arguments = const ${type} *x; reduce_expr = a + b; accuracy = ${accuracy}; }`,
    `case ill of sum_${dtype}_${accuracy} { n = (1 << 22) + 77; x = uniform(-1, 1, seed = 3); }`,
    `kernel dot_${dtype}_${accuracy} { dtype_out = ${dtype}; arguments = const ${type} *x, const ${type} *y; map_expr = x[i] * y[i]; reduce_expr = a + b; accuracy = ${accuracy}; }`,
    `case ill of dot_${dtype}_${accuracy} { n = (1 << 22) + 77; x = uniform(-1, 1, seed = 3); y = uniform(-1, 1, seed = 4); }`,
    `case backwards of dot_${dtype}_${accuracy} { n = 100000; x = uniform(-1, 1, seed = 3); y = uniform(-1, 1, seed = 4); slice = ::-3; }`,
  ]),
);
const specials = [
  'kernel kept { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; accuracy = compensated; options = "--use_fast_math"; }',
  'case cancelling of kept { x = [1e8, 1, 1, 1, -1e8]; }',
  'case infinite of kept { x = [1, inf, 2]; }',
  'case opposite of kept { x = [inf, -inf]; }',
  'case not_a_number of kept { x = [1, nan]; }',
];
const text = [...kernels, ...specials].join('\n');

async function measure(runner: RunnerClient, kernel: string, name: string, device = 'cuda:0'): Promise<Run> {
  const run = await runner.execute({
    ...{ uri: 'untitled:accuracy.reduce', text, kernel, case: name, device },
    settings: { accuracy: true, minSamples: 1, maxSamples: 1 },
  });
  assert.equal(run.status, 'ok', JSON.stringify(run.error));
  return run;
}

function client(context: TestContext): RunnerClient {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  return runner;
}

for (const dtype of Object.keys(types)) {
  for (const what of ['sum', 'dot']) {
    test(`a compensated ${what} of ${dtype} is right to the last place in every shape on the GPU`, async (context) => {
      const runner = client(context);
      const plain = await measure(runner, `${what}_${dtype}_plain`, 'ill');
      const kept = await measure(runner, `${what}_${dtype}_compensated`, 'ill');
      assert.equal(kept.accuracy?.shapes.length, 5);
      for (const { ulps } of kept.accuracy.shapes) assert.ok(ulps !== undefined && ulps <= 1, `${ulps} ulp`);
      assert.ok((plain.accuracy?.spread.distinct ?? 0) > 1, 'shapes of a plain sum differ');
      assert.equal(kept.accuracy.conditionNumber, plain.accuracy?.conditionNumber);
      assert.ok((kept.accuracy.trustedDigits ?? 0) >= (plain.accuracy?.trustedDigits ?? 99));
      // Against the CPU: both are the exact value, rounded.
      const cpu = await measure(runner, `${what}_${dtype}_compensated`, 'ill', 'cpu');
      assert.ok((cpu.accuracy?.ulps ?? 9) <= 1);
    });
  }

  test(`a compensated dot of ${dtype} takes the values of a slice`, async (context) => {
    const { accuracy } = await measure(client(context), `dot_${dtype}_compensated`, 'backwards');
    for (const { ulps } of accuracy?.shapes ?? []) assert.ok(ulps !== undefined && ulps <= 1, `${ulps} ulp`);
  });
}

test('infinities and NaN come out of a compensated sum as of a plain one, under --use_fast_math too', async (context) => {
  const runner = client(context);
  const valueOf = async (name: string): Promise<unknown> => (await measure(runner, 'kept', name)).result?.value;
  assert.deepEqual(
    [await valueOf('cancelling'), await valueOf('infinite'), await valueOf('opposite'), await valueOf('not_a_number')],
    [3, 'inf', 'nan', 'nan'],
  );
});

test('a compensated sum has the same bits from run to run', async (context) => {
  const runner = client(context);
  const values = new Set<unknown>();
  for (let repeat = 0; repeat < 10; repeat++) {
    values.add((await measure(runner, 'dot_float32_compensated', 'ill')).result?.value);
  }
  assert.equal(values.size, 1);
});

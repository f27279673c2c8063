import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { compareSamples } from '../protocol/compare/samples';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case sum_large of sum { n = 1 << 26; x = uniform(-1, 1); }
kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case dot_large of dot { n = 1 << 26; x = uniform(0, 1); y = uniform(0, 1); }
kernel total { dtype_out = int64; arguments = const signed char *x; reduce_type = int64; reduce_expr = a + b; neutral = 0; }
case bytes of total { n = 1 << 26; x = integers(-100, 100); }
case little of total { n = 1 << 14; x = integers(-100, 100); }
case middling of total { n = 1 << 20; x = integers(-100, 100); }
case sliced of total { n = 1 << 24; x = integers(-100, 100); slice = ::-2; }
`;

const timingOf = (run: Run) => run.timings?.kernel ?? assert.fail(JSON.stringify(run.error));

for (const [kernel, name] of [
  ['sum', 'sum_large'],
  ['dot', 'dot_large'],
  ['total', 'bytes'],
  ['total', 'little'],
  ['total', 'middling'],
  ['total', 'sliced'],
] as const) {
  test(`tuning on the GPU ends no slower than the default, and the next run has it: ${name}`, async (context: TestContext) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-tune-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
    context.after(() => runner.dispose());
    const uri = pathToFileURL(path.join(folder, 'k.reduce')).href;
    const request = { uri, text, kernel, case: name, device: 'cuda:0' };
    const settings = { minSamples: 100, maxSamples: 100, warmups: 5 };

    const tuning = await runner.tune(request);
    assert.equal(tuning.status, 'ok', JSON.stringify(tuning.error));
    const { tuned, trials, seconds = 0, bytes = 0 } = tuning;
    const best = tuned ?? tuning.default ?? assert.fail('nothing was timed');
    context.diagnostic(
      `${trials.length} of ${tuning.variants} tried, ${tuning.pruned} left out, in ${seconds.toFixed(2)} s: ${tuned === undefined ? 'default' : JSON.stringify(tuned.parameters)}, ${(1e6 * best.kernel.median).toFixed(2)} us, ${(bytes / best.kernel.median / 1e9).toFixed(0)} GB/s, ${(100 * (tuned?.change ?? 0)).toFixed(2)} % of change`,
    );
    assert.ok(trials.length > 20, `${trials.length} variants were tried`);
    assert.ok(seconds < 10, `${seconds} s`);
    assert.deepEqual(
      trials.filter(({ outcome }) => outcome !== 'correct' && outcome !== 'timeout'),
      [],
    );
    assert.ok(tuned === undefined || tuned.change < -0.02);
    assert.ok(
      trials.some(({ parameters }) => (parameters['accumulators'] ?? 1) > 1),
      'no variant with several accumulators was tried',
    );

    // In turn, and three times: clocks change between runs.
    const rounds: { plain: Run; run: Run }[] = [];
    for (let round = 0; round < 3; round++) {
      const plain = await runner.execute({ ...request, settings: { ...settings, useTuning: false } });
      rounds.push({ plain, run: await runner.execute({ ...request, settings }) });
    }
    const { plain, run } = rounds[0] ?? assert.fail();
    assert.equal(plain.launch?.planSource, 'default');
    assert.equal(run.launch?.planSource, tuned === undefined ? 'default' : 'tuned');
    if (tuned !== undefined) assert.equal(run.launch?.block, tuned.parameters['threads_per_block']);
    const comparisons = rounds.map((round) => compareSamples(timingOf(round.run), timingOf(round.plain)));
    const slower = comparisons.filter((comparison) => comparison?.verdict === 'slower');
    assert.ok(slower.length < 2, JSON.stringify(comparisons));
    const [value, expected] = [Number(run.result?.value), Number(plain.result?.value)];
    if (kernel === 'total') assert.equal(value, expected);
    // A sum of terms of either sign: its error is held against the terms', of which there are 2^26 of about 1/2.
    else assert.ok(Math.abs(value - expected) < 1e-6 * 2 ** 25, `${value} and ${expected}`);
  });
}

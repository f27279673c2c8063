import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case large of total { n = 1 << 20; x = uniform(-1, 1); }
case wrong of total { n = 5000; x = ones(); expect = 1; }
case backwards of total { n = 30000; x = arange(30000); slice = ::-3; }
kernel nothing_read { dtype_out = int64; map_expr = i; reduce_expr = a + b; neutral = 0; }
case none of nothing_read { n = 0; }
`;
const request = { uri: 'untitled:profile.reduce', text, kernel: 'total', device: 'cpu' } as const;
/** No budget: exactly the least number of samples. */
const settings = { profile: true, minSamples: 12, maxSamples: 1000, sampleBudget: 0 } as const;

function client(context: TestContext): RunnerClient {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  return runner;
}

const counts = (run: Run): readonly number[] => (run.sweep ?? []).map(({ count }) => count);

describe('a profile', () => {
  test('has every sample in order, and a sweep that ends in the run itself', async (context) => {
    const run = await client(context).execute({ ...request, case: 'large', settings });
    assert.equal(run.status, 'ok');
    const kernel = run.timings?.kernel;
    assert.ok(kernel?.values !== undefined);
    assert.equal(kernel.values.length, 12);
    assert.equal(kernel.samples, 12);
    assert.equal(Math.min(...kernel.values), kernel.min);
    assert.deepEqual(counts(run), [1024, 4096, 16_384, 65_536, 262_144, 1_048_576]);
    for (const point of run.sweep ?? []) {
      assert.equal(point.bytes, 4 * point.count);
      assert.ok(point.samples >= 5 && point.p05 <= point.median && point.median <= point.p95, JSON.stringify(point));
    }
    const { median, p05, p95, samples } = kernel;
    const { bytes, bytesPerSecond } = run.bandwidth ?? {};
    assert.deepEqual(run.sweep?.at(-1), { count: 1 << 20, median, p05, p95, samples, bytes, bytesPerSecond });
  });

  test('has the result of the run, bit for bit; a run has neither samples nor sweep', async (context) => {
    const runner = client(context);
    for (const name of ['large', 'backwards']) {
      const run = await runner.execute({ ...request, case: name });
      const profile = await runner.execute({ ...request, case: name, settings: { ...settings, reference: true } });
      assert.deepEqual(profile.result, run.result);
      assert.deepEqual(profile.launch, run.launch);
      assert.deepEqual([run.sweep, run.timings?.kernel?.values], [undefined, undefined]);
    }
  });

  test('covers the values that a slice gives the index', async (context) => {
    const run = await client(context).execute({ ...request, case: 'backwards', settings });
    assert.equal(run.count, 10_000);
    assert.deepEqual(counts(run), [1024, 4096, 10_000]);
  });

  test('is made of runs that fail their expectation too', async (context) => {
    const run = await client(context).execute({ ...request, case: 'wrong', settings });
    assert.equal(run.status, 'failed');
    assert.deepEqual(counts(run), [1024, 4096, 5000]);
  });

  test('of nothing has no sweep', async (context) => {
    const run = await client(context).execute({ ...request, kernel: 'nothing_read', case: 'none', settings });
    assert.deepEqual([run.status, run.sweep], ['ok', undefined]);
  });

  test('that is cancelled during the sweep keeps the result, and the next run goes on', async (context) => {
    const runner = client(context);
    const abort = new AbortController();
    let points = 0;
    const profile = runner.execute(
      // So many samples that each point takes its time.
      { ...request, case: 'large', settings: { ...settings, maxSamples: 1e9 } },
      {
        signal: abort.signal,
        onProgress: ({ stage }) => {
          points += stage === 'running' ? 1 : 0;
          if (points === 2) abort.abort();
        },
      },
    );
    const { status, result, sweep } = await profile;
    assert.deepEqual([status, sweep], ['cancelled', undefined]);
    const run = await runner.execute({ ...request, case: 'large' });
    assert.equal(run.status, 'ok');
    assert.deepEqual(result, run.result);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case whole of dot { n = 1 << 24; x = uniform(-1, 1); y = uniform(-1, 1); }
case backwards of dot { n = 1 << 22; x = uniform(-1, 1); y = uniform(-1, 1); slice = ::-1; }
`;

for (const { name, n, loads } of [
  { name: 'whole', n: 2 ** 24, loads: 'words' },
  { name: 'backwards', n: 2 ** 22, loads: 'elements' },
]) {
  test(`a profile on the GPU sweeps over sizes and leaves the result as it is: ${name}`, async (context: TestContext) => {
    const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
    context.after(() => runner.dispose());
    const request = { uri: 'untitled:profile.reduce', text, kernel: 'dot', case: name, device: 'cuda:0' };
    const settings = { profile: true, minSamples: 30, maxSamples: 30 };
    const run = await runner.execute(request);
    const profile = await runner.execute({ ...request, settings });

    assert.equal(profile.status, 'ok', JSON.stringify(profile.error));
    assert.deepEqual(profile.result, run.result);
    assert.deepEqual(profile.launch, run.launch);
    assert.equal(profile.launch?.loads, loads);
    assert.equal(profile.timings?.kernel?.values?.length, 30);
    const { cold, backToBack } = profile.timings;
    assert.ok(cold !== undefined && cold.median > 0 && cold.samples === 30, JSON.stringify(cold));
    assert.ok(backToBack !== undefined && backToBack.median > 0, JSON.stringify(backToBack));
    const { timing, roof, peak, bytesPerSecond } = profile.bandwidth ?? {};
    assert.equal(timing, 'cold');
    assert.ok(bytesPerSecond !== undefined && Math.abs(bytesPerSecond * cold.median - 8 * n) < 1);
    assert.ok(roof !== undefined && peak !== undefined && roof > 0 && roof < peak, `roof ${roof} of ${peak}`);
    // Clocks are told where NVML is there, and then with the clock itself.
    if (profile.clocks !== undefined) assert.ok((profile.clocks.smMedian ?? 0) > 0, JSON.stringify(profile.clocks));
    context.diagnostic(JSON.stringify({ clocks: profile.clocks, fit: profile.sweepFit, roof, peak }));
    const sweep = profile.sweep ?? [];
    const expected = Array.from({ length: Math.log2(n) / 2 - 4 }, (_, k) => 1024 * 4 ** k);
    assert.deepEqual(
      sweep.map(({ count }) => count),
      expected,
    );
    for (const { count, median, bytes, samples } of sweep) {
      assert.equal(bytes, 8 * count);
      assert.ok(median > 0 && samples >= 5, `${count} elements`);
    }
  });
}

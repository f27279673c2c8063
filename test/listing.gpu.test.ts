/** What a listing says of a kernel, beside what the driver says of the kernel that it loaded. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case some of dot { n = 1 << 26; x = uniform(-1, 1); y = uniform(-1, 1); }
case few of dot { n = 3000; x = uniform(-1, 1); y = uniform(-1, 1); }

kernel accurate {
    dtype_out = float32; arguments = const float *x; map_expr = x[i]; reduce_expr = a + b; neutral = 0;
    accuracy = compensated;
}
case some of accurate { n = 1 << 26; x = uniform(-1, 1); }

kernel fixed {
    dtype_out = float64; arguments = const double *x; map_expr = x[i] * x[i]; reduce_expr = a + b; neutral = 0;
    deterministic = true;
}
case some of fixed { n = 1 << 26; x = uniform(-1, 1); }
`;
const request = { uri: 'untitled:listing.reduce', text, device: 'cuda:0' };

for (const kernel of ['dot', 'accurate', 'fixed']) {
  test(`a listing tells the resources that the driver gives a kernel: ${kernel}`, async (context) => {
    const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
    context.after(() => runner.dispose());
    const run = await runner.execute({ ...request, kernel, case: 'some' });
    assert.equal(run.status, 'ok', JSON.stringify(run.error));
    const {
      kernels: [listed],
    } = await runner.compile({ ...request, kernel, artifact: 'sass' }).catch((error: unknown) => {
      context.diagnostic(`the listing was refused: ${inspect(error)}`);
      throw error;
    });
    const summary = listed?.summary;
    assert.ok(summary !== undefined, JSON.stringify(listed?.diagnostics));
    for (const line of [...summary.words, ...summary.warnings]) context.diagnostic(line);

    assert.equal(summary.registers, run.launch?.registers);
    assert.equal(summary.sharedBytes, run.launch?.sharedBytes);
    assert.equal(summary.stackBytes, run.launch?.localBytes);
    assert.deepEqual(summary.warnings, []);
    assert.equal(summary.mainLoop?.elements, run.launch?.itemsPerThread);
    assert.ok((listed?.links ?? []).length > 3);
  });
}

test('a listing is of the program that the case runs, which depends on its size', async (context) => {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  for (const name of ['few', 'some']) {
    const { launch, device } = await runner.execute({ ...request, kernel: 'dot', case: name });
    const { kernels } = await runner.compile({ ...request, kernel: 'dot', case: name, artifact: 'sass' });
    const [listed] = kernels;
    assert.equal(listed?.summary?.registers, launch?.registers, name);
    assert.equal(listed?.summary?.sharedBytes, launch?.sharedBytes, name);
    assert.deepEqual(
      [listed?.plan?.source, listed?.plan?.case, listed?.plan?.device],
      [launch?.planSource, name, device?.name],
    );
    const { kernels: generated } = await runner.compile({ ...request, kernel: 'dot', case: name, artifact: 'cuda' });
    assert.ok(generated[0]?.artifact?.includes(`wf_threads = ${launch?.block};`), name);
  }
});

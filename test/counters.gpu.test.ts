import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { findNcu } from '../native/toolchain';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case whole of dot { n = 1 << 26; x = uniform(-1, 1); y = uniform(-1, 1); }
`;

test('Nsight Compute counts the bytes that a dot product has to read, or says why it may not', async (context) => {
  const { found, tried } = findNcu();
  if (found === undefined) {
    context.skip(`there is no ncu: ${tried.map(({ path: file, outcome }) => `${file} ${outcome}`).join(', ')}`);
    return;
  }
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute', timeLimitSeconds: 240 });
  context.after(() => runner.dispose());
  const run = await runner.execute({
    uri: 'untitled:counters.reduce',
    text,
    kernel: 'dot',
    case: 'whole',
    device: 'cuda:0',
    settings: { counters: true },
  });
  assert.equal(run.status, 'ok', JSON.stringify(run.error));
  const { counters } = run;
  context.diagnostic(JSON.stringify(counters));
  assert.ok(counters !== undefined);
  if (counters.error !== undefined) {
    // What it says by itself, so that a message that is not known yet can be added.
    const query = spawnSync(found.path, ['--csv', '--page', 'raw', process.execPath, '--version'], {
      encoding: 'utf8',
    });
    context.diagnostic(`${query.stdout}\n${query.stderr}`);
    assert.equal(counters.error.code, 'counters-not-permitted', counters.error.message);
    return;
  }
  const bytes = 2 * 4 * 2 ** 26;
  const read = counters.dramReadBytes ?? 0;
  assert.ok(Math.abs(read / bytes - 1) < 0.03, `${read} bytes of DRAM for ${bytes} of input`);
  assert.equal(counters.float32Operations !== undefined && counters.float32Operations >= 2 ** 27 - 2, true);
  assert.ok((counters.arithmeticIntensity ?? 0) > 0.2 && (counters.arithmeticIntensity ?? 1) < 0.3);
  assert.ok((counters.occupancy ?? 0) > 0.1 && (counters.occupancy ?? 2) <= 1);
  assert.ok((counters.stalls ?? []).length > 0);
});

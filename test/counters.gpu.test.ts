import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { findNcu } from '../native/toolchain';
import type { Counters, Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const text = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case whole of dot { n = 1 << 26; x = uniform(-1, 1); y = uniform(-1, 1); }

kernel horner {
    dtype_out = float64; arguments = const double *x;
    map_expr = ((x[i] * 0.5 + 0.25) * x[i] + 0.125) * x[i] + 1; reduce_expr = a + b; neutral = 0;
}
case whole of horner { n = 1 << 24; x = uniform(-1, 1); }
`;

/** What may stand between a GPU and its counters; anything else is a mistake of ours. */
const refusals = ['no-profiler', 'counters-not-permitted', 'counters-unsupported', 'counters-busy'];

async function countersOf(context: TestContext, kernel: string): Promise<{ run: Run; counters: Counters }> {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute', timeLimitSeconds: 240 });
  context.after(() => runner.dispose());
  const uri = 'untitled:counters.reduce';
  const request = { uri, text, kernel, case: 'whole', device: 'cuda:0' };
  const run = await runner.execute({ ...request, settings: { counters: true } });
  assert.equal(run.status, 'ok', JSON.stringify(run.error));
  const { counters } = run;
  assert.ok(counters !== undefined);
  context.diagnostic(`${kernel}: ${JSON.stringify(counters)}`);
  if (counters.error !== undefined) explain(context);
  return { run, counters };
}

/** Prints what ncu says by itself, so that words that are not known yet can be added. */
function explain(context: TestContext): void {
  const { found, tried } = findNcu();
  for (const { path: file, why, outcome } of tried) context.diagnostic(`ncu: ${file} (${why}): ${outcome}`);
  if (found === undefined) return;
  const dot = path.join(root, 'examples', '01_dot_product.reduce');
  const program = [process.execPath, path.join(root, 'dist/cli.js'), 'run', dot, '--device', 'cuda:0'];
  const metrics = ['--metrics', 'gpu__time_duration.sum', '--clock-control', 'none', '--target-processes', 'all'];
  const { stdout, stderr } = spawnSync(found.path, [...metrics, ...program], { encoding: 'utf8', timeout: 120_000 });
  context.diagnostic(`ncu ${found.version} says:\n${stdout}\n${stderr}`);
}

/** Where there are none, the report says why and what to do. True where there are some. */
function areCounted({ error }: Counters): boolean {
  if (error === undefined) return true;
  assert.ok(refusals.includes(error.code), `${error.code}: ${error.message}`);
  assert.ok(error.message.length > 20 && (error.advice ?? '').length > 20);
  if (error.code === 'counters-not-permitted') {
    assert.equal(error.cuda, 'ERR_NVGPUCTRPERM');
    assert.match(
      error.advice ?? '',
      /NVreg_RestrictProfilingToAdminUsers=0|--cap-add=|Run as root|NVIDIA Control Panel/,
    );
  }
  return false;
}

describe('Nsight Compute', () => {
  test('counts the bytes and operations of a dot product, or the report says why it may not', async (context) => {
    const { run, counters } = await countersOf(context, 'dot');
    if (!areCounted(counters)) return;
    const bytes = 2 * 4 * 2 ** 26;
    const read = counters.dramReadBytes ?? 0;
    assert.ok(Math.abs(read / bytes - 1) < 0.03, `${read} bytes of DRAM for ${bytes} of input`);
    const operations = counters.float32Operations ?? 0;
    assert.ok(operations >= 2 ** 27 - 1 && operations < 1.01 * 2 ** 27, `${operations} operations`);
    assert.equal(counters.float64Operations, 0);
    assert.ok(Math.abs((counters.arithmeticIntensity ?? 0) - 0.25) < 0.01);
    assert.ok((counters.occupancy ?? 0) > 0.1 && (counters.occupancy ?? 2) <= 1);
    assert.ok((counters.dramShare ?? 0) > 0.5 && (counters.dramShare ?? 2) <= 1);
    assert.ok((counters.stalls ?? []).length > 0);
    // Peaks are of the device: what the driver says of its memory is near, and arithmetic is far above it.
    const { peakBytesPerSecond = 0, peakOperationsPerSecond = 0 } = counters;
    const stated = run.bandwidth?.peak ?? 0;
    assert.ok(Math.abs(peakBytesPerSecond / stated - 1) < 0.1, `${peakBytesPerSecond} and ${stated} bytes a second`);
    assert.ok(peakOperationsPerSecond > 4 * peakBytesPerSecond);
  });

  test('counts double precision apart, or the report says why it may not', async (context) => {
    const { counters } = await countersOf(context, 'horner');
    if (!areCounted(counters)) return;
    const operations = counters.float64Operations ?? 0;
    // Three fused operations and an addition for each element.
    assert.ok(Math.abs(operations / (7 * 2 ** 24) - 1) < 0.01, `${operations} operations`);
    assert.ok((counters.float32Operations ?? 1) < operations / 100);
  });
});

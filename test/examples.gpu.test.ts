import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { report } from './support/cli';
import { root } from './support/root';

test('every example gives the expected result on the GPU, and the reference agrees', async () => {
  const { code, report: result } = await report(['test', path.join(root, 'examples'), '--device', 'cuda:0']);
  const bad = result.runs
    .filter(({ status }) => status !== 'ok')
    .map(({ kernel, case: name, error, result: value, diagnostics }) => ({ kernel, name, error, value, diagnostics }));
  assert.deepEqual(bad, []);
  assert.equal(code, 0);
  assert.ok(result.runs.length >= 9);
  for (const { kernel, device, reference, launch } of result.runs) {
    assert.equal(device?.kind, 'cuda', kernel);
    assert.ok((launch?.registers ?? 0) > 0, kernel);
    assert.ok(reference !== undefined, `${kernel} has no reference`);
    assert.ok((reference.relativeError ?? 0) < 1e-5, `${kernel} is ${reference.relativeError} from its reference`);
  }
});

test('the CPU and the GPU read the same random numbers', async () => {
  const file = path.join(root, 'examples', '05_monte_carlo_pi.reduce');
  const [gpu, cpu] = await Promise.all([
    report(['run', file, '--device', 'cuda:0']),
    report(['run', file, '--device', 'cpu']),
  ]);
  assert.deepEqual(gpu.report.runs[0]?.result, cpu.report.runs[0]?.result);
});

test('a result has the same bits from run to run', async () => {
  const file = path.join(root, 'examples', '01_dot_product.reduce');
  const values = new Set<unknown>();
  for (let repeat = 0; repeat < 5; repeat++) {
    const { report: result } = await report(['run', file, '--case', 'large', '--device', 'cuda:0']);
    values.add(result.runs[0]?.result?.value);
  }
  assert.equal(values.size, 1);
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { RunnerClient } from '../runner/client/runner-client';
import type { Run } from '../protocol/report';
import { report, warpfold } from './support/cli';
import { root } from './support/root';
import { workspace } from './support/workspace';

const cases = (kernel: string): string => `case ill of ${kernel} { n = 200000; x = uniform(-1, 1, seed = 5); }\n`;
const text = `
kernel plain { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
kernel kept { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; accuracy = compensated; }
kernel largest { dtype_out = float32; arguments = const float *x; reduce_expr = fmaxf(a, b); }
${['plain', 'kept', 'largest'].map(cases).join('')}
case cancelling of kept { x = [1e8, 1, -1e8, -1]; }
case none of kept { n = 0; x = []; }
`;

function client(context: TestContext): RunnerClient {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  return runner;
}

async function measure(runner: RunnerClient, kernel: string, name: string): Promise<Run> {
  const settings = { accuracy: true, minSamples: 1, maxSamples: 1 };
  const run = await runner.execute({ uri: 'untitled:a.reduce', text, kernel, case: name, device: 'cpu', settings });
  assert.equal(run.status, 'ok', JSON.stringify(run.error));
  return run;
}

describe('accuracy on the CPU', () => {
  test('a compensated sum is right to the last place in every shape; a plain one is not', async (context) => {
    const runner = client(context);
    const [plain, kept] = [await measure(runner, 'plain', 'ill'), await measure(runner, 'kept', 'ill')];
    for (const { accuracy, reference } of [plain, kept]) {
      assert.equal(reference?.method, 'compensated');
      assert.equal(accuracy?.shapes.length, 5);
      assert.equal(accuracy.shapes[0]?.ulps, accuracy.ulps);
      assert.equal(accuracy.relativeError, reference.relativeError);
    }
    assert.equal(plain.accuracy?.accumulator, 'plain');
    assert.equal(kept.accuracy?.accumulator, 'compensated');
    // Σ|x| of 200000 values that are uniform on -1 … 1 is near 100000.
    const sum = Number(kept.reference?.value);
    assert.ok(Math.abs((kept.accuracy?.conditionNumber ?? 0) / (100_000 / Math.abs(sum)) - 1) < 0.01);
    assert.equal(plain.accuracy?.conditionNumber, kept.accuracy?.conditionNumber);

    assert.ok((plain.accuracy?.spread.distinct ?? 0) > 1);
    assert.ok((plain.accuracy?.spread.ulps ?? 0) > 1);
    assert.deepEqual([kept.accuracy?.spread.distinct, kept.accuracy?.spread.ulps], [1, 0]);
    assert.ok((kept.accuracy?.ulps ?? 1) <= 0.5);
    assert.ok((plain.accuracy?.trustedDigits ?? 9) < (kept.accuracy?.trustedDigits ?? 0));
    assert.equal(kept.accuracy?.trustedDigits, -Math.log10(2 ** -24));
  });

  test('reductions that are no sums have a spread and an error, and no condition number', async (context) => {
    const { accuracy, reference } = await measure(client(context), 'largest', 'ill');
    assert.equal(reference?.method, 'sequential');
    assert.equal(accuracy?.spread.distinct, 1);
    assert.equal(accuracy.absoluteError, 0);
    assert.deepEqual([accuracy.conditionNumber, accuracy.trustedDigits], [undefined, undefined]);
  });

  test('of a sum of 0 there is no relative error and no condition number', async (context) => {
    const runner = client(context);
    for (const name of ['cancelling', 'none']) {
      const { accuracy, result } = await measure(runner, 'kept', name);
      assert.equal(result?.value, 0);
      assert.equal(accuracy?.absoluteError, 0);
      assert.deepEqual([accuracy.relativeError, accuracy.conditionNumber], [undefined, undefined]);
    }
  });

  test('is measured on request only', async (context) => {
    const run = await client(context).execute({
      uri: 'untitled:a.reduce',
      text,
      kernel: 'kept',
      case: 'ill',
      device: 'cpu',
    });
    assert.deepEqual([run.accuracy, run.reference], [undefined, undefined]);
  });
});

describe('warpfold run --accuracy', () => {
  test('prints each shape, and what follows from them', async (context) => {
    const cwd = workspace(context, { 'k.reduce': text });
    const args = ['k.reduce', '--device', 'cpu', '--accuracy', '--case', 'ill'];
    const { code, stdout } = await warpfold(['run', ...args], { cwd });
    assert.equal(code, 0);
    assert.match(
      stdout,
      /kept · ill accuracy\n +shape +result +off by\n +striped, 64 lanes, chunks of 65.536 \(this run\) /,
    );
    assert.match(
      stdout,
      /accumulator +compensated\n +reference +[-\d.]+, compensated\n +error +.* ulp\n +spread +the same bits in 5 shapes\n +condition number +[\d ]+.*\n +trusted +7\.2 digits\n/,
    );
    assert.equal(stdout.match(/condition number/g)?.length, 2, 'the maximum has none');

    const profile = await warpfold(['profile', ...args, '--kernel', 'kept', '--samples', '2', '--time', '0'], { cwd });
    assert.match(profile.stdout, /trusted +7\.2 digits/);
  });

  test('is part of the JSON report', async (context) => {
    const cwd = workspace(context, { 'k.reduce': text });
    const args = ['run', 'k.reduce', '--device', 'cpu', '--accuracy', '--kernel', 'kept', '--case', 'ill'];
    const { report: result } = await report(args, { cwd });
    assert.equal(result.runs[0]?.accuracy?.shapes.length, 5);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { report, warpfold } from './support/cli';
import { root } from './support/root';
import { workspace } from './support/workspace';

const NEIGHBOURS = `kernel differences {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = x[i + 1]
                  - x[i];
    reduce_expr = a + b;
    neutral     = 0;
}
case open of differences { n = 400; x = arange(400); }
case closed of differences { n = 400; x = arange(401); expect = 400; }
`;

describe('warpfold run --sanitize', () => {
  test('names the vector, the index, i and the access, at its characters; the next run works', async (context) => {
    const cwd = workspace(context, { 'k.reduce': NEIGHBOURS });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu', '--sanitize'], { cwd });
    assert.equal(code, 1);
    const [open, closed] = result.runs;
    assert.equal(open?.status, 'error');
    assert.equal(open.error?.code, 'index-out-of-range');
    assert.equal(open.error.message, 'x[i + 1] reads element 400 of "x", which has 400 (i = 399, case "open").');
    const diagnostic = open.diagnostics.find((one) => one.code === 'index-out-of-range');
    assert.deepEqual(diagnostic?.range, { start: { line: 3, character: 18 }, end: { line: 3, character: 26 } });
    assert.equal(closed?.status, 'ok');
    assert.equal(closed.result?.value, 400);
  });

  test('checks kernels that keep rounding errors or are deterministic', async (context) => {
    const [, body] = NEIGHBOURS.split('kernel differences {');
    for (const field of ['accuracy = compensated;', 'deterministic = true;']) {
      const cwd = workspace(context, { 'k.reduce': `kernel differences { ${field}${body}` });
      const { report: result } = await report(['run', 'k.reduce', '--device', 'cpu', '--sanitize'], { cwd });
      const [open, closed] = result.runs;
      assert.match(open?.error?.message ?? '', /^x\[i \+ 1\] reads element 400 of "x"/, field);
      assert.equal(closed?.result?.value, 400, JSON.stringify(closed));
    }
  });

  test('takes no times, and says that it checked', async () => {
    const file = path.join(root, 'examples', '01_dot_product.reduce');
    const { report: result } = await report(['run', file, '--case', 'cookbook', '--device', 'cpu', '--sanitize']);
    const [run] = result.runs;
    assert.equal(run?.sanitized, true);
    assert.equal(run.timings?.kernel, undefined);
    assert.equal(run.bandwidth, undefined);
  });

  test('gives every example the value that it has without checks', async () => {
    const examples = ['test', path.join(root, 'examples'), '--device', 'cpu'];
    const [checked, plain] = await Promise.all([report([...examples, '--sanitize']), report(examples)]);
    assert.equal(checked.code, 0);
    assert.ok(checked.report.runs.every(({ sanitized }) => sanitized === true));
    assert.deepEqual(
      checked.report.runs.map(({ result }) => result),
      plain.report.runs.map(({ result }) => result),
    );
  });

  test('warns of what is read where it cannot follow', async (context) => {
    const cwd = workspace(context, {
      'k.reduce': `kernel total { dtype_out = float32; arguments = const float *x; map_expr = at(x, i); reduce_expr = a + b; }
preamble { __device__ float at(const float *p, long long j) { return p[j]; } }
case ones of total { n = 4; x = ones(4); expect = 4; }`,
    });
    const { code, stdout } = await warpfold(['run', 'k.reduce', '--device', 'cpu', '--sanitize'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /accesses-not-checked.*"x"/);
  });

  test('says so where a tool that was asked for does not run', async () => {
    const file = path.join(root, 'examples', '01_dot_product.reduce');
    const args = ['run', file, '--case', 'cookbook', '--device', 'cpu', '--sanitize=racecheck'];
    const { code, stdout } = await warpfold(args);
    assert.equal(code, 0);
    assert.match(stdout, /sanitizer-incomplete.*racecheck did not run: it needs an NVIDIA GPU/);
  });

  test('refuses a tool that there is not', async () => {
    const { code, stderr } = await warpfold(['run', 'examples', '--sanitize=magic'], { cwd: root });
    assert.equal(code, 2);
    assert.match(stderr, /memcheck, racecheck, initcheck/);
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import * as v from 'valibot';
import { compileResultSchema, devicesResultSchema } from '../protocol/rpc';
import { checkReport, cliEntry, report, warpfold } from './support/cli';
import { root } from './support/root';
import { workspace } from './support/workspace';

const dot = path.join(root, 'examples', '01_dot_product.reduce');

const subtraction = `kernel wrong {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = a - b;
    neutral     = 0;
}
`;

test('warpfold --version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const { code, stdout } = await warpfold(['--version']);
  assert.deepEqual([code, stdout], [0, `${version}\n`]);
});

describe('warpfold check', () => {
  test('lets no text that it quotes control the terminal', async (context) => {
    const folder = workspace(context, { 'k.reduce': '\u001b[31mred\u0007\u001b[2J' });
    const { code, stdout } = await warpfold(['check', 'k.reduce'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /\ufffd\[31mred/);
    assert.ok(!stdout.includes('\u001b'));
    assert.ok(!stdout.includes('\u0007'));
  });

  test('shows a warning with its place, the characters it is about, and a counterexample', async (context) => {
    const folder = workspace(context, { 'k.reduce': subtraction });
    const { code, stdout } = await warpfold(['check', 'k.reduce'], { cwd: folder });
    assert.equal(code, 0);
    assert.match(stdout, /k\.reduce:4:19: warning\[not-associative\]/);
    assert.match(stdout, /\(1 - 1\) - 1 = -1 but 1 - \(1 - 1\) = 1/);
    assert.match(stdout, /reduce_expr = a - b;\n +\| {19}\^{5}\n/);
  });

  test('prints ranges as editors count them', async (context) => {
    const folder = workspace(context, { 'k.reduce': subtraction });
    const { report: result } = await checkReport([path.join(folder, 'k.reduce')]);
    const [diagnostic] = result.files[0]?.diagnostics ?? [];
    assert.deepEqual(diagnostic?.range, { start: { line: 3, character: 18 }, end: { line: 3, character: 23 } });
  });

  test('fails on an error', async (context) => {
    const folder = workspace(context, { 'k.reduce': subtraction.replace('a - b', 'a - c') });
    const { code, stdout } = await warpfold(['check', 'k.reduce'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /error\[undefined-name\]/);
  });
});

describe('warpfold run', () => {
  test('prints a table with the result, the verdict, the time and the bandwidth', async () => {
    const { code, stdout } = await warpfold(['run', dot, '--case', 'cookbook', '--device', 'cpu']);
    assert.equal(code, 0);
    assert.match(stdout, /dot_product +cookbook +400 +21253400 +✓ expected +[\d.]+ [nµm]?s +[\d.]+ [kMGT]?B\/s/);
    assert.match(stdout, /1 run, 1 as expected/);
  });

  test('fails where a result is not what the case expects, and says what it is', async (context) => {
    const folder = workspace(context, {
      'k.reduce': `kernel total { dtype_out = int32; arguments = const int *x; reduce_expr = a + b; neutral = 0; }
case off of total { x = [1, 2, 3]; expect = 7; }
`,
    });
    const { code, stdout } = await warpfold(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /total · off: expected 7 \(exactly\), got 6/);
  });

  test('runs a kernel without a case on made-up data of the length that was asked for', async (context) => {
    const folder = workspace(context, {
      'k.reduce': 'kernel count { dtype_out = int64; map_expr = 1; reduce_expr = a + b; neutral = 0; }',
    });
    const { report: result } = await report(['run', 'k.reduce', '--device', 'cpu', '--default-length', '12345'], {
      cwd: folder,
    });
    assert.deepEqual(result.runs[0]?.result, { dtype: 'int64', value: 12345 });
  });

  test('ends quietly where nobody reads its output any more', async () => {
    const child = spawn(process.execPath, [cliEntry, 'run', dot, '--case', 'cookbook', '--device', 'cpu'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await once(child, 'close');
    assert.equal(stderr, '');
  });

  test('writes the parts of a result with the digits of their types', async (context) => {
    const folder = workspace(context, {
      'k.reduce': `preamble { struct P { float lo, hi; }; }
kernel pair { dtype_out = P; arguments = const P *p; reduce_expr = P{fminf(a.lo, b.lo), fmaxf(a.hi, b.hi)}; }
case one of pair { p = [{ lo: 0.1, hi: 0.3 }]; }
kernel turned { dtype_out = complex64; arguments = const complex<float> *z; reduce_expr = a + b; }
case one of turned { z = [[0.1, -0.2]]; }
`,
    });
    const { stdout } = await warpfold(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.match(stdout, /\{ lo: 0\.1, hi: 0\.3 \}/);
    assert.match(stdout, /0\.1 − 0\.2i/);
  });

  test('takes a time limit of any length, and none of 0', async () => {
    const long = await warpfold(['run', dot, '--case', 'cookbook', '--device', 'cpu', '--time-limit', '9999999']);
    assert.equal(long.code, 0, long.stdout);
    const none = await warpfold(['run', dot, '--time-limit', '0']);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /--time-limit takes at least 1 second/);
  });

  test('names the kernels where a selection matches none', async () => {
    const { code, stderr } = await warpfold(['run', dot, '--kernel', 'nothing']);
    assert.equal(code, 2);
    assert.match(stderr, /There is no kernel "nothing"\. Kernels: dot_product/);
  });
});

describe('warpfold emit', () => {
  test('prints CUDA and C++ that hold the user’s expressions under their lines', async () => {
    for (const form of ['cuda', 'cpp']) {
      const { code, stdout } = await warpfold(['emit', dot, '--as', form]);
      assert.equal(code, 0);
      assert.match(stdout, /#line 6 "01_dot_product\.reduce"\n {18}x\[i\] \* y\[i\]/);
    }
  });

  test('prints PTX and SASS with 16-byte loads', async (context) => {
    const { stdout: devices } = await warpfold(['devices', '--json']);
    const { findings } = v.parse(devicesResultSchema, JSON.parse(devices));
    if (!findings.some(({ name, found }) => name === 'NVRTC' && found !== undefined)) {
      context.skip('there is no NVRTC on this machine');
      return;
    }
    const ptx = await warpfold(['emit', dot, '--as', 'ptx', '--device', 'sm_90']);
    assert.equal(ptx.code, 0, ptx.stderr);
    assert.match(ptx.stdout, /ld\.global\.nc\.(?:\S+\.)?v4/);
    assert.match(ptx.stdout, /^\/\/ Plan: default for case large \(the largest: 16777216 elements\) on sm_90\.$/m);
    const sass = await warpfold(['emit', dot, '--as', 'sass', '--device', 'sm_90']);
    assert.equal(sass.code, 0, sass.stderr);
    assert.match(sass.stdout, /LDG\.E\.(?:\S+\.)?128/);
    assert.match(sass.stdout, /^\/\/ The main loop: \d+ loads of 16 bytes, /m);

    const json = await warpfold(['emit', dot, '--as', 'sass', '--device', 'sm_90', '--json']);
    const { kernels } = v.parse(compileResultSchema, JSON.parse(json.stdout));
    assert.deepEqual([kernels[0]?.plan?.source, kernels[0]?.plan?.case], ['default', 'large']);
    assert.ok((kernels[0]?.summary?.mainLoop?.elements ?? 0) >= 4);
  });
});

describe('warpfold devices', () => {
  test('tells where everything was looked for', async () => {
    const { code, stdout } = await warpfold(['devices', '--json']);
    assert.equal(code, 0);
    const { devices, findings } = v.parse(devicesResultSchema, JSON.parse(stdout));
    assert.ok(devices.some(({ id }) => id === 'cpu'));
    for (const name of ['CUDA driver', 'NVRTC', 'CUDA headers', 'nvcc', 'Nsight Compute', 'C++ compiler']) {
      const finding = findings.find((one) => one.name === name);
      assert.ok(finding !== undefined && (finding.found !== undefined || finding.tried.length > 0), name);
    }
  });
});

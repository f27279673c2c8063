import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { report, warpfold } from './support/cli';
import { npy, npyHeader, workspace } from './support/workspace';

const sum = `kernel total {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = a + b;
    neutral     = 0;
}
`;

const sumOfFile = `${sum}
case data of total {
    x = file("x.npy");
}
`;

/** Runs a file that must be refused, and returns what was said. */
async function refused(
  context: TestContext,
  files: Record<string, string | Uint8Array>,
  ...args: string[]
): Promise<string> {
  const folder = workspace(context, files);
  const result = await warpfold(['run', 'k.reduce', '--device', 'cpu', ...args], { cwd: folder });
  assert.equal(result.code, 1, result.stdout + result.stderr);
  return result.stdout + result.stderr;
}

describe('files that are no kernels', () => {
  test('a file that is not there', async () => {
    const result = await warpfold(['run', 'nowhere.reduce']);
    assert.equal(result.code, 1);
    assert.match(result.stderr, /nowhere\.reduce: there is no such file/);
  });

  test('a file in UTF-16, as Windows writes it', async (context) => {
    const said = await refused(context, { 'k.reduce': Buffer.from(`\ufeff${sum}`, 'utf16le') });
    assert.match(said, /k\.reduce could not be read: it is UTF-16\. Save it as UTF-8\./);
  });

  test('a syntax error is shown at its line and column, and the rest of the file runs', async (context) => {
    const folder = workspace(context, {
      'k.reduce': `kernel broken {\n    dtype_out = float32\n    reduce_expr = a + b;\n}\n${sum}`,
    });
    const result = await warpfold(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.equal(result.code, 1);
    assert.match(result.stdout, /k\.reduce:2:\d+: error\[[a-z-]+\]/);
    assert.match(result.stdout, /total .*\d+ /);
  });
});

describe('data files', () => {
  const floats = (count: number): Uint8Array => new Uint8Array(new Float32Array(count).fill(1).buffer);

  test('a missing file', async (context) => {
    const said = await refused(context, { 'k.reduce': sumOfFile });
    assert.match(said, /k\.reduce:9:\d+: error/);
    assert.match(said, /x\.npy/);
  });

  test('a truncated header', async (context) => {
    const said = await refused(context, {
      'k.reduce': sumOfFile,
      'x.npy': npy(npyHeader('<f4', 4), floats(4)).slice(0, 40),
    });
    assert.match(said, /k\.reduce:9:\d+: error/);
    assert.match(said, /truncated|ends|cut off/i);
  });

  test('a header that promises more elements than the file has', async (context) => {
    const said = await refused(context, { 'k.reduce': sumOfFile, 'x.npy': npy(npyHeader('<f4', 1000), floats(4)) });
    assert.match(said, /k\.reduce:9:\d+: error/);
    assert.match(said, /1000/);
  });

  for (const [what, descr] of [
    ['objects', '|O'],
    ['strings', '<U5'],
    ['dates', '<M8[s]'],
    ['long doubles', '<f16'],
  ] as const) {
    test(`${what} are refused by name`, async (context) => {
      const said = await refused(context, { 'k.reduce': sumOfFile, 'x.npy': npy(npyHeader(descr, 1), floats(16)) });
      assert.match(said, /k\.reduce:9:\d+: error/);
    });
  }

  test('a dtype that is not the argument’s names both', async (context) => {
    const doubles = new Uint8Array(new Float64Array(4).buffer);
    const said = await refused(context, { 'k.reduce': sumOfFile, 'x.npy': npy(npyHeader('<f8', 4), doubles) });
    assert.match(said, /k\.reduce:9:\d+: error/);
    assert.match(said, /float64/);
    assert.match(said, /float32/);
  });
});

describe('numbers of elements', () => {
  test('lengths that disagree', async (context) => {
    const said = await refused(context, {
      'k.reduce': `kernel dot { dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0; }
case bad of dot {
    x = ones(4);
    y = ones(5);
}
`,
    });
    assert.match(said, /k\.reduce:5:\d+: error/);
  });

  test('empty input without a neutral', async (context) => {
    const said = await refused(context, {
      'k.reduce': `kernel largest { dtype_out = float32; arguments = const float *x; reduce_expr = fmaxf(a, b); }
case none of largest { x = zeros(0); }
`,
    });
    assert.match(said, /k\.reduce:2:\d+: error/);
    assert.match(said, /neutral/);
  });

  test('empty input with a neutral gives it', async (context) => {
    const folder = workspace(context, { 'k.reduce': `${sum}case none of total { x = zeros(0); expect = 0; }\n` });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.equal(code, 0);
    assert.deepEqual(result.runs[0]?.result, { dtype: 'float32', value: 0 });
  });

  test('more elements than there is memory, said before anything is allocated', async (context) => {
    const folder = workspace(context, { 'k.reduce': `${sum}case huge of total { n = 1 << 46; x = ones(); }\n` });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.equal(code, 1);
    assert.equal(result.runs[0]?.error?.code, 'out-of-memory');
    assert.match(result.runs[0]?.error?.message ?? '', /TiB|GiB|bytes/);
  });
});

describe('kernels that misbehave', () => {
  const hangs = `preamble { __device__ float forever(float x) { while (x >= 0.0f) x += 1.0f; return x; } }
kernel hangs { dtype_out = float32; arguments = const float *x; map_expr = forever(x[i]); reduce_expr = a + b; neutral = 0; }
`;
  const crashes = `kernel crashes {
    dtype_out = float32; arguments = const float *x, const long long *index;
    map_expr = x[index[i]]; reduce_expr = a + b; neutral = 0;
}
case wild of crashes { index = [1000000000000]; x = ones(4); }
`;

  test('an endless loop is stopped at the time limit, and the next run works', async (context) => {
    const folder = workspace(context, {
      'k.reduce': `${hangs}${sum}case fine of total { x = ones(10); expect = 10; }\n`,
    });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu', '--time-limit', '2'], {
      cwd: folder,
    });
    assert.equal(code, 1);
    assert.deepEqual(
      result.runs.map((run) => [run.kernel, run.status]),
      [
        ['hangs', 'timeout'],
        ['total', 'ok'],
      ],
    );
    assert.match(result.runs[0]?.error?.message ?? '', /"hangs"/);
  });

  test('an illegal address costs the kernel’s own run, and the next one works', async (context) => {
    const folder = workspace(context, {
      'k.reduce': `${crashes}${sum}case fine of total { x = ones(10); expect = 10; }\n`,
    });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder });
    assert.equal(code, 1);
    assert.deepEqual(
      result.runs.map((run) => [run.kernel, run.status]),
      [
        ['crashes', 'error'],
        ['total', 'ok'],
      ],
    );
    assert.equal(result.runs[0]?.error?.code, 'kernel-crashed');
  });
});

describe('machines that lack something', () => {
  test('a compiler that is missing', async (context) => {
    const folder = workspace(context, { 'k.reduce': `${sum}case fine of total { x = ones(10); }\n` });
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cpu', '--no-cache'], {
      cwd: folder,
      env: { PATH: empty, CXX: undefined, WARPFOLD_CXX: undefined },
    });
    assert.equal(code, 1);
    assert.equal(result.runs[0]?.error?.code, 'no-cpp-compiler');
    assert.match(result.runs[0]?.error?.advice ?? '', /install/i);
  });

  test('a device that does not exist', async (context) => {
    const folder = workspace(context, { 'k.reduce': sum });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'cuda:99'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(result.runs[0]?.error?.code ?? '', /no-such-device|no-cuda-driver|no-cuda-device/);
  });

  test('a name that is no device', async (context) => {
    const folder = workspace(context, { 'k.reduce': sum });
    const { code, report: result } = await report(['run', 'k.reduce', '--device', 'gpu'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(result.runs[0]?.error?.message ?? '', /auto, cpu, and cuda:0/);
  });
});

describe('command lines', () => {
  for (const args of [
    ['rn'],
    ['run'],
    ['run', 'k.reduce', '--devise', 'cpu'],
    ['emit', 'k.reduce', '--as', 'wasm'],
    ['run', 'examples', '--threads', 'two'],
  ]) {
    test(`"${args.join(' ')}" is not understood`, async () => {
      const result = await warpfold(args);
      assert.equal(result.code, 2);
      assert.match(result.stderr, /warpfold help/);
    });
  }
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { generateCpp, generateCuda, type GeneratedSource, planCpu, planCuda } from '../../codegen';
import { readKernel } from '../../codegen/testing/read-kernel';
import { compileCpp } from './compile-cpp';
import { type CppCompiler, findCompiler } from './find-compiler';
import { type CompilerDiagnostic, compilerDiagnostics } from './to-diagnostics';

/** What a compiler said, as `severity: message` and the characters that it is about. */
const shown = (document: string, diagnostics: readonly CompilerDiagnostic[]): [string, string][] =>
  diagnostics.map(({ severity, message, start, end }) => [`${severity}: ${message}`, document.slice(start, end)]);

/** Templates keep what is in them from the checker, so that the compiler is the first to see it. */
const templated = (body: string, map: string): string => `preamble {
    template <typename T> __device__ T scaled(T value) {
        ${body}
    }
}

kernel k {
\tdtype_out   = float32;
\targuments   = const float *x;
\tmap_expr    = /* é 日本 */ ${map};
\treduce_expr = a + b;
\tneutral     = 0;
}
`;

describe('messages of the C++ compiler', { skip: process.platform === 'win32' }, () => {
  let compiler: CppCompiler;
  before(() => {
    const { found } = findCompiler();
    assert.ok(found !== undefined);
    compiler = found;
  });

  async function diagnose(text: string): Promise<CompilerDiagnostic[]> {
    const { document, kernel } = readKernel(text);
    const source = generateCpp({ document, kernel, fileName: 'k.reduce', plan: planCpu(kernel) });
    const result = await compileCpp({ source, compiler });
    assert.ok(!result.ok, 'it had to be refused');
    return compilerDiagnostics({ log: result.log, failed: true, source, document: text });
  }

  it('stand at the characters of an expression, behind others than ASCII', async () => {
    const text = templated('return value;', 'x[i] + scaled<float>(x[i], 1)');
    const found = await diagnose(text);
    const map = text.indexOf('x[i] + scaled');
    assert.ok(found.length > 0);
    for (const { start, end, severity } of found) {
      assert.equal(severity, 'error');
      assert.ok(start >= map && end <= map + 'x[i] + scaled<float>(x[i], 1)'.length, text.slice(start, end));
    }
  });

  it('stand at the characters of a preamble, once', async () => {
    const text = templated('return value + missing_thing;', 'scaled(x[i])');
    const found = shown(text, await diagnose(text));
    assert.equal(found.length, 1);
    assert.match(found[0]?.[0] ?? '', /^error: .*missing_thing/);
    assert.equal(found[0]?.[1], 'missing_thing');
  });

  it('name a function that has no body', async () => {
    const text = `preamble { __device__ float outside(float v); }
kernel k { dtype_out = float32; arguments = const float *x; map_expr = outside(x[i]); reduce_expr = a + b; neutral = 0; }`;
    assert.deepEqual(shown(text, await diagnose(text)), [
      ['error: "outside(float)" is declared but defined nowhere', 'outside'],
    ]);
  });

  it('go to the nearest expression where they are about lines of our own', () => {
    const text = templated('return value;', 'scaled(x[i])');
    const { document, kernel } = readKernel(text);
    const source = generateCpp({ document, kernel, fileName: 'k.reduce', plan: planCpu(kernel) });
    const line = source.text.split('\n').findIndex((each) => each.includes('_map(')) + 1;
    const found = compilerDiagnostics({
      log: `k.cpp:${line}:3: error: expected ')'\n`,
      failed: true,
      source,
      document: text,
    });
    assert.equal(found.length, 1);
    assert.match(text.slice(found[0]?.start, found[0]?.end), /scaled\(x\[i\]\)/);
  });

  it('are never none where the program was refused', () => {
    const text = templated('return value;', 'scaled(x[i])');
    const { document, kernel } = readKernel(text);
    const source = generateCpp({ document, kernel, fileName: 'k.reduce', plan: planCpu(kernel) });
    const found = compilerDiagnostics({ log: '\nc++: internal trouble\n', failed: true, source, document: text });
    assert.deepEqual(
      found.map(({ severity, message }) => [severity, message]),
      [['error', 'c++: internal trouble']],
    );
    assert.deepEqual(compilerDiagnostics({ log: '', failed: false, source, document: text }), []);
  });
});

describe('messages of NVCC and NVRTC', () => {
  const text = templated('return value;', 'x[i] + undef_thing(i)').replace('template', '#define FORWARD\n    template');
  const { document, kernel } = readKernel(text.replace('undef_thing(i)', 'scaled(x[i])'));
  const device = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };
  const source: GeneratedSource = generateCuda({
    document,
    kernel,
    fileName: 'k.reduce',
    plan: planCuda(kernel, device, 1000),
  });
  const line = text.split('\n').findIndex((each) => each.includes('map_expr')) + 1;
  const user = text.split('\n')[line - 1]?.replace('undef_thing(i)', 'scaled(x[i])') ?? '';

  it('stand under the caret', () => {
    // As NVRTC echoes it: the padding of the generated line, then the user's characters, escaped.
    const echo = `${user.slice(0, user.indexOf('/*')).replace(/[^\t]/g, ' ')}/* \\U000000e9 \\U000065e5\\U0000672c */ x[i] + `;
    const log = `k.reduce(${line}): error: no instance of function template matches\n  ${echo}scaled(x[i])\n${' '.repeat(echo.length + 2)}^\n\n1 error detected.\n`;
    const found = compilerDiagnostics({ log, failed: true, source, document: document.text });
    assert.deepEqual(shown(document.text, found), [['error: no instance of function template matches', 'scaled']]);
  });

  it('stand at the word that they quote, where a comment before it moved the caret', () => {
    const log = `k.reduce(${line}): error: identifier "scaled" is undefined\n                  x[i] + scaled(x[i])\n                         ^\n`;
    const found = compilerDiagnostics({ log, failed: true, source, document: document.text });
    assert.deepEqual(shown(document.text, found), [['error: identifier "scaled" is undefined', 'scaled']]);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from './artifacts';
import { cursorLines } from './cursor-lines';
import { targetOfUri, uriPartsOf } from './generated-target';
import { generatedLines, readLineMap } from './line-map';
import { aboveEarlier, notice, whyNotCompiled } from './notice';

test('CUDA: the lines below a #line directive are the source’s, until the generated file’s own', () => {
  const text = ['ours', '#line 6 "dot.reduce"', ' x[i] *', ' y[i]', '#line 6 "dot.cu"', ');', ''].join('\n');
  const map = readLineMap(text, 'dot.reduce');
  assert.deepEqual(Object.fromEntries(map), { 5: [2], 6: [3] });
  assert.deepEqual(generatedLines(map, 5, 6), [2, 3]);
  assert.deepEqual(generatedLines(map, 0, 4), []);
});

test('a quoted file name is read back', () => {
  const map = readLineMap('#line 1 "my \\"best\\" sum.reduce"\nx', 'my "best" sum.reduce');
  assert.deepEqual(Object.fromEntries(map), { 0: [1] });
});

test('the cursor stands for all lines of its expression, and for its own line elsewhere', () => {
  const at = (first: number, last: number) => ({
    start: { line: first, character: 4 },
    end: { line: last, character: 9 },
  });
  const expressions = [{ field: 'map_expr', range: at(3, 5) }];
  const kernel = {
    kind: 'kernel',
    name: 'k',
    range: at(0, 9),
    nameRange: at(0, 0),
    expressions,
    hasExpect: false,
  } as const;
  assert.deepEqual(cursorLines([kernel], 4), [3, 5]);
  assert.deepEqual(cursorLines([kernel], 6), [6, 6]);
});

test('an address leads back to what it shows, and others to nothing', () => {
  const target = { uri: 'file:///a%20b/dot.reduce', kernel: 'dot', artifact: 'ptx' } as const;
  const parts = uriPartsOf(target);
  assert.equal(parts.path, '/dot.ptx');
  assert.deepEqual(targetOfUri(parts), target);
  const ofCase = { ...target, case: 'large' } as const;
  assert.equal(uriPartsOf(ofCase).path, '/dot · large.ptx');
  assert.deepEqual(targetOfUri(uriPartsOf(ofCase)), ofCase);
  assert.equal(targetOfUri({ ...parts, scheme: 'file' }), undefined);
  assert.equal(targetOfUri({ ...parts, query: '{"uri":' }), undefined);
  assert.equal(targetOfUri({ ...parts, query: '{"uri":"a","kernel":"k","artifact":"exe"}' }), undefined);
});

test('only languages that are registered are used, and never the style sheets’ sass', () => {
  assert.equal(languageOf('cuda', ['cpp', 'cuda-cpp']), 'cuda-cpp');
  assert.equal(languageOf('cuda', ['cpp']), 'cpp');
  assert.equal(languageOf('sass', ['sass', 'cpp']), 'plaintext');
});

test('what is wrong is told in comments, at the places that editors count', () => {
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
  const base = { kernel: 'dot', ok: false, seconds: 0, fromCache: false };
  const error = { code: 'compiler-error', severity: 'error', message: 'no such name', range } as const;
  const text = whyNotCompiled({ ...base, compiler: 'nvrtc', diagnostics: [error] }, 'a/dot.reduce');
  assert.equal(text, '// Kernel "dot" does not compile (nvrtc):\n//\n// a/dot.reduce:3:5: no such name\n');
  assert.match(whyNotCompiled({ ...base, diagnostics: [] }, 'dot.reduce'), /Problems/);
});

test('notices fit beside the source, and long words stay whole', () => {
  const lines = notice(`${'word '.repeat(40)}${'x'.repeat(90)} end`)
    .trimEnd()
    .split('\n');
  assert.ok(lines.slice(0, -2).every((line) => line.length <= 64 && line.startsWith('// word')));
  assert.deepEqual(lines.slice(-2), [`// ${'x'.repeat(90)}`, '// end']);
});

test('earlier code stays below a notice, and says that it is earlier', () => {
  assert.equal(aboveEarlier(notice('No.'), undefined), '// No.\n');
  assert.match(aboveEarlier(notice('No.'), 'int x;\n'), /^\/\/ No\.\n\/\/\n\/\/ What follows .*\n\nint x;\n$/);
});

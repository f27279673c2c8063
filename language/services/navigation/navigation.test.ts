import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextDocumentEdit } from 'vscode-languageserver-types';
import { analyseAt } from '../testing/analyse-at';
import { definition } from './definition';
import { documentHighlights, references } from './references';
import { prepareRename, rename } from './rename';

const text = `preamble { __device__ float twice(float v) { return 2 * v; } __device__ int twice(int v) { return v; } }
kernel dot {
  dtype_out = float32;
  arguments = const float *x, const float *y, float s;
  map_expr = twice(x[i]) * y[i] * s;
  reduce_expr = a + b;
  neutral = 0;
}
case one of dot { n = 4; x = ones(); y = ones(); s = 1; }
`;

function at(marked: string): ReturnType<typeof analyseAt> {
  assert.ok(marked.includes('$0'), 'the mark was not placed');
  return analyseAt(marked);
}

/** What the ranges of a definition select. */
function definitionsOf(marked: string): string[] {
  const { analysis, position } = at(marked);
  return definition(analysis, position).map(({ targetSelectionRange: { start }, targetRange }) => {
    const from = analysis.lines.offset(targetRange.start);
    return `${start.line}:${start.character} ${analysis.text.slice(from, analysis.lines.offset(targetRange.end))}`;
  });
}

function renamed(marked: string, newName: string): string | undefined {
  const { analysis, position } = at(marked);
  const result = rename(analysis, position, newName);
  if (result === undefined || 'refusal' in result) return result?.refusal;
  const [change] = (result.documentChanges ?? []) as TextDocumentEdit[];
  assert.equal(change?.textDocument.version, 1);
  return (change?.edits ?? []).toReversed().reduce((edited, edit) => {
    if (!('newText' in edit)) return edited;
    const { start, end } = edit.range;
    return edited.slice(0, analysis.lines.offset(start)) + edit.newText + edited.slice(analysis.lines.offset(end));
  }, analysis.text);
}

test('a use leads to its declaration', () => {
  assert.deepEqual(definitionsOf(text.replace('(x[i])', '($0x[i])')), ['3:27 const float *x']);
  assert.deepEqual(
    definitionsOf(text.replace('of dot', 'of do$0t')).map((found) => found.slice(0, 16)),
    ['1:7 kernel dot {'],
  );
  assert.deepEqual(definitionsOf(text.replace('s = 1', '$0s = 1')), ['3:52 float s']);
});

test('a call leads to the overload that it resolves to', () => {
  assert.deepEqual(definitionsOf(text.replace('= twice', '= $0twice')), [
    '0:28 __device__ float twice(float v) { return 2 * v; }',
  ]);
});

test('what CUDA declares has no definition', () => {
  assert.deepEqual(definitionsOf(text.replace('a + b', 'fma$0xf(a, b)')), []);
});

test('references cross from a kernel to its cases', () => {
  const { analysis, position } = at(text.replace('*x', '*$0x'));
  const lines = (includeDeclaration: boolean): number[] =>
    references(analysis, position, { includeDeclaration }).map(({ range }) => range.start.line);
  assert.deepEqual(lines(true), [3, 4, 8]);
  assert.deepEqual(lines(false), [4, 8]);
});

test('operands are highlighted in their own kernel only', () => {
  const { analysis, position } = at(`${text.replace('a + b', '$0a + b')}${text.replaceAll('dot', 'other')}`);
  assert.equal(documentHighlights(analysis, position).length, 1);
});

test('renaming changes every place and no other', () => {
  assert.equal(renamed(text.replace('*x', '*$0x'), 'values'), text.replace(/\bx\b/g, 'values'));
  assert.equal(renamed(text.replace('kernel dot', 'kernel $0dot'), 'product'), text.replace(/\bdot\b/g, 'product'));
  assert.equal(renamed(text.replace('case one', 'case on$0e'), 'first'), text.replace(/\bone\b/, 'first'));
  assert.equal(renamed(text.replace('= twice', '= $0twice'), 'double_of'), text.replace(/\btwice\b/g, 'double_of'));
});

test('a name that is taken, reserved or no name is refused with the reason', () => {
  const argument = text.replace('*x', '*$0x');
  for (const taken of ['y', 'i', 'n', 'expect']) assert.match(renamed(argument, taken) ?? '', /taken/, taken);
  assert.match(renamed(argument, 'for') ?? '', /keyword/);
  assert.match(renamed(argument, '2x') ?? '', /no name/);
  assert.match(renamed(text.replace('twice(x', 'twi$0ce(x'), 'fabsf') ?? '', /fabsf|taken/);
});

test('what the language declares is not renamed', () => {
  const { analysis, position } = at(text.replace('a + b', '$0a + b'));
  const prepared = prepareRename(analysis, position);
  assert.match(prepared && 'refusal' in prepared ? prepared.refusal : '', /belongs to the language/);
  const blank = at(text.replace('neutral = 0;', 'neutral = 0; $0 '));
  assert.equal(prepareRename(blank.analysis, blank.position), undefined);
});

test('prepared rename gives the range and the name', () => {
  const { analysis, position } = at(text.replace('*x', '*$0x'));
  assert.deepEqual(prepareRename(analysis, position), {
    range: { start: { line: 3, character: 27 }, end: { line: 3, character: 28 } },
    placeholder: 'x',
  });
});

test('a template of a preamble and a macro are found where they stand', () => {
  const preamble = 'preamble {\n#define TAU 6.28f\n  template <typename T> __device__ T sq(T v) { return v * v; }\n}\n';
  const lineOf = (marked: string): string[] => definitionsOf(preamble + marked).map((each) => each.split(' ')[0] ?? '');
  assert.deepEqual(lineOf(text.replace('twice(x[i])', 's$0q(x[i])')), ['2:37']);
  assert.deepEqual(lineOf(text.replace('twice(x[i])', 'TA$0U')), ['1:8']);
});

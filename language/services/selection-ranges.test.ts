import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from './selection-ranges';
import { analyseAt } from './testing/analyse-at';

/** The texts that expanding the selection at `$0` selects, one after the other. */
function stepsAt(marked: string): string[] {
  const { analysis, position } = analyseAt(marked);
  const steps: string[] = [];
  let step: SelectionRange | undefined = selectionRanges(analysis, [position])[0];
  for (; step !== undefined; step = step.parent) {
    const { start, end } = step.range;
    steps.push(analysis.text.slice(analysis.lines.offset(start), analysis.lines.offset(end)));
  }
  return steps;
}

test('an expression grows over its operators and the list of arguments to the field, the body, the item and the file', () => {
  const field = 'map_expr = fmaxf(x[i] * s, y) + 1;';
  const kernel = (marked: string): string => `// About it.\nkernel k { arguments = float *x; ${marked} }`;
  const code = kernel(field).slice('// About it.\n'.length);
  assert.deepEqual(stepsAt(`${kernel(field.replace('* s', '* $0s'))}\n`), [
    's',
    'x[i] * s',
    'x[i] * s, y',
    '(x[i] * s, y)',
    'fmaxf(x[i] * s, y)',
    'fmaxf(x[i] * s, y) + 1',
    field,
    `arguments = float *x; ${field}`,
    `{ arguments = float *x; ${field} }`,
    code,
    kernel(field),
    `${kernel(field)}\n`,
  ]);
});

test('an argument grows to the list, a binding over its value, a statement to its block and function', () => {
  assert.deepEqual(stepsAt('kernel k { arguments = const float *$0x, int m; }').slice(0, 4), [
    'x',
    'const float *x',
    'const float *x, int m',
    'arguments = const float *x, int m;',
  ]);
  assert.deepEqual(stepsAt('case c of k { x = [1$02, 3]; }').slice(0, 5), [
    '12',
    '12, 3',
    '[12, 3]',
    'x = [12, 3];',
    '{ x = [12, 3]; }',
  ]);
  assert.deepEqual(stepsAt('preamble { float f(float v) { return $0v; } int k; }').slice(0, 6), [
    'v',
    'return v;',
    '{ return v; }',
    'float f(float v) { return v; }',
    'float f(float v) { return v; } int k;',
    '{ float f(float v) { return v; } int k; }',
  ]);
});

test('in a comment: the word, the comment without its marks, the comment, those that belong to it', () => {
  assert.deepEqual(stepsAt('// One $0two.\n// Three.\n\nkernel k {}').slice(0, 4), [
    'two',
    'One two.',
    '// One two.',
    '// One two.\n// Three.',
  ]);
  assert.deepEqual(stepsAt('kernel k { /* One $0two. */ neutral = 0; }').slice(0, 3), [
    'two',
    'One two.',
    '/* One two. */',
  ]);
});

test('in a string: the word, what is between the quotes, the string', () => {
  assert.deepEqual(stepsAt('case c of k { x = file("data/$0x.npy"); }').slice(0, 4), [
    'x',
    'data/x.npy',
    '"data/x.npy"',
    '("data/x.npy")',
  ]);
});

test('brackets count in text that cannot be read, those that nothing closes too', () => {
  assert.deepEqual(stepsAt('stray(one[$0two, three) four'), [
    'two',
    'two, three',
    '[two, three',
    'one[two, three',
    '(one[two, three)',
    'stray(one[two, three) four',
  ]);
});

test('each position has its own answer, an empty document as well', () => {
  const { analysis } = analyseAt('');
  const start = { line: 0, character: 0 };
  assert.deepEqual(selectionRanges(analysis, [start, start]), [
    { range: { start, end: start } },
    { range: { start, end: start } },
  ]);
});

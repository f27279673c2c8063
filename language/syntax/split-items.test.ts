import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitItems } from './split-items';

/** The texts of the items; their places are checked on the way. */
function split(text: string): string[] {
  return splitItems(text).map((item) => {
    assert.equal(text.slice(item.start, item.start + item.text.length), item.text);
    return item.text;
  });
}

test('items run from keyword to closing brace, with the comments directly above', () => {
  const text = [
    '// Copyright.',
    '',
    '// Sums up.',
    '/* Twice. */',
    'kernel sum { reduce_expr = a + b; } // trailing',
    'case one of sum { x = [1]; }',
    '',
    '// Free-standing.',
    '',
    'preamble { struct P { int x; }; }',
  ].join('\n');
  assert.deepEqual(split(text), [
    '// Sums up.\n/* Twice. */\nkernel sum { reduce_expr = a + b; }',
    'case one of sum { x = [1]; }',
    'preamble { struct P { int x; }; }',
  ]);
});

test('braces in comments, strings, characters and raw strings do not count', () => {
  const body = `// }\n/* } */ "}\\"}" '}' '\\'' 1'000 u8"}" R"x(} )" })x" L'}'`;
  const text = `preamble { ${body} }\nkernel after { }`;
  assert.deepEqual(split(text), [`preamble { ${body} }`, 'kernel after { }']);
});

test('a digit separator opens no character literal, nor does a word that is no prefix', () => {
  assert.deepEqual(split("case a of b { n = 1'0; }\ncase c of b { n = 0x'f; }"), [
    "case a of b { n = 1'0; }",
    "case c of b { n = 0x'f; }",
  ]);
});

test('an unclosed item ends where a line begins the next', () => {
  assert.deepEqual(split('kernel a {\n  map_expr = x[i];\n\n// Doc.\ncase b of a {\n n = 1;\nkernel c\n{\n}'), [
    'kernel a {\n  map_expr = x[i];',
    '// Doc.\ncase b of a {\n n = 1;',
    'kernel c\n{\n}',
  ]);
  assert.deepEqual(split('preamble {\nstruct P {\nkernel c { }'), ['preamble {\nstruct P {', 'kernel c { }']);
});

test('a preamble inside a kernel stays there, even at the margin; an unclosed kernel ends before one', () => {
  const own = 'kernel a {\npreamble {\n}\nreduce_expr = a;\n}';
  assert.deepEqual(split(`${own}\nkernel b { }`), [own, 'kernel b { }']);
  assert.deepEqual(split('kernel a {\n  neutral = 0;\npreamble {\n}\nkernel b { }'), [
    'kernel a {\n  neutral = 0;',
    'preamble {\n}',
    'kernel b { }',
  ]);
});

test('a closing brace too many keeps the item together', () => {
  const text = 'kernel a {\n map_expr = x[i]};\n reduce_expr = a + b;\n}';
  assert.deepEqual(split(`${text}\nkernel b { }`), [text, 'kernel b { }']);
});

test('text that is no item comes out by itself', () => {
  assert.deepEqual(split('#define A \\\n  1\nfloat f() { return 1; };\n)( x\nusing T = int;\nkernel a { }'), [
    '#define A \\\n  1',
    'float f() { return 1; };',
    ')( x',
    'using T = int;',
    'kernel a { }',
  ]);
});

test('nothing but blanks and comments is left out', () => {
  assert.deepEqual(split('\ufeff\r\n // only\r\n /* comments */ '), []);
  assert.deepEqual(split('// a\n/* open'), ['/* open']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalForm } from './normal-form';

test('comments and spacing make no difference', () => {
  assert.equal(normalForm('a+b /* sum */;// done'), normalForm('  a\n\t+ b ;'));
  assert.equal(normalForm('f(x)>>=1'), normalForm('f ( x ) >>= 1'));
});

test('blanks that separate tokens, and those in literals, do', () => {
  assert.notEqual(normalForm('a - -b'), normalForm('a--b'));
  assert.notEqual(normalForm('int x'), normalForm('intx'));
  assert.notEqual(normalForm('x > = 1'), normalForm('x >= 1'));
  assert.notEqual(normalForm('"a  b"'), normalForm('"a b"'));
  assert.notEqual(normalForm('"//"'), normalForm('"/*"'));
});

test('preprocessor lines keep their ends, and the blank that makes a macro an object', () => {
  assert.notEqual(normalForm('#define A 1\nB'), normalForm('#define A 1 B'));
  assert.notEqual(normalForm('#define f(x) x'), normalForm('#define f (x) x'));
  assert.equal(normalForm('#define  A \\\n 1 // one\nB'), normalForm('#define A 1\n\nB'));
});

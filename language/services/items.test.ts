import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentItems, type DocumentItem } from './items';
import { analyseAt } from './testing/analyse-at';

const text = `kernel total {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = a + b;
}
case few of total { x = ones(4); expect = 4; }
case lost of nowhere { x = ones(4); }
case of total { }
kernel broken { map_expr = ; reduce_expr = a +
`;

const itemsOf = (content: string): readonly DocumentItem[] => documentItems(analyseAt(content).analysis).items;

test('kernels and cases are listed in order, broken ones included', () => {
  assert.deepEqual(
    itemsOf(text).map(({ kind, name, kernel, hasExpect }) => [kind, name, kernel, hasExpect]),
    [
      ['kernel', 'total', undefined, false],
      ['case', 'few', 'total', true],
      ['case', 'lost', 'nowhere', false],
      ['case', '', 'total', false],
      ['kernel', 'broken', undefined, false],
    ],
  );
});

test('expressions are those that are written', () => {
  const [total, , , , broken] = itemsOf(text);
  assert.deepEqual(
    total?.expressions.map(({ field }) => field),
    ['reduce_expr'],
  );
  assert.deepEqual(
    broken?.expressions.map(({ field }) => field),
    ['reduce_expr'],
  );
});

test('a case has the range of what it expects', () => {
  const [, few, lost] = itemsOf(text);
  const line = text.split('\n').indexOf('case few of total { x = ones(4); expect = 4; }');
  assert.deepEqual(few?.expressions, [
    { field: 'expect', range: { start: { line, character: 42 }, end: { line, character: 43 } } },
  ]);
  assert.deepEqual(lost?.expressions, []);
});

test('a case of a kernel that is not there has no hash', () => {
  const [total, few, lost] = itemsOf(text);
  assert.ok(total?.hash !== undefined && few?.hash !== undefined && total.hash !== few.hash);
  assert.equal(lost?.hash, undefined);
});

test('a hash changes with what the result depends on, and with nothing else', () => {
  const hashes = (content: string): unknown[] => itemsOf(content).map(({ hash }) => hash);
  const [kernel, few] = hashes(text);
  const spaced = hashes(text.replace('a + b', 'a+b /* sum */').replace('kernel total', '// Above.\nkernel total'));
  assert.deepEqual(spaced.slice(0, 2), [kernel, few]);
  const otherData = hashes(text.replace('ones(4)', 'ones(5)'));
  assert.equal(otherData[0], kernel);
  assert.notEqual(otherData[1], few);
  const otherPreamble = hashes(`preamble { struct S { int s; }; }\n${text}`);
  assert.notEqual(otherPreamble[0], kernel);
  assert.notEqual(otherPreamble[1], few);
});

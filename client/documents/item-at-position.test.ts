import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentItem } from './document-items';
import { itemAtPosition } from './item-at-position';

function item(name: string, first: number, last: number): DocumentItem {
  const range = { start: { line: first, character: 2 }, end: { line: last, character: 1 } };
  return { kind: 'kernel', name, range, nameRange: range, expressions: [], hasExpect: false };
}

const items = [item('a', 2, 5), item('b', 8, 9)];
const nameAt = (line: number, character: number): string | undefined =>
  itemAtPosition(items, { line, character })?.name;

test('the item around a position is found, its first character included', () => {
  assert.equal(nameAt(2, 2), 'a');
  assert.equal(nameAt(4, 0), 'a');
  assert.equal(nameAt(8, 2), 'b');
});

test('between items it is the one before, and above all of them the first', () => {
  assert.equal(nameAt(7, 0), 'a');
  assert.equal(nameAt(8, 1), 'a');
  assert.equal(nameAt(99, 0), 'b');
  assert.equal(nameAt(0, 0), 'a');
});

test('where there are no items there is none', () => {
  assert.equal(itemAtPosition([], { line: 0, character: 0 }), undefined);
});

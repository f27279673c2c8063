import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ItemCache } from './document-cache';

test('an item keeps its parse wherever it moves, until its own text changes', () => {
  const cache = new ItemCache();
  const [first, second] = cache.update('kernel a { neutral = 0; }\nkernel b { neutral = 1; }');
  const moved = cache.update('// New line.\n\nkernel b { neutral = 1; }\nkernel a { neutral = 2; }');
  assert.ok(first && second);
  assert.equal(moved[0]?.item, second.item);
  assert.equal(moved[0]?.start, 14);
  assert.notEqual(moved[1]?.item, first.item);
});

test('items with the same text are told apart', () => {
  const cache = new ItemCache();
  const text = 'case c of k { }';
  const before = cache.update(`${text}\n${text}`);
  assert.notEqual(before[0]?.item, before[1]?.item);
  const after = cache.update(`${text}\n\n${text}\n${text}`);
  assert.deepEqual(
    after.slice(0, 2).map(({ item }) => item),
    before.map(({ item }) => item),
  );
  assert.equal(new Set(after.map(({ item }) => item)).size, 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ItemCache } from './document-cache';

test('an item keeps its parse wherever it moves, until its own text changes', () => {
  const cache = new ItemCache();
  const [first, second] = cache.update('kernel a { neutral = 0; }\nkernel b { neutral = 1; }');
  const moved = cache.update('// New line.\n\nkernel b { neutral = 1; }\nkernel a { neutral = 2; }');
  assert.ok(first && second);
  assert.equal(moved[0]?.parsed, second.parsed);
  assert.equal(moved[0]?.start, 14);
  assert.notEqual(moved[1]?.parsed, first.parsed);
});

test('items with the same text are told apart', () => {
  const cache = new ItemCache();
  const text = 'case c of k { }';
  const before = cache.update(`${text}\n${text}`);
  assert.notEqual(before[0]?.parsed, before[1]?.parsed);
  const after = cache.update(`${text}\n\n${text}\n${text}`);
  assert.deepEqual(
    after.slice(0, 2).map(({ parsed }) => parsed),
    before.map(({ parsed }) => parsed),
  );
  assert.equal(new Set(after.map(({ parsed }) => parsed.item)).size, 3);
});

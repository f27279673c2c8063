import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance, suggest } from './suggest';

test('a slip of the keyboard finds the name that was meant', () => {
  assert.equal(suggest('nuetral', ['map_expr', 'neutral']), 'neutral');
  assert.equal(suggest('argumnets', ['arguments']), 'arguments');
  assert.equal(suggest('fmx', ['fmin', 'fmax']), 'fmax');
  assert.equal(suggest('Kernel', ['case', 'kernel']), 'kernel');
});

test('names that are merely short or different are not offered', () => {
  assert.equal(suggest('q', ['x', 'y', 'n']), undefined);
  assert.equal(suggest('weights', ['x', 'arguments']), undefined);
  assert.equal(suggest('', ['x']), undefined);
});

test('the nearest wins, and the first of equals', () => {
  assert.equal(suggest('linspce', ['linspade', 'linspace']), 'linspace');
  assert.equal(suggest('fmid', ['fmin', 'fmix']), 'fmin');
});

test('a name that leaves out the last words is completed', () => {
  assert.equal(suggest('map', ['dtype_out', 'map_expr']), 'map_expr');
  assert.equal(suggest('reduce', ['reduce_expr', 'reduce_type']), 'reduce_expr');
});

test('a swap of neighbours costs one edit', () => {
  assert.equal(editDistance('abcd', 'abdc'), 1);
  assert.equal(editDistance('ca', 'abc'), 3);
});

test('the distance is symmetric, zero for equal names only, and honours its limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.nat(8), (left, right, limit) => {
      const distance = editDistance(left, right);
      assert.equal(distance, editDistance(right, left));
      assert.equal(distance === 0, left === right);
      const limited = editDistance(left, right, limit);
      if (distance <= limit) assert.equal(limited, distance);
      else assert.ok(limited > limit);
    }),
  );
});

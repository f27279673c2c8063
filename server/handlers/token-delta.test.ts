import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deltaOf } from './token-delta';

const token = fc.array(fc.nat(2), { minLength: 5, maxLength: 5 });
const tokens = fc.array(token, { maxLength: 6 }).map((list) => list.flat());

test('the edits turn the old tokens into the new', () => {
  fc.assert(
    fc.property(tokens, tokens, (before, after) => {
      const result = [...before];
      for (const { start, deleteCount, data = [] } of deltaOf(before, after))
        result.splice(start, deleteCount, ...data);
      assert.deepEqual(result, after);
    }),
  );
});

test('what both begin and end with is not sent', () => {
  const [one, two, three] = [
    [0, 0, 1, 0, 0],
    [1, 0, 2, 1, 0],
    [1, 4, 3, 2, 0],
  ];
  assert.deepEqual(deltaOf([...one, ...three], [...one, ...two, ...three]), [{ start: 5, deleteCount: 0, data: two }]);
  assert.deepEqual(deltaOf([...one, ...two], [...one, ...two]), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deltaOf } from './token-delta';

const token = fc.array(fc.nat(2), { minLength: 5, maxLength: 5 });
const tokens = fc.array(token, { maxLength: 6 }).map((list) => list.flat());

test('the edits turn the old tokens into the new', () => {
  fc.assert(
    fc.property(tokens, tokens, tokens, tokens, (shared, before, after, end) => {
      const result = [...shared, ...before, ...end];
      for (const { start, deleteCount, data = [] } of deltaOf({ start: shared.length, before, after }))
        result.splice(start, deleteCount, ...data);
      assert.deepEqual(result, [...shared, ...after, ...end]);
    }),
  );
});

test('what both begin and end with is not sent', () => {
  const [one, two, three] = [
    [0, 0, 1, 0, 0],
    [1, 0, 2, 1, 0],
    [1, 4, 3, 2, 0],
  ];
  const added = deltaOf({ start: 10, before: [...one, ...three], after: [...one, ...two, ...three] });
  assert.deepEqual(added, [{ start: 15, deleteCount: 0, data: two }]);
  assert.deepEqual(deltaOf({ start: 0, before: [...one, ...two], after: [...one, ...two] }), []);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { movedBy } from './keys';

describe('keys of the list', () => {
  const place = { at: 5, count: 100, page: 10 };
  for (const [key, to] of [
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 15],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
    ['x', undefined],
  ] as const) {
    it(`${key} leads to ${to ?? 'nowhere'}`, () => {
      assert.equal(movedBy(key, place), to);
    });
  }

  it('stays within the list', () => {
    assert.equal(movedBy('ArrowDown', { ...place, at: 99 }), 99);
    assert.equal(movedBy('ArrowUp', { ...place, at: -1 }), 0);
    assert.equal(movedBy('ArrowDown', { at: -1, count: 0, page: 10 }), undefined);
  });
});

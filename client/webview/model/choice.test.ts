import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseRows } from './choice';

const ids = ['a', 'b', 'c', 'd', 'e'];

describe('choice of rows', () => {
  it('is one row, or has one row more or less', () => {
    assert.deepEqual(chooseRows(ids, { chosen: ['a', 'b'], anchor: 'a', to: 'd', how: 'only' }), ['d']);
    assert.deepEqual(chooseRows(ids, { chosen: ['d', 'a'], anchor: 'a', to: 'b', how: 'toggle' }), ['a', 'b', 'd']);
    assert.deepEqual(chooseRows(ids, { chosen: ['a', 'b'], anchor: 'a', to: 'b', how: 'toggle' }), ['a']);
  });

  it('extends from the shown row, up and down', () => {
    assert.deepEqual(chooseRows(ids, { chosen: ['b'], anchor: 'b', to: 'd', how: 'extend' }), ['b', 'c', 'd']);
    assert.deepEqual(chooseRows(ids, { chosen: ['d'], anchor: 'd', to: 'c', how: 'extend' }), ['c', 'd']);
    assert.deepEqual(chooseRows(ids, { chosen: [], anchor: undefined, to: 'c', how: 'extend' }), ['c']);
  });
});

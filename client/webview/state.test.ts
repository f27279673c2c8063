import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseState } from './state';

describe('the remembered state', () => {
  it('is the first one where nothing was remembered, or nothing that is known', () => {
    const first = { chosen: [], filter: '', listScroll: 0, detailScroll: 0 };
    assert.deepEqual(parseState(undefined), first);
    assert.deepEqual(parseState({ shown: 5 }), first);
    assert.deepEqual(parseState({ sort: { column: 'colour', descending: true } }), first);
  });

  it('comes back as it was', () => {
    const state = {
      shown: 'a',
      chosen: ['a', 'b'],
      filter: 'dot',
      sort: { column: 'time' as const, descending: true },
      listScroll: 100,
      detailScroll: 20,
    };
    assert.deepEqual(parseState(structuredClone(state)), state);
  });
});

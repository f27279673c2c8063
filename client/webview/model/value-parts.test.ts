import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { valueParts } from './value-parts';

describe('parts of a value', () => {
  it('are one of a scalar', () => {
    assert.deepEqual(valueParts('inf', 'float32'), [{ path: '', text: 'inf' }]);
  });

  it('are two of a complex value', () => {
    assert.deepEqual(valueParts([Math.fround(0.1), 'nan'], 'complex64'), [
      { path: 're', text: '0.1' },
      { path: 'im', text: 'nan' },
    ]);
  });

  it('are the fields of a struct, those of its structs among them', () => {
    assert.deepEqual(valueParts({ best: { value: 9.5, at: 3 }, count: '9007199254740993' }, 'stats'), [
      { path: 'best.value', text: '9.5' },
      { path: 'best.at', text: '3' },
      { path: 'count', text: '9007199254740993' },
    ]);
  });
});

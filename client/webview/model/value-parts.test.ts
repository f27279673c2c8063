import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differs, valueParts } from './value-parts';

describe('parts of a value', () => {
  it('are one of a scalar', () => {
    assert.deepEqual(valueParts('inf', 'float32'), [{ path: '', text: 'inf', value: 'inf' }]);
  });

  it('are two of a complex value', () => {
    assert.deepEqual(valueParts([Math.fround(0.1), 'nan'], 'complex64'), [
      { path: 're', text: '0.1', value: Math.fround(0.1) },
      { path: 'im', text: 'nan', value: 'nan' },
    ]);
  });

  it('are the fields of a struct, those of its structs among them', () => {
    assert.deepEqual(valueParts({ best: { value: 9.5, at: 3 }, count: '9007199254740993' }, 'stats'), [
      { path: 'best.value', text: '9.5', value: 9.5 },
      { path: 'best.at', text: '3', value: 3 },
      { path: 'count', text: '9007199254740993', value: '9007199254740993' },
    ]);
  });

  it('differ where they are further apart than the tolerances', () => {
    const part = (value: number | string | boolean): Parameters<typeof differs>[0] => ({ path: '', text: '', value });
    assert.equal(differs(part(1), part(1.25), {}), true);
    assert.equal(differs(part(1), part(1.25), { rtol: 0.2 }), false);
    assert.equal(differs(part(1), part(1.25), { atol: 0.25 }), false);
    assert.equal(differs(part('nan'), part('nan'), {}), false);
    assert.equal(differs(part('inf'), part(3), { atol: 1 }), true);
    assert.equal(differs(part(true), part(false), { rtol: 1 }), true);
  });
});

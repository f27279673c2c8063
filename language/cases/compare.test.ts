import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Value } from '../checked';
import { arithmetic, complexType } from '../types/builtin';
import { layoutStruct } from '../types/layout';
import { defaultRtol, passes } from './compare';

const { int, float, double, bool } = arithmetic;

describe('passes', () => {
  it('compares integers and bools exactly', () => {
    assert.ok(passes(5n, 5n, int));
    assert.ok(!passes(1_000_001n, 1_000_000n, int));
    assert.ok(!passes(true, false, bool));
    const long = arithmetic['long long'];
    assert.ok(!passes((1n << 62n) + 1n, 1n << 62n, long));
  });

  it('lets integers differ where a tolerance is given', () => {
    assert.ok(passes(101n, 100n, int, { atol: 1 }));
    assert.ok(!passes(102n, 100n, int, { atol: 1 }));
    assert.ok(passes(101n, 100n, int, { rtol: 0.01 }));
  });

  it('compares floats within the rtol of their type', () => {
    assert.equal(defaultRtol(float), 1e-5);
    assert.ok(passes(1.000009, 1, float));
    assert.ok(!passes(1.00002, 1, float));
    assert.ok(!passes(1.000009, 1, double));
    assert.ok(passes(1.000009, 1, double, { rtol: 1e-5 }));
  });

  it('keeps the default rtol beside an atol, as numpy.isclose does', () => {
    assert.ok(passes(1.000009, 1, float, { atol: 1e-12 }));
  });

  it('meets an expected 0 with 0 alone, unless atol is given', () => {
    assert.ok(!passes(1e-30, 0, float));
    assert.ok(passes(-0, 0, float));
    assert.ok(passes(1e-30, 0, float, { atol: 1e-8 }));
  });

  it('takes NaN as equal to NaN, and infinities as equal to themselves', () => {
    assert.ok(passes(NaN, NaN, float));
    assert.ok(!passes(NaN, 0, float));
    assert.ok(!passes(0, NaN, float));
    assert.ok(passes(Infinity, Infinity, float));
    assert.ok(!passes(Infinity, -Infinity, float));
    assert.ok(!passes(3e38, Infinity, float));
  });

  it('measures complex values by the modulus', () => {
    const type = complexType('float');
    assert.ok(passes({ re: 1000, im: 0.001 }, { re: 1000, im: 0 }, type));
    assert.ok(!passes({ re: 0.001, im: 1000.1 }, { re: 0, im: 1000 }, type));
    assert.ok(passes({ re: NaN, im: 1 }, { re: 0, im: NaN }, type));
    assert.ok(!passes({ re: Infinity, im: 0 }, { re: -Infinity, im: 0 }, type));
  });

  it('compares structs field by field, each by its own type', () => {
    const type = layoutStruct('ArgMax', [
      { name: 'value', type: float },
      { name: 'index', type: int },
    ]);
    const make = (value: number, index: bigint): Value => ({
      fields: new Map<string, Value>([
        ['value', value],
        ['index', index],
      ]),
    });
    assert.ok(passes(make(1.000001, 7n), make(1, 7n), type));
    assert.ok(!passes(make(1, 8n), make(1, 7n), type));
    assert.ok(passes(make(1, 8n), make(1, 7n), type, { atol: 1 }));
  });
});

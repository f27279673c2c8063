import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exactDecimal, isRounded } from './exact-decimal';

describe('the exact decimal of a double', () => {
  it('has every digit', () => {
    assert.equal(exactDecimal(Math.fround(0.1)), '0.100000001490116119384765625');
    assert.equal(exactDecimal(0.5), '0.5');
    assert.equal(exactDecimal(-2.75), '-2.75');
    assert.equal(exactDecimal(0.1), '0.10000000000000000555111512312578…');
    assert.equal(exactDecimal(2 ** -30), '9.31322574615478515625e-10');
    assert.equal(exactDecimal(5e-324), '4.9406564584124654417656879286822…e-324');
    assert.equal(exactDecimal(Infinity), 'Infinity');
    assert.equal(exactDecimal(0), '0');
    assert.equal(exactDecimal(2 ** 60), '1152921504606846976');
  });

  it('reads as the same double again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(exactDecimal(value).replace('…', '')), value === 0 ? 0 : value);
      }),
    );
  });
});

describe('whether a literal is rounded', () => {
  it('compares all its digits', () => {
    assert.equal(isRounded('0.1', 0.1), true);
    assert.equal(isRounded('0.5', 0.5), false);
    assert.equal(isRounded('1e3', 1000), false);
    assert.equal(isRounded('1e23', 1e23), true);
    assert.equal(isRounded("1'000.25", 1000.25), false);
    assert.equal(isRounded('16777217.0', Math.fround(16777217)), true);
    assert.equal(isRounded('0.0', 0), false);
    assert.equal(isRounded('1e-400', 0), true);
  });

  it('holds for no expansion that is complete', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 2 ** 20 }), (exponent, mantissa) => {
        const value = mantissa * 2 ** exponent;
        const text = exactDecimal(value);
        if (!text.includes('…')) assert.equal(isRounded(text, value), false, text);
      }),
    );
  });
});

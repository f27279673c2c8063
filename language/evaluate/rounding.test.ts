import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bitCasts } from './functions/conversion';
import { integerToSticky, nextFloat, roundHalfEven, roundToBfloat16, roundToFloat, roundToHalf } from './rounding';

function halfOfBits(bits: number): number {
  return Number(bitCasts.get('__ushort_as_half')?.(bits));
}

describe('half', () => {
  it('rounds to nearest with ties to even, subnormals and overflow included', () => {
    const table: readonly (readonly [number, number])[] = [
      [0.1, 0.0999755859375],
      [1 / 3, 0.333251953125],
      [2049, 2048],
      [2051, 2052],
      [65504, 65504],
      [65519.99, 65504],
      [65520, Infinity],
      [-1e10, -Infinity],
      [2 ** -24, 2 ** -24],
      [2 ** -25, 0],
      [1.0001 * 2 ** -25, 2 ** -24],
      [1.5 * 2 ** -24, 2 ** -23],
      [2 ** -14 - 2 ** -26, 2 ** -14],
    ];
    for (const [value, rounded] of table) assert.equal(roundToHalf(value), rounded, String(value));
    assert.ok(Object.is(roundToHalf(-(2 ** -30)), -0));
    assert.ok(Number.isNaN(roundToHalf(NaN)));
  });

  it('keeps every half, and rounds between two to the nearer one', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const value = halfOfBits(bits);
      const next = halfOfBits(bits + 1);
      assert.equal(roundToHalf(value), value);
      assert.equal(roundToHalf((value + next) / 2), bits % 2 === 0 ? value : next);
      assert.equal(bitCasts.get('__half_as_ushort')?.(-next), (bits + 1) | 0x8000);
    }
  });
});

describe('bfloat16', () => {
  it('has eight bits', () => {
    assert.equal(roundToBfloat16(257), 256);
    assert.equal(roundToBfloat16(259), 260);
    assert.equal(roundToBfloat16(0.1), 0.10009765625);
    assert.equal(roundToBfloat16(3.3895313892515355e38), 3.3895313892515355e38);
    assert.equal(roundToBfloat16(3.4e38), Infinity);
  });
});

describe('other roundings', () => {
  it('rounds a double to float in each mode', () => {
    const third = 1 / 3;
    assert.equal(roundToFloat(third, 'down'), nextFloat(Math.fround(third), -1));
    assert.equal(roundToFloat(third, 'up'), Math.fround(third));
    assert.equal(roundToFloat(-third, 'zero'), -roundToFloat(third, 'down'));
    assert.equal(roundToFloat(0.5, 'up'), 0.5);
  });

  it('rounds halves to even', () => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.5000001];
    assert.deepEqual(halves.map(roundHalfEven), [-2, -2, -0, 0, 2, 2, 3]);
  });

  it('rounds large integers once on their way to float', () => {
    // Above a tie by less than a double can hold: rounding to double first would make it the tie.
    const value = 2n ** 60n + 2n ** 36n + 1n;
    assert.equal(Math.fround(integerToSticky(value)), 2 ** 60 + 2 ** 37);
    assert.equal(Math.fround(Number(value)), 2 ** 60);
    assert.equal(Math.fround(integerToSticky(-value)), -(2 ** 60 + 2 ** 37));
  });
});

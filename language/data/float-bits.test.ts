import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { arithmetic } from '../types/builtin';
import { bitsOf16, roundTo, valueOf16 } from './float-bits';

const { half, bfloat16, float } = arithmetic;

/** bfloat16 by its definition: the upper half of a float, rounded to even on the lower. Floats only. */
function bfloatBits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

describe('16-bit floats', () => {
  it('keeps every bit pattern through a value and back', () => {
    for (const type of [half, bfloat16]) {
      for (let bits = 0; bits < 0x10000; bits++) {
        const value = valueOf16(bits, type);
        if (Number.isNaN(value)) assert.ok(Number.isNaN(valueOf16(bitsOf16(value, type), type)));
        else assert.equal(bitsOf16(value, type), bits);
      }
    }
  });

  it('rounds halves as IEEE 754 says', () => {
    assert.equal(roundTo(0.1, half), 0.0999755859375);
    assert.equal(roundTo(65519.99, half), 65504);
    assert.equal(roundTo(65520, half), Infinity);
    assert.equal(roundTo(2049, half), 2048);
    assert.equal(roundTo(2051, half), 2052);
    assert.equal(roundTo(2 ** -25, half), 0);
    assert.equal(roundTo(2 ** -25 * 1.0001, half), 2 ** -24);
    assert.ok(Object.is(roundTo(-(2 ** -30), half), -0));
    assert.equal(bitsOf16(1, half), 0x3c00);
    assert.equal(bitsOf16(-2, half), 0xc000);
  });

  it('rounds doubles to halves once, not by way of a float', () => {
    // Just above the middle of 1 and its successor; as a float it is the middle itself, which rounds to 1.
    assert.equal(roundTo(1 + 2 ** -11 + 2 ** -40, half), 1 + 2 ** -10);
  });

  it('rounds to bfloat16 as the upper half of a float', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        assert.equal(bitsOf16(value, bfloat16), bfloatBits(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the nearest half of any double', () => {
    fc.assert(
      fc.property(fc.double({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const rounded = roundTo(value, half);
        const bits = bitsOf16(rounded, half);
        const distance = Math.abs(rounded - value);
        for (const neighbour of [bits - 1, bits + 1]) {
          const other = valueOf16(neighbour & 0xffff, half);
          if (Number.isFinite(other)) assert.ok(Math.abs(other - value) >= distance);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds to float as the machine does', () => {
    assert.equal(roundTo(0.1, float), Math.fround(0.1));
    assert.equal(roundTo(1e39, float), Infinity);
  });

  it('rounds integers once', () => {
    // As a double it is the middle of two floats, which would round to even.
    assert.equal(roundTo((1n << 60n) + (1n << 36n) + 1n, float), 2 ** 60 + 2 ** 37);
  });
});

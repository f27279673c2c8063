import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../checked';
import { arithmetic, complexType, vectorType } from '../types/builtin';
import { arrayType, layoutStruct } from '../types/layout';
import type { Type } from '../types/type';
import { decodeValue, valueBytes, vectorBytes } from './layout';

function roundTrip(value: Value, type: Type): Value {
  const bytes = valueBytes(value, type);
  return decodeValue(type, new DataView(bytes.buffer));
}

const pair = layoutStruct('Pair', [
  { name: 'flag', type: arithmetic.bool },
  { name: 'sum', type: arithmetic.double },
  { name: 'index', type: arithmetic.short },
]);

describe('layout of values', () => {
  it('writes scalars as the device reads them', () => {
    assert.deepEqual([...valueBytes(-2n, arithmetic.short)], [0xfe, 0xff]);
    assert.deepEqual([...valueBytes(1, arithmetic.half)], [0x00, 0x3c]);
    assert.deepEqual([...valueBytes(1, arithmetic.bfloat16)], [0x80, 0x3f]);
    assert.deepEqual([...valueBytes(true, arithmetic.bool)], [1]);
    assert.deepEqual(
      [...valueBytes((1n << 64n) - 2n, arithmetic['unsigned long long'])],
      [0xfe, ...Array<number>(7).fill(0xff)],
    );
    assert.deepEqual([...valueBytes({ re: 1, im: 2 }, complexType('float'))], [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
  });

  it('leaves padding between fields and behind them', () => {
    const fields = new Map<string, Value>([
      ['flag', true],
      ['sum', 1],
      ['index', 3n],
    ]);
    const bytes = vectorBytes([{ fields }, { fields }], pair);
    assert.equal(bytes.length, 48);
    assert.deepEqual(
      [...bytes.entries()].filter(([, byte]) => byte !== 0).map(([offset]) => offset),
      [0, 14, 15, 16, 24, 38, 39, 40],
    );
  });

  it('reads back every integer', () => {
    for (const name of ['signed char', 'unsigned char', 'short', 'unsigned int', 'long long'] as const) {
      const type = arithmetic[name];
      const bits = type.size * 8;
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }), (pattern) => {
          const value = type.signed ? BigInt.asIntN(bits, pattern) : pattern;
          assert.equal(roundTrip(value, type), value);
        }),
        { numRuns: 100 },
      );
    }
  });

  it('reads back composite values', () => {
    const float3: Value = {
      fields: new Map([
        ['x', 1],
        ['y', -0],
        ['z', Infinity],
      ]),
    };
    assert.deepEqual(roundTrip(float3, vectorType('float3')), float3);
    const nested = layoutStruct('Nested', [
      { name: 'pair', type: pair },
      { name: 'counts', type: arrayType(arithmetic.int, 2) },
      { name: 'z', type: complexType('double') },
    ]);
    const value: Value = {
      fields: new Map<string, Value>([
        [
          'pair',
          {
            fields: new Map<string, Value>([
              ['flag', false],
              ['sum', NaN],
              ['index', -1n],
            ]),
          },
        ],
        [
          'counts',
          {
            fields: new Map([
              ['0', 5n],
              ['1', -6n],
            ]),
          },
        ],
        ['z', { re: 0.5, im: -0.25 }],
      ]),
    };
    assert.deepEqual(roundTrip(value, nested), value);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arithmetic, complexType, unknownType, vectorType } from '../types/builtin';
import type { Type } from '../types/type';
import type { Constant } from './constant';
import { fitValue } from './fit';

describe('fitValue', () => {
  const fitting: readonly (readonly [Constant, Type, unknown])[] = [
    [127n, arithmetic['signed char'], 127n],
    [-128n, arithmetic['signed char'], -128n],
    [(1n << 64n) - 1n, arithmetic['unsigned long long'], (1n << 64n) - 1n],
    [1e6, arithmetic.int, 1_000_000n],
    [true, arithmetic.int, 1n],
    [0n, arithmetic.bool, false],
    [1, arithmetic.bool, true],
    [0.1, arithmetic.float, Math.fround(0.1)],
    [16777217n, arithmetic.float, 16777216],
    [(1n << 60n) + (1n << 36n) + 1n, arithmetic.float, 2 ** 60 + 2 ** 37],
    [0.1, arithmetic.half, 0.0999755859375],
    [Infinity, arithmetic.half, Infinity],
    [NaN, arithmetic.float, NaN],
    [3n, complexType('float'), { re: 3, im: 0 }],
    [7n, unknownType, 7n],
  ];
  for (const [value, type, expected] of fitting) {
    it(`${value} fits ${'name' in type ? type.name : type.kind}`, () => {
      assert.deepEqual(fitValue(value, type), { value: expected });
    });
  }

  const misfits: readonly (readonly [Constant, Type, RegExp])[] = [
    [300n, arithmetic['signed char'], /^int8 holds -128 … 127$/],
    [-1n, arithmetic['unsigned int'], /^uint32 holds 0 … 4294967295$/],
    [0.5, arithmetic.int, /^int32 holds whole numbers$/],
    [NaN, arithmetic.int, /^int32 has no nan$/],
    [-Infinity, arithmetic['long long'], /^int64 has no -inf$/],
    [2n, arithmetic.bool, /true and false/],
    [NaN, arithmetic.bool, /true and false/],
    [1e39, arithmetic.float, /beyond the largest float32/],
    [70000n, arithmetic.half, /beyond the largest float16/],
    [1e300, complexType('float'), /beyond the largest float32/],
    [1n, vectorType('float4'), /\[x, y, z, w\]/],
  ];
  for (const [value, type, problem] of misfits) {
    it(`${value} does not fit ${'name' in type ? type.name : type.kind}`, () => {
      const fitted = fitValue(value, type);
      assert.ok('problem' in fitted);
      assert.match(fitted.problem, problem);
    });
  }
});

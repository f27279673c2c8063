import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StructValue, Type, Value } from '../../language';
import { arithmetic } from '../../language/types/builtin';
import { dtypeType } from '../../language';
import { checkAgainst, isRounded } from './result-check';

const pair: Type = {
  kind: 'struct',
  name: 'Pair',
  fields: [
    { name: 'value', type: arithmetic.float },
    { name: 'index', type: arithmetic.int },
  ],
  opaque: false,
} as unknown as Type;

const pairOf = (value: number, index: bigint): StructValue => ({
  fields: new Map<string, Value>([
    ['value', value],
    ['index', index],
  ]),
});

describe('the check of a variant’s result', () => {
  it('wants integers and bools exactly', () => {
    const check = checkAgainst(arithmetic.int, [12n]);
    assert.equal(check(12n), undefined);
    assert.equal(check(13n), 'It gave 13 and not 12, which the default plan gives.');
    assert.notEqual(checkAgainst(arithmetic.bool, [true])(false), undefined);
  });

  it('lets floats differ by their type’s tolerance', () => {
    const check = checkAgainst(arithmetic.float, [1000]);
    assert.equal(check(1000.009), undefined);
    assert.notEqual(check(1000.02), undefined);
    assert.equal(checkAgainst(arithmetic.double, [NaN])(NaN), undefined);
    assert.notEqual(checkAgainst(arithmetic.double, [1])(NaN), undefined);
    assert.notEqual(checkAgainst(arithmetic.float, [Infinity])(1), undefined);
  });

  it('lets floats differ as far as rounding was seen to move them, where sums cancel', () => {
    const check = checkAgainst(arithmetic.float, [0.5, 0.51, 0.49]);
    assert.equal(check(0.6), undefined);
    assert.notEqual(check(0.7), undefined);
  });

  it('looks at each part by itself', () => {
    const check = checkAgainst(pair, [pairOf(1000, 7n), pairOf(1000.5, 7n)]);
    assert.equal(check(pairOf(1003, 7n)), undefined);
    assert.match(check(pairOf(1003, 8n)) ?? '', /^It gave \.index = 8 and not 7/);
    const complex = dtypeType('complex64');
    assert.ok(complex !== undefined);
    assert.match(checkAgainst(complex, [{ re: 1, im: 2 }])({ re: 1, im: 3 }) ?? '', /\.im = 3 and not 2/);
  });

  it('knows which types round', () => {
    assert.deepEqual(
      ['int32', 'bool', 'float16', 'float64', 'complex64'].map((name) => isRounded(dtypeType(name) ?? arithmetic.int)),
      [false, false, true, true, true],
    );
    assert.equal(isRounded(pair), true);
  });
});

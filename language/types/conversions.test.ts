import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { arithmetic, complexType, vectorType } from './builtin';
import {
  chooseOverload,
  conversionRank,
  isExplicitlyConvertible,
  isSmallFloat,
  promote,
  usualArithmeticConversion,
} from './conversions';
import { describe } from './spelling';
import type { ArithmeticType } from './type';

/** The types that a host compiler has as well. */
const hostTypes = Object.values(arithmetic).filter((type) => !isSmallFloat(type));

function common(left: ArithmeticType, right: ArithmeticType): ArithmeticType {
  const type = usualArithmeticConversion(left, right);
  assert.ok(type, `${left.name} and ${right.name} have a common type`);
  return type;
}

/** Assertions about C++ that a compiler has to agree with, each generated from what this module says. */
function assertions(): string[] {
  const lines = ['#include <type_traits>', '#include <utility>'];
  const assertSame = (expression: string, type: ArithmeticType): void => {
    lines.push(
      `static_assert(std::is_same<std::decay<decltype(${expression})>::type, ${type.name}>::value, "${expression}");`,
    );
  };
  const value = (type: ArithmeticType): string => `std::declval<${type.name}>()`;
  for (const left of hostTypes) {
    lines.push(`static_assert(sizeof(${left.name}) == ${left.size}, "${left.name}");`);
    assertSame(`+${value(left)}`, promote(left));
    for (const right of hostTypes) {
      const type = common(left, right);
      assertSame(`${value(left)} + ${value(right)}`, type);
      const branch = left === right ? left : type;
      assertSame(`true ? ${value(left)} : ${value(right)}`, branch);
      if (left.category === 'floating' || right.category === 'floating') continue;
      assertSame(`${value(left)} & ${value(right)}`, type);
      assertSame(`${value(left)} << ${value(right)}`, promote(left));
    }
  }
  return lines;
}

test('promotions and the usual arithmetic conversions are those of a C++ compiler', (context) => {
  if (process.platform !== 'linux' || spawnSync('g++', ['--version']).error !== undefined) {
    context.skip('there is no g++ with 8-byte longs here');
    return;
  }
  const source = assertions().join('\n');
  const { status, stderr } = spawnSync('g++', ['-std=c++17', '-fsyntax-only', '-x', 'c++', '-'], {
    input: source,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});

test('half meets no other type without a conversion that is written', () => {
  const { half, bfloat16, float, int } = arithmetic;
  assert.equal(usualArithmeticConversion(half, half), half);
  for (const other of [bfloat16, float, int]) assert.equal(usualArithmeticConversion(half, other), undefined);
  assert.equal(conversionRank(half, float), 'user');
  assert.equal(conversionRank(half, bfloat16), 'none');
  assert.ok(isExplicitlyConvertible(half, bfloat16));
});

test('conversions rank as in overload resolution', () => {
  const { char, int, long, float, double, bool } = arithmetic;
  assert.equal(conversionRank(char, int), 'promotion');
  assert.equal(conversionRank(bool, int), 'promotion');
  assert.equal(conversionRank(float, double), 'promotion');
  assert.equal(conversionRank(int, long), 'conversion');
  assert.equal(conversionRank(double, float), 'conversion');
  assert.equal(conversionRank(vectorType('float4'), float), 'none');
  assert.equal(conversionRank(vectorType('float2'), complexType('float', 'cu')), 'exact');
});

test('a pointer gains const by itself, and never loses it', () => {
  const mutable = { kind: 'pointer', pointee: arithmetic.float, isConst: false } as const;
  const constant = { ...mutable, isConst: true } as const;
  assert.equal(conversionRank(mutable, constant), 'exact');
  assert.equal(conversionRank(constant, mutable), 'none');
  assert.equal(conversionRank(constant, { ...constant, pointee: arithmetic.double }), 'none');
});

test('the best overload is no worse in any argument', () => {
  const { int, float, double } = arithmetic;
  const overload = (...types: ArithmeticType[]) => ({
    name: types.map(describe).join(),
    parameters: types.map((type) => ({ type })),
  });
  const candidates = [overload(int, int), overload(float, float), overload(double, double)];
  const chosen = (...given: ArithmeticType[]): string => {
    const choice = chooseOverload(candidates, given);
    return choice.kind === 'chosen' ? choice.candidate.name : choice.kind;
  };
  assert.equal(chosen(arithmetic.short, arithmetic.bool), 'int,int');
  assert.equal(chosen(float, float), 'float,float');
  assert.equal(chosen(float, int), 'ambiguous');
  assert.equal(chosen(float, double), 'ambiguous');
  assert.equal(chosen(arithmetic.long, arithmetic.long), 'ambiguous');
  assert.equal(chosen(float), 'none');
});

test('half prefers float to double, because one conversion function leads to both', () => {
  const { half, float, double, int } = arithmetic;
  const one = (type: ArithmeticType) => ({ parameters: [{ type }] });
  const toFloat = one(float);
  assert.deepEqual(chooseOverload([one(double), toFloat], [half]), { kind: 'chosen', candidate: toFloat });
  assert.equal(chooseOverload([one(int), toFloat], [half]).kind, 'ambiguous');
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFunctions, findFunction } from '../../cuda/table';
import { isFloating } from '../../types/conversions';
import type { ArithmeticName, Type } from '../../types/type';
import { EvaluationContext } from '../context';
import { representationOf } from '../convert';
import { DoubleDouble, toDouble } from '../double-double';
import type { RuntimeValue } from '../value';
import { implementationOf } from './implementation';

/** Calls the overload of a CUDA function whose first parameter has the type. */
function call(name: string, type: ArithmeticName, ...values: RuntimeValue[]): RuntimeValue {
  const entry = findFunction(name);
  const overload = entry?.overloads.find(
    ({ parameters }) => parameters[0]?.type.kind === 'arithmetic' && parameters[0].type.name === type,
  );
  assert.ok(entry && overload, `no ${name} of ${type}`);
  const implementation = implementationOf(entry, overload, new EvaluationContext('own'));
  assert.ok(implementation, `${name} of ${type} cannot be evaluated`);
  return implementation(values[0], values[1], values[2], values[3]);
}

describe('functions of integers', () => {
  it('take the smaller and the larger by the types they have', () => {
    assert.equal(call('min', 'int', -3, 2), -3);
    assert.equal(call('max', 'int', -3, 2), 2);
    assert.equal(call('max', 'unsigned int', 0xffffffff, 2), 0xffffffff);
    assert.equal(call('max', 'long long', -(2n ** 63n), 5n), 5n);
    assert.equal(call('abs', 'int', -7), 7);
  });

  it('count and move bits', () => {
    assert.equal(call('__popc', 'unsigned int', 0xf0f00001), 9);
    assert.equal(call('__clz', 'int', 1), 31);
    assert.equal(call('__clz', 'int', 0), 32);
    assert.equal(call('__ffs', 'int', 8), 4);
    assert.equal(call('__brev', 'unsigned int', 1), 0x80000000);
    assert.equal(call('__popcll', 'unsigned long long', 2n ** 64n - 1n), 64);
    assert.equal(call('__clzll', 'long long', 1n << 32n), 31);
    assert.equal(call('__ffsll', 'long long', 1n << 40n), 41);
    assert.equal(call('__byte_perm', 'unsigned int', 0x33221100, 0x77665544, 0x7410), 0x77441100);
    assert.equal(call('__funnelshift_l', 'unsigned int', 0x80000000, 1, 4), 0x18);
  });

  it('multiply to the upper half', () => {
    assert.equal(call('__mulhi', 'int', -1, 1), -1);
    assert.equal(call('__umulhi', 'unsigned int', 0xffffffff, 0xffffffff), 0xfffffffe);
    assert.equal(call('__mul64hi', 'long long', -1n, 1n), -1n);
    assert.equal(call('__umul24', 'unsigned int', 0xffffff, 0xffffff), 0xfe000001);
  });
});

describe('functions of floating types', () => {
  it('treat a NaN as missing in fmin and fmax', () => {
    assert.equal(call('fmaxf', 'float', NaN, 1), 1);
    assert.equal(call('fmin', 'double', 1, NaN), 1);
    assert.ok(Number.isNaN(call('fmaxf', 'float', NaN, NaN)));
  });

  it('round the result to the type once', () => {
    assert.equal(call('expf', 'float', 1), Math.fround(Math.E));
    assert.equal(call('hypotf', 'float', 3, 4), 5);
    assert.equal(call('powf', 'float', 1, NaN), 1);
    assert.equal(call('rsqrtf', 'float', 4), 0.5);
    assert.equal(call('__hadd', 'half', 2048, 1), 2048);
    assert.equal(call('__hmax', 'half', 2, 3), 3);
    assert.equal(call('hexp', 'half', 1), 2.71875);
  });

  it('convert in the mode of their name, and saturate', () => {
    assert.equal(call('__float2int_rn', 'float', 2.5), 2);
    assert.equal(call('__float2int_ru', 'float', 2.1), 3);
    assert.equal(call('__float2int_rz', 'float', -2.9), -2);
    assert.equal(call('__float2int_rn', 'float', 1e20), 2 ** 31 - 1);
    assert.equal(call('__double2float_rd', 'double', 1 + 2 ** -30), 1);
    assert.equal(call('__float2half', 'float', 2049), 2048);
    assert.equal(call('__float_as_int', 'float', 1), 0x3f800000);
    assert.equal(call('__longlong_as_double', 'long long', 0x3ff0000000000000n), 1);
  });
});

it('gives every function that it knows a value in the representation of its type, at both precisions', () => {
  let known = 0;
  for (const precision of ['own', 'wide'] as const) {
    const context = new EvaluationContext(precision);
    for (const entry of allFunctions()) {
      for (const overload of entry.overloads) {
        const types: readonly Type[] = overload.parameters.map(({ type }) => type);
        const { result } = overload;
        if (result.kind !== 'arithmetic' || !types.every((type) => type.kind === 'arithmetic')) continue;
        const implementation = implementationOf(entry, overload, context);
        if (implementation === undefined) continue;
        known++;
        const values = types.map((type): RuntimeValue => {
          const representation = representationOf(type, context);
          if (representation === 'double-double') return new DoubleDouble(0.75, 0);
          return representation === 'bigint' ? 3n : representation === 'boolean' ? true : isFloating(type) ? 0.75 : 3;
        });
        const value = implementation(values[0], values[1], values[2], values[3]);
        const plain = value instanceof DoubleDouble ? toDouble(value) : value;
        const what = `${entry.name} of ${types.map((type) => (type.kind === 'arithmetic' ? type.name : '')).join()}`;
        const expected = representationOf(result, context);
        const actual = value instanceof DoubleDouble ? 'double-double' : typeof value;
        assert.equal(actual, expected, what);
        // acosh and its like are not defined at 0.75.
        if (!/acosh/.test(entry.name)) assert.ok(!Number.isNaN(plain), what);
      }
    }
  }
  assert.ok(known > 500, `only ${known} overloads are known`);
});

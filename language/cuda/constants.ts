import { arithmetic } from '../types/builtin';
import { integerRange } from '../types/dtypes';
import type { ArithmeticType } from '../types/type';

/** A constant of the C headers, which NVRTC does not bring: generated code defines those that a kernel mentions. */
export interface Constant {
  readonly name: string;
  readonly type: ArithmeticType;
  readonly value: number | bigint;
  /** A constant expression for it, in C++ that every compiler accepts without a header. */
  readonly definition: string;
  /** One sentence, Markdown. */
  readonly documentation: string;
}

function floating(name: string, type: ArithmeticType, definition: string, documentation: string): Constant {
  return { name, type, value: Number(definition.replace(/f$/, '')), definition, documentation };
}

function special(name: string, type: ArithmeticType, value: number, documentation: string): Constant {
  const suffix = type === arithmetic.float ? 'f' : '';
  const call = Number.isNaN(value) ? `__builtin_nan${suffix}("")` : `__builtin_huge_val${suffix}()`;
  return { name, type, value, definition: call, documentation };
}

function limit(name: string, type: ArithmeticType, end: 'min' | 'max'): Constant {
  const value = integerRange(type)[end];
  const suffix = { int: '', 'unsigned int': 'u', 'long long': 'll', 'unsigned long long': 'ull' }[type.name as string];
  // The smallest integer has no literal: its magnitude does not fit.
  const definition = value < 0n ? `-${-(value + 1n)}${suffix ?? ''} - 1` : `${value}${suffix ?? ''}`;
  return {
    name,
    type,
    value,
    definition,
    documentation: `The ${end === 'min' ? 'smallest' : 'largest'} value of its type.`,
  };
}

const { int, float, double } = arithmetic;
const unsigned = arithmetic['unsigned int'];
const long = arithmetic['long long'];
const unsignedLong = arithmetic['unsigned long long'];

const table: readonly Constant[] = [
  special('INFINITY', float, Infinity, 'Positive infinity, float.'),
  special('HUGE_VALF', float, Infinity, 'Positive infinity, float.'),
  special('HUGE_VAL', double, Infinity, 'Positive infinity, double.'),
  special('CUDART_INF_F', float, Infinity, 'Positive infinity, float.'),
  special('CUDART_INF', double, Infinity, 'Positive infinity, double.'),
  special('NAN', float, NaN, 'A quiet NaN, float.'),
  special('CUDART_NAN_F', float, NaN, 'A quiet NaN, float.'),
  special('CUDART_NAN', double, NaN, 'A quiet NaN, double.'),
  floating('FLT_MAX', float, '3.402823466e+38f', 'The largest finite float.'),
  floating('FLT_MIN', float, '1.175494351e-38f', 'The smallest positive normal float.'),
  floating('FLT_EPSILON', float, '1.192092896e-07f', 'The distance from 1 to the next float.'),
  floating('DBL_MAX', double, '1.7976931348623157e+308', 'The largest finite double.'),
  floating('DBL_MIN', double, '2.2250738585072014e-308', 'The smallest positive normal double.'),
  floating('DBL_EPSILON', double, '2.2204460492503131e-16', 'The distance from 1 to the next double.'),
  floating('M_E', double, '2.7182818284590452354', 'e, double.'),
  floating('M_LOG2E', double, '1.4426950408889634074', 'Logarithm of e to base 2, double.'),
  floating('M_LOG10E', double, '0.43429448190325182765', 'Logarithm of e to base 10, double.'),
  floating('M_LN2', double, '0.69314718055994530942', 'Natural logarithm of 2, double.'),
  floating('M_LN10', double, '2.30258509299404568402', 'Natural logarithm of 10, double.'),
  floating('M_PI', double, '3.14159265358979323846', 'π, double. In a float kernel write `3.14159265f`.'),
  floating('M_PI_2', double, '1.57079632679489661923', 'π/2, double.'),
  floating('M_PI_4', double, '0.78539816339744830962', 'π/4, double.'),
  floating('M_1_PI', double, '0.31830988618379067154', '1/π, double.'),
  floating('M_2_PI', double, '0.63661977236758134308', '2/π, double.'),
  floating('M_2_SQRTPI', double, '1.12837916709551257390', '2/sqrt(π), double.'),
  floating('M_SQRT2', double, '1.41421356237309504880', 'Square root of 2, double.'),
  floating('M_SQRT1_2', double, '0.70710678118654752440', 'Square root of 1/2, double.'),
  limit('INT_MIN', int, 'min'),
  limit('INT_MAX', int, 'max'),
  limit('UINT_MAX', unsigned, 'max'),
  limit('LLONG_MIN', long, 'min'),
  limit('LLONG_MAX', long, 'max'),
  limit('ULLONG_MAX', unsignedLong, 'max'),
  limit('INT32_MIN', int, 'min'),
  limit('INT32_MAX', int, 'max'),
  limit('UINT32_MAX', unsigned, 'max'),
  limit('INT64_MIN', long, 'min'),
  limit('INT64_MAX', long, 'max'),
  limit('UINT64_MAX', unsignedLong, 'max'),
];

const byName: ReadonlyMap<string, Constant> = new Map(table.map((constant) => [constant.name, constant]));

/** The predefined constant of that name. */
export function findConstant(name: string): Constant | undefined {
  return byName.get(name);
}

export function allConstants(): readonly Constant[] {
  return table;
}

/**
 * The constants whose names occur in any of the texts, in the table's order. Generated code defines them before the
 * preambles, leaving out names that the preambles declare themselves.
 */
export function constantsMentioned(texts: readonly string[]): Constant[] {
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
  return table.filter((constant) => words.has(constant.name));
}

import { arithmetic } from '../types/builtin';
import { promote } from '../types/conversions';
import { integerRange } from '../types/dtypes';
import type { ArithmeticName, ArithmeticType } from '../types/type';

/** A constant of the C headers, which kernels use without including anything, as they can with nvcc. */
export interface Constant {
  readonly name: string;
  readonly type: ArithmeticType;
  readonly value: number | bigint;
  /** An expression for it that needs no header, in parentheses where it is more than one token. */
  readonly definition: string;
  /** One sentence, Markdown. */
  readonly documentation: string;
}

function floating(name: string, type: ArithmeticType, definition: string, documentation: string): Constant {
  return { name, type, value: Number(definition.replace(/f$/, '')), definition, documentation };
}

/** Infinities and NaN have no literal: they are given by their bits. */
function special(name: string, type: ArithmeticType, value: number, documentation: string): Constant {
  const bits = Number.isNaN(value)
    ? { float: '0x7fffffff', double: '0x7ff8000000000000' }
    : { float: '0x7f800000', double: '0x7ff0000000000000' };
  const definition =
    type === arithmetic.float ? `__int_as_float(${bits.float})` : `__longlong_as_double(${bits.double})`;
  return { name, type, value, definition, documentation };
}

const suffixes: Partial<Readonly<Record<ArithmeticName, string>>> = {
  'unsigned int': 'u',
  long: 'l',
  'unsigned long': 'ul',
  'long long': 'll',
  'unsigned long long': 'ull',
};

/** The end of the range of `of`, as a constant of the type that the C headers give it. */
function limit(name: string, of: ArithmeticType, end: 'min' | 'max'): Constant {
  const value = integerRange(of)[end];
  const type = promote(of);
  const suffix = suffixes[type.name] ?? '';
  // The smallest integer has no literal: its magnitude does not fit.
  const definition = value < 0n ? `(-${-(value + 1n)}${suffix} - 1)` : `${value}${suffix}`;
  const documentation = `The ${end === 'min' ? 'smallest' : 'largest'} value of ${of.name}.`;
  return { name, type, value, definition, documentation };
}

function limits(stem: string, signed: ArithmeticType, unsigned: ArithmeticType): Constant[] {
  const unsignedName = stem === 'SCHAR' ? 'UCHAR_MAX' : `U${stem}_MAX`;
  return [
    limit(`${stem}_MIN`, signed, 'min'),
    limit(`${stem}_MAX`, signed, 'max'),
    limit(unsignedName, unsigned, 'max'),
  ];
}

const { float, double } = arithmetic;

const table: readonly Constant[] = [
  special('INFINITY', float, Infinity, 'Positive infinity, float.'),
  special('HUGE_VALF', float, Infinity, 'Positive infinity, float.'),
  special('HUGE_VAL', double, Infinity, 'Positive infinity, double.'),
  special('NAN', float, NaN, 'A quiet NaN, float.'),
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
  { name: 'CHAR_BIT', type: arithmetic.int, value: 8n, definition: '8', documentation: 'Bits of a char.' },
  ...limits('SCHAR', arithmetic['signed char'], arithmetic['unsigned char']),
  ...limits('SHRT', arithmetic.short, arithmetic['unsigned short']),
  ...limits('INT', arithmetic.int, arithmetic['unsigned int']),
  ...limits('LONG', arithmetic.long, arithmetic['unsigned long']),
  ...limits('LLONG', arithmetic['long long'], arithmetic['unsigned long long']),
  ...limits('INT8', arithmetic['signed char'], arithmetic['unsigned char']),
  ...limits('INT16', arithmetic.short, arithmetic['unsigned short']),
  ...limits('INT32', arithmetic.int, arithmetic['unsigned int']),
  ...limits('INT64', arithmetic.long, arithmetic['unsigned long']),
];

const byName: ReadonlyMap<string, Constant> = new Map(table.map((constant) => [constant.name, constant]));

/** The predefined constant of that name. */
export function findConstant(name: string): Constant | undefined {
  return byName.get(name);
}

export function allConstants(): readonly Constant[] {
  return table;
}

import type { CudaFunction } from './function';
import { functions, type FunctionRow } from './notation';

/** Conversions between numbers with a fixed rounding mode, and reinterpretations of bits. */

const modes = [
  ['rn', 'to nearest, halves to even'],
  ['rz', 'towards zero'],
  ['ru', 'up'],
  ['rd', 'down'],
] as const;

function rounded(signature: string, documentation: string): FunctionRow[] {
  return modes.map(([mode, how]) => [signature.replace('?', mode), documentation.replace('?', how)]);
}

const integers = [
  ['int', 'int'],
  ['uint', 'unsigned int'],
  ['ll', 'long long'],
  ['ull', 'unsigned long long'],
] as const;

const clamped = 'Values outside the range are clamped to it.';

function floatingToInteger(from: 'float' | 'double'): FunctionRow[] {
  return integers.flatMap(([short, type]) =>
    rounded(`${type} __${from}2${short}_?(${from} x)`, `\`x\` as ${type}, rounded ?. ${clamped}`),
  );
}

function integerToFloat(): FunctionRow[] {
  return integers.flatMap(([short, type]) =>
    rounded(`float __${short}2float_?(${type} x)`, '`x` as float, rounded ?.'),
  );
}

function longToDouble(): FunctionRow[] {
  return integers
    .slice(2)
    .flatMap(([short, type]) => rounded(`double __${short}2double_?(${type} x)`, '`x` as double, rounded ?.'));
}

export const conversion: readonly CudaFunction[] = functions('conversion', [
  ...floatingToInteger('float'),
  ...floatingToInteger('double'),
  ...integerToFloat(),
  ...longToDouble(),
  ...rounded('float __double2float_?(double x)', '`x` as float, rounded ?.'),
  ['double __int2double_rn(int x)', '`x` as double, exact.'],
  ['double __uint2double_rn(unsigned int x)', '`x` as double, exact.'],
  ['int __float_as_int(float x)', 'The bits of `x`.'],
  ['unsigned int __float_as_uint(float x)', 'The bits of `x`.'],
  ['float __int_as_float(int x)', 'The float with the bits of `x`.'],
  ['float __uint_as_float(unsigned int x)', 'The float with the bits of `x`.'],
  ['long long __double_as_longlong(double x)', 'The bits of `x`.'],
  ['double __longlong_as_double(long long x)', 'The double with the bits of `x`.'],
  ['int __double2hiint(double x)', 'The high 32 bits of `x`.'],
  ['int __double2loint(double x)', 'The low 32 bits of `x`.'],
  ['double __hiloint2double(int hi, int lo)', 'The double with the high and low 32 bits given.'],
]);

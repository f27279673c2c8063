import { arithmetic } from '../../types/builtin';
import { integerRange } from '../../types/dtypes';
import type { ArithmeticType } from '../../types/type';
import type { EvaluationContext } from '../context';
import { undefinedBehaviour } from '../context';
import type { Conversion } from '../convert';
import { arithmeticConversion, identity } from '../convert';
import { DoubleDouble, toDouble } from '../double-double';
import type { RoundingMode } from '../rounding';
import { roundToFloat, roundToHalf, roundToInteger } from '../rounding';

const modes: Readonly<Record<string, RoundingMode>> = { rn: 'nearest', rz: 'zero', ru: 'up', rd: 'down' };

/** `__float2int_rn`, `__double2float_rz`, `__float2half` and the other conversions with a rounding mode. */
export function conversionIntrinsic(
  name: string,
  from: ArithmeticType,
  to: ArithmeticType,
  context: EvaluationContext,
): Conversion | undefined {
  const match = /^__[a-z]+(?:16)?2[a-z]+(?:16)?(?:_(r[nzud]))?$/.exec(name);
  if (match === null) return undefined;
  const mode = modes[match[1] ?? 'rn'];
  if (mode === undefined) return undefined;
  if (to.category === 'integer') return from.category === 'floating' ? saturating(to, mode) : undefined;
  if (to === arithmetic.float && from === arithmetic.double && context.precision === 'own') {
    return (value) => roundToFloat(value as number, mode);
  }
  if (mode !== 'nearest') return undefined;
  return arithmeticConversion(from, to, context) ?? identity;
}

/** To an integer as the hardware does it: what is out of range saturates. */
function saturating(to: ArithmeticType, mode: RoundingMode): Conversion {
  const { min, max } = integerRange(to);
  return (value) => {
    const rounded = roundToInteger(value instanceof DoubleDouble ? toDouble(value) : (value as number), mode);
    if (Number.isNaN(rounded)) throw undefinedBehaviour;
    const clamped = rounded <= Number(min) ? min : rounded >= Number(max) ? max : BigInt(rounded);
    return to.size === 8 ? clamped : Number(clamped);
  };
}

const view = new DataView(new ArrayBuffer(8));

function bitsOfHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7fff;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(roundToHalf(value));
  if (magnitude === Infinity) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | (magnitude * 2 ** 24);
  view.setFloat64(0, magnitude);
  const exponent = ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
  return sign | ((exponent + 15) << 10) | ((magnitude / 2 ** exponent - 1) * 1024);
}

function halfOfBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function floatBits(value: number): number {
  view.setFloat32(0, value);
  return view.getInt32(0);
}

function floatOfBits(bits: number): number {
  view.setInt32(0, bits);
  return view.getFloat32(0);
}

/** The reinterpretations of bits. They are no continuous functions: only at the types' own precision. */
export const bitCasts: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  ['__float_as_int', (value) => floatBits(value as number)],
  ['__float_as_uint', (value) => floatBits(value as number) >>> 0],
  ['__int_as_float', (value) => floatOfBits(value as number)],
  ['__uint_as_float', (value) => floatOfBits(value as number)],
  ['__double_as_longlong', (value) => (view.setFloat64(0, value as number), view.getBigInt64(0))],
  ['__longlong_as_double', (value) => (view.setBigInt64(0, value as bigint), view.getFloat64(0))],
  ['__double2hiint', (value) => (view.setFloat64(0, value as number), view.getInt32(0))],
  ['__double2loint', (value) => (view.setFloat64(0, value as number), view.getInt32(4))],
  ['__half_as_short', (value) => (bitsOfHalf(value as number) << 16) >> 16],
  ['__half_as_ushort', (value) => bitsOfHalf(value as number)],
  ['__short_as_half', (value) => halfOfBits(value as number)],
  ['__ushort_as_half', (value) => halfOfBits(value as number)],
  ['__bfloat16_as_short', (value) => floatBits(value as number) >> 16],
  ['__bfloat16_as_ushort', (value) => floatBits(value as number) >>> 16],
  ['__short_as_bfloat16', (value) => floatOfBits((value as number) << 16)],
  ['__ushort_as_bfloat16', (value) => floatOfBits((value as number) << 16)],
]);

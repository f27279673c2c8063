import { exponentOf, integerToSticky, rounderOf } from '../evaluate/rounding';
import { arithmetic } from '../types/builtin';
import { floatFormatOf } from '../types/dtypes';
import type { ArithmeticType } from '../types/type';

/** The nearest value of a floating type, ties to even, rounded once; beyond the largest value, infinity. */
export function roundTo(value: number | bigint, type: ArithmeticType): number {
  if (type === arithmetic.double) return Number(value);
  return rounderOf(type)(typeof value === 'bigint' ? integerToSticky(value) : value);
}

/** The 16 bits of a half or bfloat16 that is nearest to a double. */
export function bitsOf16(value: number, type: ArithmeticType): number {
  const { fractionBits, bias } = shapeOf16(type);
  const exponentMask = 2 ** (15 - fractionBits) - 1;
  const rounded = roundTo(value, type);
  const sign = rounded < 0 || Object.is(rounded, -0) ? 0x8000 : 0;
  if (Number.isNaN(rounded)) return (exponentMask << fractionBits) | (1 << (fractionBits - 1));
  const magnitude = Math.abs(rounded);
  if (magnitude === Infinity) return sign | (exponentMask << fractionBits);
  const format = floatFormatOf(type);
  if (magnitude < format.smallestNormal) return sign | (magnitude / format.smallestSubnormal);
  const exponent = exponentOf(magnitude);
  const fraction = (magnitude / 2 ** exponent - 1) * 2 ** fractionBits;
  return sign | ((exponent + bias) << fractionBits) | fraction;
}

/** The value of a half or bfloat16 from its bits. */
export function valueOf16(bits: number, type: ArithmeticType): number {
  const { fractionBits, bias } = shapeOf16(type);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponentMask = 2 ** (15 - fractionBits) - 1;
  const exponent = (bits >> fractionBits) & exponentMask;
  const fraction = bits & (2 ** fractionBits - 1);
  if (exponent === exponentMask) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * floatFormatOf(type).smallestSubnormal;
  return sign * (1 + fraction / 2 ** fractionBits) * 2 ** (exponent - bias);
}

function shapeOf16(type: ArithmeticType): { fractionBits: number; bias: number } {
  return type === arithmetic.half ? { fractionBits: 10, bias: 15 } : { fractionBits: 7, bias: 127 };
}

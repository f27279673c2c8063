import type { ArithmeticType } from '../types/type';

/**
 * Rounds a double to a binary format of fewer bits, to nearest with ties to even, subnormals and overflow included.
 *
 * @param precision bits of the significand, the hidden one included
 * @param maximumExponent of the largest finite number: 15 for half
 */
function roundToFormat(value: number, precision: number, maximumExponent: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const exponent = Math.max(exponentOf(value), 1 - maximumExponent);
  const unit = 2 ** (exponent - precision + 1);
  const rounded = roundHalfEven(value / unit) * unit;
  return Math.abs(rounded) >= 2 ** (maximumExponent + 1) ? Math.sign(value) * Infinity : rounded;
}

export function roundToHalf(value: number): number {
  return roundToFormat(value, 11, 15);
}

export function roundToBfloat16(value: number): number {
  return roundToFormat(value, 8, 127);
}

/** The exponent of a finite number other than 0: 2^e <= |value| < 2^(e+1). */
export function exponentOf(value: number): number {
  wordsView.setFloat64(0, value);
  const field = (wordsView.getUint32(0) >>> 20) & 0x7ff;
  if (field !== 0) return field - 1023;
  return exponentOf(value * 2 ** 54) - 54;
}

const wordsView = new DataView(new ArrayBuffer(8));

/** To the nearest integer, ties to even, as `rint` does. */
export function roundHalfEven(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 52) return value;
  const floor = Math.floor(value);
  const fraction = value - floor;
  const up = fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0);
  const rounded = up ? floor + 1 : floor;
  return rounded === 0 && value < 0 ? -0 : rounded;
}

/** How a floating type rounds a double. */
export function rounderOf(type: ArithmeticType): (value: number) => number {
  switch (type.name) {
    case 'half':
      return roundToHalf;
    case 'bfloat16':
      return roundToBfloat16;
    case 'float':
      return Math.fround;
    case 'double':
      return (value) => value;
    default:
      throw new Error(`${type.name} is not a floating type`);
  }
}

/**
 * A double with which rounding to at most 50 bits gives what rounding the integer itself would: the bits below are
 * gathered in one sticky bit, so that nothing is rounded twice.
 */
export function integerToSticky(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 1n << 53n) return Number(value);
  const shift = BigInt(magnitude.toString(2).length - 52);
  const kept = magnitude >> shift;
  const sticky = kept << shift === magnitude ? kept : kept | 1n;
  const result = Number(sticky) * 2 ** Number(shift);
  return value < 0n ? -result : result;
}

export type RoundingMode = 'nearest' | 'down' | 'up' | 'zero';

/** To an integer in one of the modes of `__float2int_rn` and its relatives. */
export function roundToInteger(value: number, mode: RoundingMode): number {
  switch (mode) {
    case 'nearest':
      return roundHalfEven(value);
    case 'down':
      return Math.floor(value);
    case 'up':
      return Math.ceil(value);
    case 'zero':
      return Math.trunc(value);
  }
}

/** The floats next to a float: `direction` 1 towards infinity, -1 towards minus infinity. */
export function nextFloat(value: number, direction: 1 | -1): number {
  if (Number.isNaN(value) || value === direction * Infinity) return value;
  if (value === 0) return direction * 2 ** -149;
  wordsView.setFloat32(0, value);
  const bits = wordsView.getInt32(0);
  wordsView.setInt32(0, bits + (value > 0 === direction > 0 ? 1 : -1));
  return wordsView.getFloat32(0);
}

/** A double rounded to float in one of four modes. */
export function roundToFloat(value: number, mode: RoundingMode): number {
  const nearest = Math.fround(value);
  switch (mode) {
    case 'nearest':
      return nearest;
    case 'down':
      return nearest > value ? nextFloat(nearest, -1) : nearest;
    case 'up':
      return nearest < value ? nextFloat(nearest, 1) : nearest;
    case 'zero':
      return roundToFloat(value, value > 0 ? 'down' : 'up');
  }
}

/*
 * Exact arithmetic on binary floating-point values, for tests of summation: a value is an integer, counted in the smallest
 * power of two that a double or a product of two has.
 */

/** Bits behind the binary point that a double needs at most. */
const DOUBLE_BITS = 1074n;

/** The finite value times 2^1074: a whole number. */
export function exact(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & ((1n << 52n) - 1n);
  const magnitude = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 0n ? magnitude : -magnitude;
}

/** The exact sum of products, times 2^2148. Give factors of 1 for a plain sum. */
export function exactDot(x: ArrayLike<number>, y: ArrayLike<number>): bigint {
  let sum = 0n;
  for (let k = 0; k < x.length; k++) sum += exact(x[k] ?? 0) * exact(y[k] ?? 0);
  return sum;
}

/** The value times 2^2148, to be compared with `exactDot`. */
export function exactResult(value: number): bigint {
  return exact(value) << DOUBLE_BITS;
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The distance between neighbours of the format at a value that `exactDot` gives; `precision` is 24 or 53 bits. */
export function ulpAt(value: bigint, precision: 24 | 53): bigint {
  const smallest = precision === 24 ? 2148 - 149 : 2148 - 1074;
  const exponent = magnitude(value).toString(2).length - precision;
  return 1n << BigInt(Math.max(exponent, smallest));
}

/** How many ulps of the exact value a result is off. */
export function ulpsOff(result: number, value: bigint, precision: 24 | 53): number {
  const error = magnitude(exactResult(result) - value);
  return Number((error * 1024n) / ulpAt(value, precision)) / 1024;
}

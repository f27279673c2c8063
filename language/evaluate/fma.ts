import { exponentOf } from './rounding';

/** A finite double as `mantissa * 2^exponent`. */
function decompose(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  const exponent = Math.max(exponentOf(value), -1022) - 52;
  // Scaled in two steps: 2^-exponent overflows for subnormals.
  const scaled = exponent < -1000 ? value * 2 ** 1000 * 2 ** (-exponent - 1000) : value / 2 ** exponent;
  return { mantissa: BigInt(scaled), exponent };
}

/**
 * `mantissa * 2^exponent` rounded to the nearest number of a format, ties to even.
 *
 * @param precision bits of the significand
 * @param lowest exponent of the last bit of subnormals: -1074 for double
 */
function compose(mantissa: bigint, exponent: number, precision: number, lowest: number): number {
  if (mantissa === 0n) return 0;
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  const bits = magnitude.toString(2).length;
  const drop = Math.max(bits - precision, lowest - exponent);
  let kept = magnitude;
  if (drop > 0) {
    const shift = BigInt(drop);
    kept = magnitude >> shift;
    const rest = magnitude - (kept << shift);
    const half = 1n << (shift - 1n);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  const finalExponent = exponent + Math.max(drop, 0);
  const low = Math.max(finalExponent, -1000);
  const result = Number(kept) * 2 ** low * 2 ** (finalExponent - low);
  return mantissa < 0n ? -result : result;
}

/** `x * y + z` with one rounding: in double, or in float where the operands are floats. */
export function fusedMultiplyAdd(x: number, y: number, z: number, type: 'float' | 'double'): number {
  const plain = x * y + z;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z) || x === 0 || y === 0) {
    return type === 'float' ? Math.fround(plain) : plain;
  }
  if (type === 'float') {
    // The product is exact in double; where the sum is too, one rounding is all there is.
    const product = x * y;
    const virtual = plain - product;
    if (product - (plain - virtual) + (z - virtual) === 0) return Math.fround(plain);
  }
  const first = decompose(x);
  const second = decompose(y);
  const third = decompose(z);
  const productExponent = first.exponent + second.exponent;
  const exponent = z === 0 ? productExponent : Math.min(productExponent, third.exponent);
  const product = (first.mantissa * second.mantissa) << BigInt(productExponent - exponent);
  const addend = z === 0 ? 0n : third.mantissa << BigInt(third.exponent - exponent);
  const sum = product + addend;
  // An exact zero has the sign that the rounded operation gives it.
  if (sum === 0n) return 0;
  if (type === 'double') return compose(sum, exponent, 53, -1074);
  return Math.fround(compose(sum, exponent, 24, -149));
}

/**
 * A number as the unevaluated sum of two doubles, about 106 bits: double at twice its precision.
 *
 * The algorithms are Dekker's (1971) and those of Hida, Li and Bailey, "Library for double-double and quad-double
 * arithmetic" (2001). They are not exact in the last bits, which nothing here depends on.
 */
export class DoubleDouble {
  constructor(
    readonly high: number,
    readonly low: number,
  ) {}

  static readonly zero = new DoubleDouble(0, 0);
  static readonly one = new DoubleDouble(1, 0);

  static fromBigInt(value: bigint): DoubleDouble {
    const high = Number(value);
    return new DoubleDouble(high, Number(value - BigInt(high)));
  }
}

/** An infinity or NaN has no low part. */
function normalize(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return new DoubleDouble(sum, Number.isFinite(sum) ? low - (sum - high) : 0);
}

export function addDd(left: DoubleDouble, right: DoubleDouble): DoubleDouble {
  const sum = left.high + right.high;
  if (!Number.isFinite(sum)) return new DoubleDouble(sum, 0);
  const virtual = sum - left.high;
  const error = left.high - (sum - virtual) + (right.high - virtual);
  return normalize(sum, error + left.low + right.low);
}

export function negateDd(value: DoubleDouble): DoubleDouble {
  return new DoubleDouble(-value.high, -value.low);
}

export function subtractDd(left: DoubleDouble, right: DoubleDouble): DoubleDouble {
  return addDd(left, negateDd(right));
}

/** The rounding error of `left * right`, by splitting each factor (Veltkamp). */
export function productError(left: number, right: number, product: number): number {
  const leftSplit = 134217729 * left;
  const leftHigh = leftSplit - (leftSplit - left);
  const leftLow = left - leftHigh;
  const rightSplit = 134217729 * right;
  const rightHigh = rightSplit - (rightSplit - right);
  const rightLow = right - rightHigh;
  return leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
}

export function multiplyDd(left: DoubleDouble, right: DoubleDouble): DoubleDouble {
  const product = left.high * right.high;
  const error = productError(left.high, right.high, product);
  // The splitting overflows above 2^996: the product alone is then the best there is.
  if (!Number.isFinite(error)) return new DoubleDouble(product, 0);
  return normalize(product, error + left.high * right.low + left.low * right.high);
}

export function divideDd(left: DoubleDouble, right: DoubleDouble): DoubleDouble {
  const first = left.high / right.high;
  if (!Number.isFinite(first) || first === 0 || !Number.isFinite(right.high)) return new DoubleDouble(first, 0);
  const rest = subtractDd(left, multiplyDd(right, new DoubleDouble(first, 0)));
  const second = rest.high / right.high;
  const remainder = subtractDd(rest, multiplyDd(right, new DoubleDouble(second, 0)));
  return addDd(normalize(first, second), new DoubleDouble(remainder.high / right.high, 0));
}

export function sqrtDd(value: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(value.high);
  if (root === 0 || !Number.isFinite(root)) return new DoubleDouble(root, 0);
  const approximation = new DoubleDouble(root, 0);
  const rest = subtractDd(value, multiplyDd(approximation, approximation));
  return normalize(root, rest.high / (2 * root));
}

/** Negative, zero, positive as `left` is less than, equal to or greater than `right`; NaN where either is NaN. */
export function compareDd(left: DoubleDouble, right: DoubleDouble): number {
  return left.high === right.high ? left.low - right.low : left.high - right.high;
}

export function toDouble(value: DoubleDouble): number {
  return value.high + value.low;
}

/** Applies a rounding to integers (`Math.floor`, …) to the whole. */
export function floorDd(value: DoubleDouble): DoubleDouble {
  const high = Math.floor(value.high);
  return high === value.high ? normalize(high, Math.floor(value.low)) : new DoubleDouble(high, 0);
}

export function truncDd(value: DoubleDouble): DoubleDouble {
  return value.high < 0 ? negateDd(floorDd(negateDd(value))) : floorDd(value);
}

export function absDd(value: DoubleDouble): DoubleDouble {
  return value.high < 0 || Object.is(value.high, -0) ? negateDd(value) : value;
}

function scale(value: DoubleDouble, exponent: number): DoubleDouble {
  // In two steps, because 2^exponent itself may overflow where the result does not.
  const half = Math.trunc(exponent / 2);
  const first = 2 ** half;
  const second = 2 ** (exponent - half);
  return new DoubleDouble(value.high * first * second, value.low * first * second);
}

const ln2 = new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);
const ln10 = new DoubleDouble(2.302585092994046, -2.1707562233822494e-16);
const halfPi = new DoubleDouble(1.5707963267948966, 6.123233995736766e-17);

/** By reduction to |r| < ln 2 / 1024, a Taylor series of exp(r) - 1, and nine squarings. */
export function expDd(value: DoubleDouble): DoubleDouble {
  if (!(Math.abs(value.high) < 700)) return new DoubleDouble(Math.exp(value.high), 0);
  const exponent = Math.round(value.high / ln2.high);
  const reduced = scale(subtractDd(value, multiplyDd(ln2, new DoubleDouble(exponent, 0))), -9);
  let result = expm1Series(reduced);
  for (let squaring = 0; squaring < 9; squaring++) {
    result = addDd(addDd(result, result), multiplyDd(result, result));
  }
  return scale(addDd(result, DoubleDouble.one), exponent);
}

function expm1Series(value: DoubleDouble): DoubleDouble {
  let term = value;
  let sum = value;
  for (let order = 2; order <= 9; order++) {
    term = divideDd(multiplyDd(term, value), new DoubleDouble(order, 0));
    sum = addDd(sum, term);
  }
  return sum;
}

export function expm1Dd(value: DoubleDouble): DoubleDouble {
  return Math.abs(value.high) < 1e-3 ? expm1Series(value) : subtractDd(expDd(value), DoubleDouble.one);
}

/** One Newton step from the double's logarithm. */
export function logDd(value: DoubleDouble): DoubleDouble {
  const start = Math.log(value.high);
  if (!Number.isFinite(start) || Math.abs(start) > 690) return new DoubleDouble(start, 0);
  const correction = subtractDd(multiplyDd(value, expDd(new DoubleDouble(-start, 0))), DoubleDouble.one);
  return addDd(new DoubleDouble(start, 0), correction);
}

export function log1pDd(value: DoubleDouble): DoubleDouble {
  if (Math.abs(value.high) >= 1e-8) return logDd(addDd(DoubleDouble.one, value));
  const square = multiplyDd(value, value);
  const cube = multiplyDd(square, value);
  return addDd(subtractDd(value, scale(square, -1)), divideDd(cube, new DoubleDouble(3, 0)));
}

export function log2Dd(value: DoubleDouble): DoubleDouble {
  return divideDd(logDd(value), ln2);
}

export function log10Dd(value: DoubleDouble): DoubleDouble {
  return divideDd(logDd(value), ln10);
}

export function exp2Dd(value: DoubleDouble): DoubleDouble {
  return expDd(multiplyDd(value, ln2));
}

export function exp10Dd(value: DoubleDouble): DoubleDouble {
  return expDd(multiplyDd(value, ln10));
}

/** Powers of positive numbers; undefined for the cases that need more care. */
export function powDd(base: DoubleDouble, exponent: DoubleDouble): DoubleDouble | undefined {
  if (Number.isInteger(exponent.high) && exponent.low === 0 && Math.abs(exponent.high) <= 64) {
    let result = DoubleDouble.one;
    for (let count = 0; count < Math.abs(exponent.high); count++) result = multiplyDd(result, base);
    return exponent.high < 0 ? divideDd(DoubleDouble.one, result) : result;
  }
  return base.high > 0 ? expDd(multiplyDd(exponent, logDd(base))) : undefined;
}

/** Sine and cosine by reduction to |r| <= pi / 4 and Taylor series; undefined where the reduction would lose bits. */
export function sinCosDd(value: DoubleDouble): { readonly sin: DoubleDouble; readonly cos: DoubleDouble } | undefined {
  if (!(Math.abs(value.high) < 1e4)) return undefined;
  const quarter = Math.round(value.high / halfPi.high);
  const reduced = subtractDd(value, multiplyDd(halfPi, new DoubleDouble(quarter, 0)));
  const square = negateDd(multiplyDd(reduced, reduced));
  const sin = alternatingSeries(reduced, square, 1);
  const cos = alternatingSeries(DoubleDouble.one, square, 0);
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return { sin, cos };
    case 1:
      return { sin: cos, cos: negateDd(sin) };
    case 2:
      return { sin: negateDd(sin), cos: negateDd(cos) };
    default:
      return { sin: negateDd(cos), cos: sin };
  }
}

function alternatingSeries(first: DoubleDouble, square: DoubleDouble, order: number): DoubleDouble {
  let term = first;
  let sum = first;
  for (let next = order + 1; next < 30; next += 2) {
    term = divideDd(multiplyDd(term, square), new DoubleDouble(next * (next + 1), 0));
    sum = addDd(sum, term);
  }
  return sum;
}

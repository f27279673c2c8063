/** A binary floating-point format: bits of the significand, and the exponent of the smallest positive value. */
interface Format {
  readonly precision: number;
  readonly smallestExponent: number;
}

const formats: ReadonlyMap<string, Format> = new Map([
  ['float16', { precision: 11, smallestExponent: -24 }],
  ['bfloat16', { precision: 8, smallestExponent: -133 }],
  ['float32', { precision: 24, smallestExponent: -149 }],
  ['float64', { precision: 53, smallestExponent: -1074 }],
]);

/**
 * One unit in the last place of a dtype at a finite value: the distance between the dtype's neighbours there, of the
 * smaller values where it changes. Undefined for dtypes that are no real floating type.
 */
export function ulpAt(value: number, dtype: string): number | undefined {
  const format = formats.get(dtype);
  if (format === undefined) return undefined;
  return 2 ** Math.max(exponentOf(value) - format.precision + 1, format.smallestExponent);
}

const partsOf: ReadonlyMap<string, string> = new Map([
  ['complex64', 'float32'],
  ['complex128', 'float64'],
]);

/** u, the largest relative error of one rounding: 2^-24 for `float32` and for the parts of `complex64`. */
export function unitRoundoff(dtype: string): number | undefined {
  const format = formats.get(partsOf.get(dtype) ?? dtype);
  return format === undefined ? undefined : 2 ** -format.precision;
}

/** The e of 2^e ≤ |value| < 2^(e+1), exactly; the lowest of the format for 0 and subnormal values. */
function exponentOf(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return Math.max(1, (view.getUint16(0) >> 4) & 0x7ff) - 1023;
}

import type { JsonNumber, JsonValue } from '../values';

/** A value in one line, as people read it: `828.73035`, `3 − 4i`, `{ value: 9.5, index: 17 }`. */
export function formatValue(value: JsonValue, dtype: string): string {
  if (typeof value === 'number') return formatNumber(value, dtype);
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  if (isComplex(value)) return formatComplex(value, dtype);
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${formatField(field)}`);
  return `{ ${fields.join(', ')} }`;
}

/** A field of a struct or of a vector. The report does not name its type: its digits tell. */
export function formatField(value: JsonValue): string {
  return formatValue(value, typeof value === 'number' && isSinglePrecision(value) ? 'float32' : 'float64');
}

export function isComplex(value: JsonValue): value is readonly [JsonNumber, JsonNumber] {
  return Array.isArray(value);
}

/** A part of a complex value, by the precision that the whole has. */
export function formatPart(part: JsonNumber, dtype: string): string {
  return typeof part === 'number' ? formatNumber(part, dtype === 'complex64' ? 'float32' : 'float64') : part;
}

function formatComplex([real, imaginary]: readonly [JsonNumber, JsonNumber], dtype: string): string {
  const text = formatPart(imaginary, dtype);
  return text.startsWith('-')
    ? `${formatPart(real, dtype)} \u2212 ${text.slice(1)}i`
    : `${formatPart(real, dtype)} + ${text}i`;
}

/** Bits of the fraction and the smallest normal exponent, by dtype. */
const formats: Readonly<Record<string, { readonly fraction: number; readonly exponent: number }>> = {
  float16: { fraction: 10, exponent: -14 },
  bfloat16: { fraction: 7, exponent: -126 },
  float32: { fraction: 23, exponent: -126 },
};

/** The fewest digits that read back as the same value in the dtype, as NumPy prints it. */
function formatNumber(value: number, dtype: string): string {
  const format = formats[dtype];
  if (format === undefined || Number.isInteger(value)) return String(value);
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (rounded(shorter, format.fraction, format.exponent) === value) return String(shorter);
  }
  return String(value);
}

/** `value` in a binary format of that many fraction bits. */
function rounded(value: number, fraction: number, exponent: number): number {
  if (value === 0) return 0;
  const ulp = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), exponent) - fraction);
  return Math.round(value / ulp) * ulp;
}

function isSinglePrecision(value: number): boolean {
  return Math.fround(value) === value;
}

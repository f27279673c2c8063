/** Digits of a value that are shown; more tell nobody more. */
const longest = 32;

/** The decimal expansion of a double, which is finite: exact, or with `…` behind its first 32 digits. */
export function exactDecimal(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  const { mantissa, exponent } = split(Math.abs(value));
  // A fraction: mantissa · 2^exponent = mantissa · 5^-exponent · 10^exponent.
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  const sign = value < 0 ? '-' : '';
  return sign + placePoint(digits, digits.length + exponent);
}

/** True where a decimal literal, without suffix, is not the value that is stored for it. */
export function isRounded(literal: string, stored: number): boolean {
  const match = /^(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(literal.replaceAll("'", ''));
  if (match === null || !Number.isFinite(stored)) return false;
  const [, whole = '', fraction = '', power = '0'] = match;
  const scale = Number(power) - fraction.length;
  // Beyond this no double equals the literal, and the numbers would only cost time.
  if (Math.abs(scale) > 1100) return true;
  const { mantissa, exponent } = split(stored);
  const written = BigInt(`${whole}${fraction}` || '0');
  // written · 10^scale = mantissa · 2^exponent, with every power moved to the side where it is positive.
  const left = written * power10(scale) * power2(-exponent);
  const right = mantissa * power10(-scale) * power2(exponent);
  return left !== right;
}

/** A positive double as `mantissa · 2^exponent` with an odd mantissa. */
function split(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  let mantissa = (bits & ((1n << 52n) - 1n)) | (biased === 0 ? 0n : 1n << 52n);
  let exponent = Math.max(biased, 1) - 1075;
  while ((mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  return { mantissa, exponent };
}

function power10(exponent: number): bigint {
  return 10n ** BigInt(Math.max(0, exponent));
}

function power2(exponent: number): bigint {
  return 1n << BigInt(Math.max(0, exponent));
}

/** Puts the decimal point behind so many digits; far from them it becomes a power of ten. */
function placePoint(digits: string, point: number): string {
  const shown = digits.slice(0, longest);
  const more = digits.length > longest ? '…' : '';
  if (point > 0 && point < shown.length) return `${shown.slice(0, point)}.${shown.slice(point)}${more}`;
  if (point <= 0 && point > -6) return `0.${'0'.repeat(-point)}${shown}${more}`;
  const tail = shown.length > 1 ? `.${shown.slice(1)}` : '';
  return `${shown.charAt(0)}${tail}${more}e${point - 1}`;
}

import type { Findings, Fix } from '../diagnostics/diagnostic';
import { isWordPart } from '../syntax/lexeme';
import type { Span } from '../text/span';
import type { FloatLiteral, IntegerLiteral, MissingExpression } from './tree';

/** The end of the preprocessing number that starts at `start` ([lex.ppnumber]): what C++ takes for one token. */
export function scanNumber(text: string, start: number, end: number): number {
  let position = start + 1;
  while (position < end) {
    const character = text.charAt(position);
    const isSign = character === '+' || character === '-';
    if (isWordPart(text.charCodeAt(position)) || character === '.') position++;
    else if (isSign && /[eEpP]/.test(text.charAt(position - 1))) position++;
    else if (character === "'" && position + 1 < end && isWordPart(text.charCodeAt(position + 1))) position += 2;
    else break;
  }
  return position;
}

const integerPattern = /^(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0([0-7]*)|([1-9]\d*))([a-zA-Z_]\w*)?$/;
const decimalFloatPattern = /^((?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)([a-zA-Z_]\w*)?$/;
const hexFloatPattern = /^0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([+-]?\d+)([a-zA-Z_]\w*)?$/;

const integerSuffixes: ReadonlyMap<string, IntegerLiteral['suffix']> = new Map([
  ['', ''],
  ['u', 'u'],
  ['l', 'l'],
  ['ul', 'ul'],
  ['lu', 'ul'],
  ['ll', 'll'],
  ['ull', 'ull'],
  ['llu', 'ull'],
]);

/** C++ has no integer type for values from here on. */
const integerLimit = 1n << 64n;

/** More digits than any base needs for a 64-bit value; longer ones are not worth converting. */
const longestInteger = 64;

/** Reads the literal that `scanNumber` delimited, and reports what is wrong with it. */
export function readNumber(
  text: string,
  span: Span,
  findings: Findings,
): IntegerLiteral | FloatLiteral | MissingExpression {
  const spelling = text.slice(span.start, span.end);
  // Most literals are this simple, and need none of the patterns.
  if (/^(?:0|[1-9]\d{0,14})$/.test(spelling)) {
    return { kind: 'integer', span, value: BigInt(Number(spelling)), base: 10, suffix: '' };
  }
  if (hasStraySeparator(spelling)) {
    findings.report('bad-number', span, {
      number: spelling,
      reason: 'an apostrophe can stand between two digits only',
    });
    return { kind: 'missing', span };
  }
  const digits = spelling.replaceAll("'", '');
  const decimal = decimalFloatPattern.exec(digits);
  if (decimal) return finishFloat(Number(decimal[1]), decimal[2] ?? '', spelling, span, findings);
  const hex = hexFloatPattern.exec(digits);
  if (hex && (hex[1] !== '' || hex[2] !== '')) {
    const value = hexFloatValue(hex[1] ?? '', hex[2] ?? '', Number(hex[3]));
    return finishFloat(value, hex[4] ?? '', spelling, span, findings);
  }
  const integer = integerPattern.exec(digits);
  if (integer && !isBrokenPrefix(integer)) return readInteger(integer, spelling, span, findings);
  findings.report('bad-number', span, { number: spelling, reason: reasonFor(spelling) });
  return { kind: 'missing', span };
}

/** Whether an apostrophe stands beside what is no digit of the number's base. */
function hasStraySeparator(spelling: string): boolean {
  if (!spelling.includes("'")) return false;
  return /^0[xX]/.test(spelling)
    ? /(?<![\da-fA-F])'|'(?![\da-fA-F])|^0[xX]'/.test(spelling)
    : /(?<!\d)'|'(?!\d)/.test(spelling);
}

/** Whether what looks like a suffix is a base or an exponent without its digits: `0b2`, `0o17`, `1e`. */
function isBrokenPrefix([, , , octal, , suffix = '']: RegExpExecArray): boolean {
  return /^e$/i.test(suffix) || (octal === '' && /^[box]/i.test(suffix));
}

function readInteger(
  match: RegExpExecArray,
  spelling: string,
  span: Span,
  findings: Findings,
): IntegerLiteral | MissingExpression {
  const [, hex, binary, octal, decimal, suffixText = ''] = match;
  const missing: MissingExpression = { kind: 'missing', span };
  const suffix = integerSuffix(suffixText);
  if (suffix === undefined) {
    reportSuffix(suffixText, spelling, span, findings, decimal !== undefined || octal === '');
    return missing;
  }
  const [base, prefix, digits] =
    hex !== undefined
      ? ([16, '0x', hex] as const)
      : binary !== undefined
        ? ([2, '0b', binary] as const)
        : octal !== undefined && octal !== ''
          ? ([8, '0o', octal] as const)
          : ([10, '', decimal ?? '0'] as const);
  const significant = digits.replace(/^0+(?=.)/, '');
  const value = significant.length > longestInteger ? integerLimit : BigInt(prefix + significant);
  if (value >= integerLimit) {
    findings.report('integer-too-large', span, { number: spelling });
    return missing;
  }
  // A lone 0 is octal by the grammar; its base matters to nobody, so it is shown as the decimal that people mean.
  return { kind: 'integer', span, value, base, suffix };
}

function integerSuffix(text: string): IntegerLiteral['suffix'] | undefined {
  // `lL` and `Ll` are no suffixes: the two letters must agree ([lex.icon]).
  return /lL|Ll/.test(text) ? undefined : integerSuffixes.get(text.toLowerCase());
}

function finishFloat(
  value: number,
  suffix: string,
  spelling: string,
  span: Span,
  findings: Findings,
): FloatLiteral | MissingExpression {
  const lower = suffix.toLowerCase();
  if (lower === '' || lower === 'f' || lower === 'l') {
    // [lex.fcon]: the program is ill-formed. Compilers warn, and go on with infinity.
    if (Number.isFinite(lower === 'f' ? Math.fround(value) : value))
      return { kind: 'float', span, value, suffix: lower };
    const [type, largest] = lower === 'f' ? ['float', '3.40282347e38'] : ['double', '1.7976931348623157e308'];
    const fixes = [{ title: 'Write INFINITY', edits: [{ span, newText: 'INFINITY' }] }];
    findings.report('float-too-large', span, { number: spelling, type, largest }, { fixes });
    return { kind: 'missing', span };
  }
  reportSuffix(suffix, spelling, span, findings, false);
  return { kind: 'missing', span };
}

function reportSuffix(suffix: string, spelling: string, span: Span, findings: Findings, mayBeFloat: boolean): void {
  const number = spelling.slice(0, spelling.length - suffix.length);
  const lower = suffix.toLowerCase();
  const fixes: Fix[] = [];
  let hint = 'Integers take u, l, ul, ll or ull; floats take f or l.';
  if (suffix.startsWith('_')) {
    hint = "C++ separates digits with an apostrophe, as in 1'000.";
  } else if (mayBeFloat && lower === 'f') {
    hint = `A float literal needs a point: write ${number}.0f.`;
    fixes.push({ title: `Write ${number}.0f`, edits: [{ span, newText: `${number}.0f` }] });
  } else if (lower === 'z' || lower === 'uz' || lower === 'zu') {
    hint = 'It is C++23, and kernels are C++17: write ull, or size_t(…).';
  } else if (lower === 'd' || lower === 'f64') {
    hint = 'A literal with a point and no suffix is a double.';
    const double = /[.eE]/.test(number) ? number : `${number}.0`;
    fixes.push({ title: `Write ${double}`, edits: [{ span, newText: double }] });
  } else if (['f16', 'h', 'bf16', 'f32', 'f128'].includes(lower)) {
    hint = 'C++17 does not have it: write a float literal and convert, as in __half(1.0f) or __nv_bfloat16(1.0f).';
  } else if (lower === 'j' || lower === 'i') {
    hint = 'C++ has no imaginary literals: write complex<float>(re, im).';
  }
  findings.report('unknown-suffix', span, { suffix, number, hint }, { fixes });
}

function reasonFor(spelling: string): string {
  const lower = spelling.toLowerCase();
  if (/^0o/.test(lower)) return 'an octal number starts with 0 alone, as in 017';
  if (/^0x/.test(lower)) {
    if (/^0x[\da-f']*\.[\da-f']*$/.test(lower)) return 'a hexadecimal float needs an exponent, as in 0x1.8p0';
    if (/^0x[\da-f']*e[+-]/.test(lower))
      return 'C++ reads the sign after a hexadecimal e as part of the number: put a blank before it';
    return 'hexadecimal digits are 0 to 9 and a to f';
  }
  if (/^0b/.test(lower)) return 'binary digits are 0 and 1';
  if (/^0[\d']*[89]/.test(lower) && !/[.e]/.test(lower))
    return 'a leading 0 makes it octal, which has no digits 8 and 9';
  if (/e[+-]?$/.test(lower)) return 'the exponent has no digits';
  if ((lower.match(/\./g) ?? []).length > 1) return 'it has more than one point';
  return 'its digits do not make a number';
}

/**
 * The double nearest to `0x<whole>.<fraction>p<exponent>`, ties to even.
 *
 * `Number(bigint)` rounds so for normal results; for subnormal ones the bits below 2^-1074 are rounded off first, so
 * that the result is rounded once.
 */
function hexFloatValue(whole: string, fraction: string, exponent: number): number {
  const mantissa = BigInt(`0x${whole}${fraction}`);
  if (mantissa === 0n) return 0;
  const scale = exponent - 4 * fraction.length;
  const bits = mantissa.toString(2).length;
  if (bits + scale > 1025) return Infinity;
  if (bits + scale < -1075) return 0;
  const dropped = -1074 - scale;
  if (bits + scale <= -1021 && dropped > 0) return Number(shiftRightToEven(mantissa, BigInt(dropped))) * 2 ** -1074;
  // In two steps, because 2 ** scale alone may be out of range where the product is not.
  const kept = bits > 64 ? shiftRightSticky(mantissa, BigInt(bits - 64)) : mantissa;
  const keptScale = bits > 64 ? scale + bits - 64 : scale;
  const half = Math.trunc(keptScale / 2);
  return Number(kept) * 2 ** half * 2 ** (keptScale - half);
}

function shiftRightToEven(value: bigint, by: bigint): bigint {
  const quotient = value >> by;
  const rest = value - (quotient << by);
  const tie = 1n << (by - 1n);
  return rest > tie || (rest === tie && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** Keeps a trace of the bits shifted out in the lowest bit, so that a later rounding sees them. */
function shiftRightSticky(value: bigint, by: bigint): bigint {
  const quotient = value >> by;
  return quotient << by === value ? quotient : quotient | 1n;
}

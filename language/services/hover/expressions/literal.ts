import { literalType } from '../../../check/literals';
import type { CharacterLiteral, Expression, FloatLiteral, IntegerLiteral } from '../../../cpp/tree';
import { slice } from '../../../text/span';
import { arithmetic } from '../../../types/builtin';
import { describe } from '../../../types/spelling';
import { exactDecimal, isRounded } from './exact-decimal';
import { bullets, code, cppBlock, paragraphs } from '../markdown';

/** Smaller numbers look much the same in every base. */
const smallestOfInterest = 10n;

/** Larger numbers have more bits than the eye counts. */
const largestInBinary = 1n << 16n;

/** A number of a case, which is exact and of no type, and what it becomes in the type of its argument. */
export function caseLiteralMarkdown(literal: Expression, text: string, stored: string | undefined): string | undefined {
  if (literal.kind !== 'integer' && literal.kind !== 'float') return undefined;
  const written = slice(text, literal.span);
  const notations = literal.kind === 'integer' ? integerNotations(literal) : '';
  if (notations === '' && stored === undefined) return undefined;
  return paragraphs(cppBlock(literal.kind === 'integer' ? String(literal.value) : written), notations, stored);
}

/** A literal's type and value, in the notations that it is not written in; undefined for what is no number. */
export function literalMarkdown(literal: Expression, text: string): string | undefined {
  const written = slice(text, literal.span);
  const type = literalType(literal);
  if (type === undefined) return undefined;
  switch (literal.kind) {
    case 'integer':
      return paragraphs(cppBlock(`${describe(type)} ${literal.value}`), integerNotations(literal));
    case 'float':
      return paragraphs(cppBlock(`${describe(type)} ${written}`), storedFloat(literal, written));
    case 'character':
      return paragraphs(cppBlock(`${describe(type)} ${written}`), characterCode(literal));
    case 'bool':
      return cppBlock(`bool ${written}`);
    default:
      return undefined;
  }
}

function integerNotations({ value, base }: IntegerLiteral): string {
  if (value < smallestOfInterest) return '';
  const exponent = value.toString(2).length - 1;
  return bullets(
    base === 16 ? undefined : code(`0x${value.toString(16)}`),
    base === 2 || value >= largestInBinary ? undefined : code(grouped(value.toString(2))),
    exponent > 3 && value === 1n << BigInt(exponent) ? `2^${exponent}` : undefined,
  );
}

/** `0b1111'0000`, as C++ writes it. */
function grouped(bits: string): string {
  return `0b${bits.replace(/\B(?=(\d{4})+$)/g, "'")}`;
}

function storedFloat({ value, suffix }: FloatLiteral, written: string): string {
  const isSingle = suffix === 'f';
  const stored = isSingle ? Math.fround(value) : value;
  const isHexadecimal = /^0x/i.test(written);
  const digits = written.replace(/[flFL]$/, '');
  return bullets(
    !isHexadecimal && isRounded(digits, stored) ? `stored as ${code(exactDecimal(stored))}` : undefined,
    isHexadecimal ? code(exactDecimal(stored)) : undefined,
    `bits ${code(bitsOf(stored, isSingle))}`,
    Number.isFinite(stored) ? undefined : `beyond the range of ${isSingle ? 'float' : 'double'}: infinity`,
  );
}

function bitsOf(value: number, isSingle: boolean): string {
  const view = new DataView(new ArrayBuffer(8));
  if (isSingle) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  const bits = isSingle ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
  const { size } = isSingle ? arithmetic.float : arithmetic.double;
  return `0x${bits.toString(16).padStart(2 * size, '0')}`;
}

function characterCode({ value }: CharacterLiteral): string {
  return bullets(`code ${code(String(value))}`, code(`0x${value.toString(16)}`));
}

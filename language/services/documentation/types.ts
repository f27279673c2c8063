import { arithmetic } from '../../types/builtin';
import { dtypeType, floatFormatOf, integerRange, numpyName } from '../../types/dtypes';
import { alignmentOf, sizeOf } from '../../types/layout';
import { describe, spell } from '../../types/spelling';
import type { ArithmeticType, Type } from '../../types/type';

/** A dtype by its NumPy name, as Markdown: size, range and C type. Undefined for names that are no dtype. */
export function dtypeDocumentation(name: string): string | undefined {
  const type = dtypeType(name);
  if (type === undefined) return undefined;
  const isSmall = type === arithmetic.half || type === arithmetic.bfloat16;
  const meaning = sentences(
    typeDocumentation(type),
    name === 'bool' ? undefined : `In C: \`${spell(type)}\`.`,
    isSmall ? 'A result of it accumulates in `float32`.' : undefined,
  );
  return `${meaning}\n\n*PyCUDA:* ${isSmall ? 'none' : `\`numpy.${name === 'bool' ? 'bool_' : name}\``}.`;
}

/** A C type, as Markdown: size, range or precision, and NumPy's name for it. Empty where nothing is known. */
export function cTypeDocumentation(type: Type): string {
  const dtype = type.kind === 'struct' ? undefined : numpyName(type);
  const inNumpy = dtype === undefined || dtype === spell(type) ? undefined : `In NumPy: \`${dtype}\`.`;
  return sentences(typeDocumentation(type), inNumpy);
}

/** `12 bytes`. */
export function bytes(count: number): string {
  return `${count} ${count === 1 ? 'byte' : 'bytes'}`;
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function typeDocumentation(type: Type): string {
  switch (type.kind) {
    case 'arithmetic':
      return arithmeticDocumentation(type);
    case 'complex':
      return `Complex number of two \`${type.element.name}\` parts, ${sizeAndAlignment(type)}.`;
    case 'vector':
      return `Vector of ${type.lanes} \`${describe(type.element)}\`, ${sizeAndAlignment(type)}.`;
    case 'pointer':
      return `Pointer to \`${describe(type.pointee)}\`, ${bytes(8)}.`;
    case 'array':
      return sizeOf(type) === undefined ? '' : `Array of ${type.length}, ${sizeAndAlignment(type)}.`;
    case 'struct':
      return type.opaque ? 'Struct that only the compiler can lay out.' : `Struct, ${sizeAndAlignment(type)}.`;
    case 'void':
      return 'No value.';
    case 'unknown':
      return '';
  }
}

function sizeAndAlignment(type: Type): string {
  return `${bytes(sizeOf(type) ?? 0)}, aligned to ${alignmentOf(type) ?? 1}`;
}

function arithmeticDocumentation(type: ArithmeticType): string {
  switch (type.category) {
    case 'bool':
      return `Truth value, ${bytes(1)}: \`false\` or \`true\`.`;
    case 'integer': {
      const { min, max } = integerRange(type);
      const sign = type.signed ? 'Signed' : 'Unsigned';
      return `${sign} integer of ${type.size * 8} bits, ${bytes(type.size)}: ${min} … ${max}.`;
    }
    case 'floating':
      return floatingDocumentation(type);
  }
}

function floatingDocumentation(type: ArithmeticType): string {
  const { precision, largest, smallestNormal } = floatFormatOf(type);
  const digits = Math.floor((precision - 1) * Math.log10(2));
  return (
    `Floating-point number of ${type.size * 8} bits, ${bytes(type.size)}: largest ${rounded(largest)}, ` +
    `smallest normal ${rounded(smallestNormal)}, epsilon ${rounded(2 ** (1 - precision))}; ` +
    `${digits} decimal digits, whole numbers exact up to 2^${precision}.`
  );
}

/** Enough digits to recognise the limit by. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(7)));
}

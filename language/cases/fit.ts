import type { Value } from '../checked';
import { roundTo } from '../data/float-bits';
import { integerRange, numpyName } from '../types/dtypes';
import { describe } from '../types/spelling';
import type { ArithmeticType, Type } from '../types/type';
import type { Constant } from './constant';
import { formatValue } from './format';

/** A type as messages about values name it: NumPy's name, else C++'s. */
export function typeLabel(type: Type): string {
  return numpyName(type) ?? describe(type);
}

/**
 * Converts a constant to a type of one number, or says why it does not fit, as a clause: `int8 holds -128 … 127`.
 *
 * Integers and bool take what they can represent exactly. Floating types round; only a finite number that would become
 * infinite does not fit. A complex type takes a real number. What the checker cannot know takes everything.
 */
export function fitValue(value: Constant, type: Type): { readonly value: Value } | { readonly problem: string } {
  switch (type.kind) {
    case 'arithmetic':
      return fitArithmetic(value, type);
    case 'complex': {
      const real = fitArithmetic(value, type.element);
      return 'problem' in real ? real : { value: { re: Number(real.value), im: 0 } };
    }
    case 'vector': {
      const lanes = ['x', 'y', 'z', 'w'].slice(0, type.lanes).join(', ');
      return { problem: `${type.name} takes a list, [${lanes}]` };
    }
    case 'array':
      return { problem: `${describe(type)} takes a list of ${type.length} values` };
    case 'struct':
      if (type.opaque) return { problem: `the fields of ${type.name} could not be read from the preamble` };
      return { problem: `${type.name} takes its fields, ${structForm(type.fields.map((field) => field.name))}` };
    case 'pointer':
      return { problem: 'a pointer cannot be given in a case' };
    case 'void':
      return { problem: 'void holds no value' };
    case 'unknown':
      return { value };
  }
}

/** `{ lo: …, hi: … }`: how a value of a struct is written. */
export function structForm(names: readonly string[]): string {
  return `{ ${names.map((name) => `${name}: …`).join(', ')} }`;
}

function fitArithmetic(
  value: Constant,
  type: ArithmeticType,
): { readonly value: boolean | bigint | number } | { readonly problem: string } {
  switch (type.category) {
    case 'bool': {
      if (typeof value === 'boolean') return { value };
      const number = Number(value);
      return number === 0 || number === 1 ? { value: number === 1 } : { problem: 'bool holds true and false' };
    }
    case 'integer': {
      const { min, max } = integerRange(type);
      const integer = exactInteger(value);
      const label = typeLabel(type);
      if (integer === undefined) {
        const integers = Number.isFinite(value)
          ? `${label} holds whole numbers`
          : `${label} has no ${formatValue(value)}`;
        return { problem: integers };
      }
      return integer < min || integer > max ? { problem: `${label} holds ${min} … ${max}` } : { value: integer };
    }
    case 'floating': {
      const rounded = roundTo(typeof value === 'boolean' ? Number(value) : value, type);
      const overflows = !Number.isFinite(rounded) && (typeof value !== 'number' || Number.isFinite(value));
      return overflows ? { problem: `it is beyond the largest ${typeLabel(type)}` } : { value: rounded };
    }
  }
}

/** The integer that a constant is; undefined where it has a fraction, or is no number. */
export function exactInteger(value: Constant): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return BigInt(value);
  return Number.isInteger(value) ? BigInt(value) : undefined;
}

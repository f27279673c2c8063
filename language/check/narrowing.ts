import type { Expression } from '../cpp/tree';
import { floatFormatOf, integerRange } from '../types/dtypes';
import { arithmetic } from '../types/builtin';
import type { ArithmeticType, Type } from '../types/type';
import { constantValue, type ConstantValue } from './constant';
import type { ExpressionTypes } from './typed';
import { withoutParentheses } from './typing';

export type Loss = 'drops the fraction' | 'rounds it' | 'may round it' | 'may not hold it' | 'cannot hold it';

/**
 * What an implicit conversion may lose: float to integer, wider to narrower float, fewer bits, 64-bit integers in float.
 * Undefined where it loses nothing, and for changes of sign at the same width and everything from or to bool, which are
 * everyday C++.
 */
export function lossOf(from: ArithmeticType, to: ArithmeticType): Loss | undefined {
  if (from.category === 'bool' || to.category === 'bool') return undefined;
  if (from.category === 'floating') {
    if (to.category === 'integer') return 'drops the fraction';
    return from.size > to.size ? 'rounds it' : undefined;
  }
  if (to.category === 'integer') return from.size > to.size ? 'may not hold it' : undefined;
  return from.size === 8 && to.size <= arithmetic.float.size ? 'may round it' : undefined;
}

/** True where a constant keeps its value in the type, rounding of floats apart. */
export function constantFits(value: ConstantValue, to: ArithmeticType): boolean {
  if (to.category === 'floating') {
    const number = Number(value);
    if (!Number.isFinite(number)) return true;
    return Math.abs(number) <= floatFormatOf(to).largest && (typeof value === 'number' || BigInt(number) === value);
  }
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  const integer = BigInt(value);
  const { min, max } = integerRange(to);
  return integer >= min && integer <= max;
}

/**
 * What an expression may lose when it becomes a type, its operands considered: promotions that are undone and constants
 * that fit lose nothing.
 */
export function lossOfValue(types: ExpressionTypes, expression: Expression, to: Type): Loss | undefined {
  const from = types.typeOf(expression);
  if (from.kind === 'complex' && to.kind === 'complex') {
    return from.element.size > to.element.size ? 'rounds it' : undefined;
  }
  if (from.kind !== 'arithmetic' || to.kind !== 'arithmetic') return undefined;
  const loss = lossOf(from, to);
  if (loss === undefined || fitsByOperands(types, expression, to)) return undefined;
  return isTooLarge(constantValue(expression), to) ? 'cannot hold it' : loss;
}

function isTooLarge(value: ConstantValue | undefined, to: ArithmeticType): boolean {
  if (value === undefined) return false;
  if (to.category === 'floating') return Math.abs(Number(value)) > floatFormatOf(to).largest;
  const { min, max } = integerRange(to);
  return value < min || value > max;
}

/** Functions that give back one of their arguments, or its magnitude. */
const selections = new Set(['min', 'max', 'abs', 'fmin', 'fmax', 'fabs', 'labs', 'llabs']);

function fitsByOperands(types: ExpressionTypes, expression: Expression, to: ArithmeticType): boolean {
  const value = constantValue(expression);
  if (value !== undefined) return constantFits(value, to);
  const type = types.typeOf(expression);
  if (type.kind === 'arithmetic' && lossOf(type, to) === undefined) return true;
  const fit = (operands: readonly Expression[]): boolean =>
    operands.every((operand) => fitsByOperands(types, operand, to));
  const plain = withoutParentheses(expression);
  switch (plain.kind) {
    case 'unary':
      return plain.operator !== '*' && plain.operator !== '&' && fit([plain.operand]);
    case 'binary':
      return plain.operator === '<<' || plain.operator === '>>' ? fit([plain.left]) : fit([plain.left, plain.right]);
    case 'conditional':
      return fit([plain.whenTrue, plain.whenFalse]);
    case 'comma':
      return fit([plain.right]);
    case 'call':
      return plain.callee.kind === 'name' && selections.has(plain.callee.name) && fit(plain.arguments);
    default:
      return false;
  }
}

import type { BinaryOperator } from '../cpp/tree';
import { integerRange } from '../types/dtypes';
import type { ArithmeticType } from '../types/type';
import type { EvaluationContext } from './context';
import { notEvaluable, undefinedBehaviour } from './context';
import { representationOf, wrapBigInt } from './convert';
import type { DoubleDouble } from './double-double';
import { addDd, compareDd, divideDd, multiplyDd, negateDd, subtractDd } from './double-double';
import { rounderOf } from './rounding';
import type { RuntimeValue } from './value';

export type BinaryFunction = (left: RuntimeValue, right: RuntimeValue) => RuntimeValue;

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '^' | '|';
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type ShiftOperator = '<<' | '>>';

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['<', '<=', '>', '>=', '==', '!='].includes(operator);
}

export function isShift(operator: BinaryOperator): operator is ShiftOperator {
  return operator === '<<' || operator === '>>';
}

/**
 * An operator on two values of one type, to which they have been converted. Integers wrap, and the context notes it;
 * dividing by zero and the one quotient that does not fit are undefined behaviour.
 */
export function arithmeticOperation(
  operator: ArithmeticOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): BinaryFunction {
  switch (representationOf(type, context)) {
    case 'boolean':
      return notEvaluable('arithmetic on bool');
    case 'double-double':
      return asBinary(doubleDoubleOperation(operator));
    case 'bigint':
      return asBinary(longOperation(operator, type, context));
    case 'number':
      return asBinary(
        type.category === 'floating'
          ? floatingOperation(operator, type, context)
          : intOperation(operator, type, context),
      );
  }
}

/** The operands have been converted to the representation that the operation was chosen for. */
function asBinary<T extends RuntimeValue>(operation: (left: T, right: T) => RuntimeValue): BinaryFunction {
  return operation as BinaryFunction;
}

function floatingOperation(
  operator: ArithmeticOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): (left: number, right: number) => number {
  // A double holds any one operation of a narrower type precisely enough that rounding it once more is correct
  // rounding (Figueroa 1995: 53 >= 2 * 24 + 2).
  if (context.precision === 'wide' || type.name === 'double') {
    switch (operator) {
      case '+':
        return (left, right) => left + right;
      case '-':
        return (left, right) => left - right;
      case '*':
        return (left, right) => left * right;
      case '/':
        return (left, right) => left / right;
      default:
        return notEvaluable(operator);
    }
  }
  const round = rounderOf(type);
  switch (operator) {
    case '+':
      return (left, right) => round(left + right);
    case '-':
      return (left, right) => round(left - right);
    case '*':
      return (left, right) => round(left * right);
    case '/':
      return (left, right) => round(left / right);
    default:
      return notEvaluable(operator);
  }
}

function doubleDoubleOperation(
  operator: ArithmeticOperator,
): (left: DoubleDouble, right: DoubleDouble) => DoubleDouble {
  switch (operator) {
    case '+':
      return addDd;
    case '-':
      return subtractDd;
    case '*':
      return multiplyDd;
    case '/':
      return divideDd;
    default:
      return notEvaluable(operator);
  }
}

/** On int or unsigned int: what is narrower has been promoted. */
function intOperation(
  operator: ArithmeticOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): (left: number, right: number) => number {
  const { signed } = type;
  const noted = (exact: number, wrapped: number): number => {
    if (exact !== wrapped) context.overflowed = true;
    return wrapped;
  };
  switch (operator) {
    case '+':
      return signed
        ? (left, right) => noted(left + right, (left + right) | 0)
        : (left, right) => noted(left + right, (left + right) >>> 0);
    case '-':
      return signed
        ? (left, right) => noted(left - right, (left - right) | 0)
        : (left, right) => noted(left - right, (left - right) >>> 0);
    case '*':
      return signed
        ? (left, right) => noted(left * right, Math.imul(left, right))
        : (left, right) => noted(left * right, Math.imul(left, right) >>> 0);
    case '/':
      return (left, right) => {
        const quotient = Math.trunc(left / checkedDivisor(right)) + 0;
        if (signed && quotient === 2 ** 31) throw undefinedBehaviour;
        return quotient;
      };
    case '%':
      return (left, right) => {
        if (signed && right === -1 && left === -(2 ** 31)) throw undefinedBehaviour;
        return (left % checkedDivisor(right)) + 0;
      };
    case '&':
      return signed ? (left, right) => left & right : (left, right) => (left & right) >>> 0;
    case '^':
      return signed ? (left, right) => left ^ right : (left, right) => (left ^ right) >>> 0;
    case '|':
      return signed ? (left, right) => left | right : (left, right) => (left | right) >>> 0;
  }
}

function longOperation(
  operator: ArithmeticOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): (left: bigint, right: bigint) => bigint {
  const wrap = wrapBigInt(type);
  const { min } = integerRange(type);
  const noted = (exact: bigint): bigint => {
    const wrapped = wrap(exact);
    if (exact !== wrapped) context.overflowed = true;
    return wrapped;
  };
  switch (operator) {
    case '+':
      return (left, right) => noted(left + right);
    case '-':
      return (left, right) => noted(left - right);
    case '*':
      return (left, right) => noted(left * right);
    case '/':
    case '%': {
      const divide = operator === '/';
      return (left, right) => {
        if (right === 0n || (type.signed && right === -1n && left === min)) throw undefinedBehaviour;
        return divide ? left / right : left % right;
      };
    }
    case '&':
      return (left, right) => left & right;
    case '^':
      return (left, right) => left ^ right;
    case '|':
      return (left, right) => left | right;
  }
}

function checkedDivisor(value: number): number {
  if (value === 0) throw undefinedBehaviour;
  return value;
}

/** A shift of a promoted value. Amounts below 0 or from the width on are undefined behaviour. */
export function shiftOperation(
  operator: ShiftOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): BinaryFunction {
  const left = operator === '<<';
  const amountOf = (amount: RuntimeValue): number => {
    const count = Number(amount);
    if (!(count >= 0 && count < type.size * 8)) throw undefinedBehaviour;
    return count;
  };
  if (type.size === 8) {
    const wrap = wrapBigInt(type);
    return (value, amount) => {
      const count = BigInt(amountOf(amount));
      if (!left) return (value as bigint) >> count;
      const wrapped = wrap((value as bigint) << count);
      if (wrapped >> count !== value) context.overflowed = true;
      return wrapped;
    };
  }
  const { signed } = type;
  return (value, amount) => {
    const count = amountOf(amount);
    if (!left) return signed ? (value as number) >> count : (value as number) >>> count;
    const shifted = signed ? (value as number) << count : ((value as number) << count) >>> 0;
    if ((signed ? shifted >> count : shifted >>> count) !== value) context.overflowed = true;
    return shifted;
  };
}

/** A comparison of two values of one type. Comparisons with NaN are false, but `!=`. */
export function comparison(
  operator: ComparisonOperator,
  type: ArithmeticType,
  context: EvaluationContext,
): (left: RuntimeValue, right: RuntimeValue) => boolean {
  if (representationOf(type, context) === 'double-double') {
    const compare = (left: RuntimeValue, right: RuntimeValue): number =>
      compareDd(left as DoubleDouble, right as DoubleDouble);
    switch (operator) {
      case '<':
        return (left, right) => compare(left, right) < 0;
      case '<=':
        return (left, right) => compare(left, right) <= 0;
      case '>':
        return (left, right) => compare(left, right) > 0;
      case '>=':
        return (left, right) => compare(left, right) >= 0;
      case '==':
        return (left, right) => compare(left, right) === 0;
      case '!=':
        return (left, right) => compare(left, right) !== 0;
    }
  }
  // Booleans, numbers and bigints order as C++ orders them. The casts only choose a type that has `<`.
  switch (operator) {
    case '<':
      return (left, right) => (left as number) < (right as number);
    case '<=':
      return (left, right) => (left as number) <= (right as number);
    case '>':
      return (left, right) => (left as number) > (right as number);
    case '>=':
      return (left, right) => (left as number) >= (right as number);
    case '==':
      return (left, right) => left === right;
    case '!=':
      return (left, right) => left !== right;
  }
}

/** Unary minus on a promoted value. */
export function negation(type: ArithmeticType, context: EvaluationContext): (value: RuntimeValue) => RuntimeValue {
  switch (representationOf(type, context)) {
    case 'double-double':
      return (value) => negateDd(value as DoubleDouble);
    case 'bigint': {
      const subtract = longOperation('-', type, context);
      return (value) => subtract(0n, value as bigint);
    }
    case 'number': {
      if (type.category === 'floating') return (value) => -(value as number);
      const subtract = intOperation('-', type, context);
      return (value) => subtract(0, value as number);
    }
    case 'boolean':
      return notEvaluable('arithmetic on bool');
  }
}

/** `~` on a promoted value. */
export function complement(type: ArithmeticType): (value: RuntimeValue) => RuntimeValue {
  if (type.size === 8) {
    const wrap = wrapBigInt(type);
    return (value) => wrap(~(value as bigint));
  }
  return type.signed ? (value) => ~(value as number) : (value) => ~(value as number) >>> 0;
}

import { sameType } from '../types/conversions';
import { integerRange } from '../types/dtypes';
import type { ArithmeticType, Type } from '../types/type';
import type { EvaluationContext } from './context';
import { notEvaluable, undefinedBehaviour } from './context';
import { DoubleDouble, toDouble, truncDd } from './double-double';
import { integerToSticky, rounderOf } from './rounding';
import type { RuntimeValue } from './value';
import { Aggregate, Pointer } from './value';

export type Conversion = (value: RuntimeValue) => RuntimeValue;

/** How values of a scalar type are represented; see `RuntimeValue`. */
export type Representation = 'boolean' | 'number' | 'bigint' | 'double-double';

export function representationOf(type: ArithmeticType, context: EvaluationContext): Representation {
  switch (type.category) {
    case 'bool':
      return 'boolean';
    case 'integer':
      return type.size === 8 ? 'bigint' : 'number';
    case 'floating':
      return type.name === 'double' && context.precision === 'wide' ? 'double-double' : 'number';
  }
}

/**
 * The C++ conversion from one type to another, implicit or by cast; undefined where values stay as they are. A floating
 * value beyond the range of an integer type is undefined behaviour, as in C++; integers wrap, which the context notes.
 */
export function conversion(from: Type, to: Type, context: EvaluationContext): Conversion | undefined {
  if (sameType(from, to) || to.kind === 'void') return undefined;
  if (from.kind === 'arithmetic' && to.kind === 'arithmetic') return arithmeticConversion(from, to, context);
  if (to.kind === 'complex') return complexConversion(from, to.element, context);
  if (from.kind === 'complex' && to.kind === 'vector' && to.lanes === 2 && to.element === from.element)
    return undefined;
  if (from.kind === 'array' && to.kind === 'pointer') {
    return (value) => (value instanceof Aggregate ? new Pointer(value.items, 0) : value);
  }
  if (from.kind === 'pointer' && to.kind === 'pointer' && sameType(from.pointee, to.pointee)) return undefined;
  return notEvaluable('conversion');
}

function complexConversion(from: Type, element: ArithmeticType, context: EvaluationContext): Conversion | undefined {
  if (from.kind === 'arithmetic') {
    const convert = arithmeticConversion(from, element, context) ?? identity;
    const zero = zeroOf(element, context);
    return (value) => new Aggregate([convert(value), zero]);
  }
  if (from.kind === 'complex' || (from.kind === 'vector' && from.lanes === 2)) {
    const convert = arithmeticConversion(from.element, element, context);
    return convert && ((value) => new Aggregate((value as Aggregate).items.map(convert)));
  }
  return notEvaluable('conversion');
}

export function identity(value: RuntimeValue): RuntimeValue {
  return value;
}

/** What zero-initialisation gives. */
export function zeroOf(type: ArithmeticType, context: EvaluationContext): RuntimeValue {
  switch (representationOf(type, context)) {
    case 'boolean':
      return false;
    case 'number':
      return 0;
    case 'bigint':
      return 0n;
    case 'double-double':
      return DoubleDouble.zero;
  }
}

/** As `conversion`, between arithmetic types. */
export function arithmeticConversion(
  from: ArithmeticType,
  to: ArithmeticType,
  context: EvaluationContext,
): Conversion | undefined {
  if (from === to) return undefined;
  switch (to.category) {
    case 'bool':
      return truth;
    case 'integer':
      return from.category === 'floating' ? floatingToInteger(to) : integerToInteger(from, to, context);
    case 'floating':
      return from.category === 'floating'
        ? floatingToFloating(from, to, context)
        : integerToFloating(from, to, context);
  }
}

/** The value as a condition. */
export function truth(value: RuntimeValue): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'bigint':
      return value !== 0n;
    default:
      return value instanceof DoubleDouble ? value.high !== 0 : value instanceof Pointer;
  }
}

/** Wraps an integral number of any size into an integer type of up to 32 bits. */
export function wrapNumber(type: ArithmeticType): (value: number) => number {
  switch (type.size) {
    case 1:
      return type.signed ? (value) => (value << 24) >> 24 : (value) => value & 0xff;
    case 2:
      return type.signed ? (value) => (value << 16) >> 16 : (value) => value & 0xffff;
    default:
      return type.signed ? (value) => value | 0 : (value) => value >>> 0;
  }
}

export function wrapBigInt(type: ArithmeticType): (value: bigint) => bigint {
  return type.signed ? (value) => BigInt.asIntN(64, value) : (value) => BigInt.asUintN(64, value);
}

function integerToInteger(from: ArithmeticType, to: ArithmeticType, context: EvaluationContext): Conversion {
  if (to.size === 8) {
    const wrap = wrapBigInt(to);
    if (from.size === 8) return (value) => wrap(value as bigint);
    return (value) => wrap(BigInt(Number(value)));
  }
  const wrap = wrapNumber(to);
  if (from.size === 8) {
    return (value) => {
      const low = wrap(Number(BigInt.asIntN(32, value as bigint)));
      if (BigInt(low) !== value) context.overflowed = true;
      return low;
    };
  }
  if (from.size <= to.size) return (value) => wrap(Number(value));
  return (value) => {
    const low = wrap(Number(value));
    if (low !== value) context.overflowed = true;
    return low;
  };
}

function floatingToInteger(to: ArithmeticType): Conversion {
  const range = integerRange(to);
  // The bounds as doubles: both of 64 bits are powers of two or round up to one, so the upper is exclusive.
  const low = Number(range.min);
  const high = Number(range.max + 1n);
  const wide = to.size === 8;
  return (value) => {
    const truncated = value instanceof DoubleDouble ? truncDd(value) : Math.trunc(value as number);
    const leading = typeof truncated === 'number' ? truncated : truncated.high;
    if (!(leading >= low && leading < high)) throw undefinedBehaviour;
    if (typeof truncated === 'number') return wide ? BigInt(truncated) : truncated + 0;
    const exact = BigInt(truncated.high) + BigInt(truncated.low);
    return wide ? exact : Number(exact);
  };
}

function integerToFloating(from: ArithmeticType, to: ArithmeticType, context: EvaluationContext): Conversion {
  if (context.precision === 'wide') {
    if (to.name !== 'double') return Number;
    return from.size === 8
      ? (value) => DoubleDouble.fromBigInt(value as bigint)
      : (value) => new DoubleDouble(Number(value), 0);
  }
  const round = rounderOf(to);
  if (from.size < 8) return (value) => round(Number(value));
  return to.name === 'double' ? Number : (value) => round(integerToSticky(value as bigint));
}

function floatingToFloating(
  from: ArithmeticType,
  to: ArithmeticType,
  context: EvaluationContext,
): Conversion | undefined {
  if (context.precision === 'wide') {
    if (to.name === 'double') return (value) => new DoubleDouble(value as number, 0);
    return from.name === 'double' ? (value) => toDouble(value as DoubleDouble) : undefined;
  }
  const widens = to.size > from.size;
  return widens ? undefined : (rounderOf(to) as Conversion);
}

/** A constant of a floating type: the same number at either precision. */
export function floatingConstant(value: number, type: ArithmeticType, context: EvaluationContext): RuntimeValue {
  const rounded = rounderOf(type)(value);
  return representationOf(type, context) === 'double-double' ? new DoubleDouble(rounded, 0) : rounded;
}

/** A constant of an integer type or bool, which wraps into its range. */
export function integerConstant(value: bigint, type: ArithmeticType): RuntimeValue {
  if (type.category === 'bool') return value !== 0n;
  if (type.size === 8) return wrapBigInt(type)(value);
  return wrapNumber(type)(Number(BigInt.asIntN(32, value)));
}

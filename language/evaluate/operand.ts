import type { Expression } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { isArithmetic, isSmallFloat, usualArithmeticConversion } from '../types/conversions';
import type { ArithmeticType, Type } from '../types/type';
import type { Compiler } from './compiler';
import { notEvaluable, undefinedBehaviour } from './context';
import { conversion, truth } from './convert';
import type { Code, Frame, Locals } from './frame';
import type { Pointer, RuntimeValue } from './value';

/** A variable that was never written has no value to read. */
export function initialized(value: RuntimeValue): RuntimeValue {
  if (value === undefined) throw undefinedBehaviour;
  return value;
}

/** The value at a place. */
export function load(pointer: Pointer): RuntimeValue {
  const index = pointer.locate(0);
  return initialized(index === undefined ? undefined : pointer.items[index]);
}

/** An expression that is converted to bool. */
export function compileCondition(
  expression: Expression,
  locals: Locals,
  compiler: Compiler,
): (frame: Frame) => boolean {
  const type = compiler.types.typeOf(expression);
  const value = compiler.value(expression, locals);
  if (type === arithmetic.bool) return value as (frame: Frame) => boolean;
  if (type.kind !== 'arithmetic' && type.kind !== 'pointer') return notEvaluable('condition');
  return (frame) => truth(value(frame));
}

/** An expression converted to a type. It may share parts with a variable. */
export function compileConverted(expression: Expression, type: Type, locals: Locals, compiler: Compiler): Code {
  const from = compiler.types.typeOf(expression);
  if (from.kind === 'unknown') return notEvaluable('type');
  const value = compiler.value(expression, locals);
  const convert = conversion(from, type, compiler.context);
  return convert === undefined ? value : (frame) => convert(value(frame));
}

/** The type in which a built-in operator computes with both operands. */
export function commonType(left: Type, right: Type): ArithmeticType {
  if (!isArithmetic(left) || !isArithmetic(right)) return notEvaluable('operands');
  const common = usualArithmeticConversion(left, right);
  if (common !== undefined) return common;
  // The classes half and bfloat16 meet a constant: it converts to them.
  return isSmallFloat(left) ? left : isSmallFloat(right) ? right : notEvaluable('operands');
}

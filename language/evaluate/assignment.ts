import type { AssignmentExpression, PostfixExpression, UnaryExpression } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { isArithmetic, promote } from '../types/conversions';
import type { Type } from '../types/type';
import type { ArithmeticOperator, BinaryFunction } from './arithmetic';
import { arithmeticOperation, shiftOperation } from './arithmetic';
import { compileOperatorCall } from './call';
import type { Compiler } from './compiler';
import { complexArithmetic, complexOperation } from './complex';
import { notEvaluable } from './context';
import { conversion, floatingConstant, identity, integerConstant } from './convert';
import type { Code, Locals } from './frame';
import { commonType, compileConverted } from './operand';
import type { Aggregate, Pointer, RuntimeValue } from './value';

/** `=` and the compound assignments; the value is what was stored. */
export function compileAssignment(expression: AssignmentExpression, locals: Locals, compiler: Compiler): Code {
  const overloaded = compileOperatorCall(expression, [expression.target, expression.value], locals, compiler);
  if (overloaded !== undefined) return overloaded;
  const { target } = expression;
  const type = compiler.types.typeOf(target);
  const store = compiler.store(target, locals);
  const value =
    expression.operator === '='
      ? compiler.initial(expression.value, type, locals)
      : compileCompound(expression, type, locals, compiler);
  return (frame) => {
    const stored = value(frame);
    store(frame, stored);
    return stored;
  };
}

/** What `target operator= value` stores. */
function compileCompound(expression: AssignmentExpression, type: Type, locals: Locals, compiler: Compiler): Code {
  const operator = expression.operator.slice(0, -1);
  const valueType = compiler.types.typeOf(expression.value);
  const current = compiler.value(expression.target, locals);
  if (type.kind === 'pointer') {
    const amount = compileConverted(expression.value, arithmetic['long long'], locals, compiler);
    const sign = operator === '+' ? 1 : operator === '-' ? -1 : notEvaluable('pointer arithmetic');
    return (frame) => (current(frame) as Pointer).advance(sign * Number(amount(frame)));
  }
  if (type.kind === 'complex') {
    const operation = complexOperation(operator, complexArithmetic(type.element, compiler.context));
    if (operation === undefined) return notEvaluable('operator');
    const value = compileConverted(expression.value, type, locals, compiler);
    return (frame) => operation(current(frame) as Aggregate, value(frame) as Aggregate);
  }
  if (!isArithmetic(type) || !isArithmetic(valueType)) return notEvaluable('operands');
  const isShift = operator === '<<' || operator === '>>';
  const common = isShift ? promote(type) : commonType(type, valueType);
  const operation: BinaryFunction = isShift
    ? shiftOperation(operator, common, compiler.context)
    : arithmeticOperation(operator as ArithmeticOperator, common, compiler.context);
  const widen = conversion(type, common, compiler.context) ?? identity;
  const narrow = conversion(common, type, compiler.context) ?? identity;
  const value = compileConverted(expression.value, isShift ? promote(valueType) : common, locals, compiler);
  return (frame) => narrow(operation(widen(current(frame)), value(frame)));
}

/** `++` and `--`; `result` says whether the value before or after is the expression's. */
export function compileIncrement(
  expression: UnaryExpression | PostfixExpression,
  locals: Locals,
  compiler: Compiler,
  result: 'before' | 'after',
): Code {
  const overloaded = compileOperatorCall(expression, [expression.operand], locals, compiler);
  if (overloaded !== undefined) return overloaded;
  const type = compiler.types.typeOf(expression.operand);
  const current = compiler.value(expression.operand, locals);
  const store = compiler.store(expression.operand, locals);
  const step = compileStep(expression.operator === '++' ? '+' : '-', type, compiler);
  return (frame) => {
    const before = current(frame);
    const after = step(before);
    store(frame, after);
    return result === 'before' ? before : after;
  };
}

function compileStep(operator: '+' | '-', type: Type, compiler: Compiler): (value: RuntimeValue) => RuntimeValue {
  if (type.kind === 'pointer') return (value) => (value as Pointer).advance(operator === '+' ? 1 : -1);
  if (!isArithmetic(type)) return notEvaluable('operand');
  const common = promote(type);
  const one =
    common.category === 'floating' ? floatingConstant(1, common, compiler.context) : integerConstant(1n, common);
  const operation = arithmeticOperation(operator, common, compiler.context);
  const widen = conversion(type, common, compiler.context) ?? identity;
  const narrow = conversion(common, type, compiler.context) ?? identity;
  return (value) => narrow(operation(widen(value), one));
}

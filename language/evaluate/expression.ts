import type {
  BinaryExpression,
  CallExpression,
  ConditionalExpression,
  Expression,
  NameExpression,
  UnaryExpression,
} from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { isArithmetic, promote } from '../types/conversions';
import { sizeOf } from '../types/layout';
import { resolveType } from '../types/resolve';
import type { ComplexType, Type } from '../types/type';
import {
  arithmeticOperation,
  comparison,
  complement,
  isComparison,
  isShift,
  negation,
  shiftOperation,
} from './arithmetic';
import { compileAssignment, compileIncrement } from './assignment';
import { compileCall, compileOperatorCall } from './call';
import type { Compiler } from './compiler';
import { complexArithmetic, complexOperation } from './complex';
import { compileConstruction } from './construct';
import { notEvaluable } from './context';
import type { Code, Locals } from './frame';
import { thisSlot } from './frame';
import { constantOf, enumerator, namedConstant } from './literal';
import { commonType, compileCondition, compileConverted, initialized, load } from './operand';
import { partIndex } from './place';
import type { Pointer, RuntimeValue } from './value';
import type { Aggregate } from './value';

/** Compiles an expression to its value in its own type. */
export function compileValue(expression: Expression, locals: Locals, compiler: Compiler): Code {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'bool':
    case 'character':
      return constant(constantOf(expression.value, compiler.types.typeOf(expression), compiler));
    case 'parenthesized':
      return compiler.value(expression.inner, locals);
    case 'name':
      return compileName(expression, locals, compiler);
    case 'unary':
      return compileUnary(expression, locals, compiler);
    case 'postfix':
      return compileIncrement(expression, locals, compiler, 'before');
    case 'binary':
      return compileBinary(expression, locals, compiler);
    case 'assignment':
      return compileAssignment(expression, locals, compiler);
    case 'conditional':
      return compileConditional(expression, locals, compiler);
    case 'comma': {
      const left = compiler.value(expression.left, locals);
      const right = compiler.value(expression.right, locals);
      return (frame) => (left(frame), right(frame));
    }
    case 'call':
      return compileMemberOfComplex(expression, locals, compiler) ?? compileCall(expression, locals, compiler);
    case 'index': {
      const place = compiler.place(expression, locals);
      return (frame) => load(place(frame));
    }
    case 'member': {
      const index = partIndex(expression, compiler);
      const objectType = compiler.types.typeOf(expression.object);
      const object = compiler.value(expression.object, locals);
      if (objectType.kind === 'pointer')
        return (frame) => initialized((load(object(frame) as Pointer) as Aggregate).items[index]);
      return (frame) => initialized((object(frame) as Aggregate).items[index]);
    }
    case 'cast':
    case 'brace':
      return compileConstruction(expression, locals, compiler);
    case 'sizeof':
      return constant(sizeValue(expression.operand, compiler));
    case 'string':
    case 'nullptr':
    case 'missing':
      return notEvaluable(expression.kind);
  }
}

function constant(value: RuntimeValue): Code {
  return () => value;
}

function compileName(expression: NameExpression, locals: Locals, compiler: Compiler): Code {
  const { name } = expression;
  const variable = locals.find(name);
  if (variable !== undefined) {
    const { slot } = variable;
    if (variable.isReference) return (frame) => load(frame[slot] as Pointer);
    return variable.mayBeUninitialized ? (frame) => initialized(frame[slot]) : (frame) => frame[slot];
  }
  if (locals.receiver !== undefined) {
    if (name === 'this') return (frame) => frame[thisSlot];
    const { receiver } = locals;
    const index = receiver.kind === 'struct' ? receiver.fields.findIndex((field) => field.name === name) : -1;
    if (index >= 0) return (frame) => initialized((load(frame[thisSlot] as Pointer) as Aggregate).items[index]);
  }
  const global = compiler.scope.globals.get(name.replace(/^::/, ''));
  if (global !== undefined) {
    if (global.variable.initializer === undefined) return notEvaluable('global variable');
    return onceOnly(compiler.initial(global.variable.initializer, global.type, locals));
  }
  const value = enumerator(name, expression, compiler) ?? namedConstant(expression, name, compiler);
  return value === undefined ? notEvaluable(`name ${name}`) : constant(value);
}

/** Globals are constants here: nothing that could write to them is evaluated. */
function onceOnly(code: Code): Code {
  let value: RuntimeValue;
  return (frame) => (value ??= code(frame));
}

function compileUnary(expression: UnaryExpression, locals: Locals, compiler: Compiler): Code {
  const overloaded = compileOperatorCall(expression, [expression.operand], locals, compiler);
  if (overloaded !== undefined) return overloaded;
  const operandType = compiler.types.typeOf(expression.operand);
  switch (expression.operator) {
    case '++':
    case '--':
      return compileIncrement(expression, locals, compiler, 'after');
    case '*': {
      const place = compiler.place(expression, locals);
      return (frame) => load(place(frame));
    }
    case '&':
      return compiler.place(expression.operand, locals);
    case '!': {
      const operand = compileCondition(expression.operand, locals, compiler);
      return (frame) => !operand(frame);
    }
    case '+':
    case '-':
    case '~': {
      if (operandType.kind === 'complex') return compileComplexSign(expression, operandType, locals, compiler);
      if (!isArithmetic(operandType)) return notEvaluable('operand');
      const type = promote(operandType);
      const operand = compileConverted(expression.operand, type, locals, compiler);
      if (expression.operator === '+') return operand;
      const operation = expression.operator === '-' ? negation(type, compiler.context) : complement(type);
      return (frame) => operation(operand(frame));
    }
  }
}

function compileComplexSign(expression: UnaryExpression, type: ComplexType, locals: Locals, compiler: Compiler): Code {
  const operand = compiler.value(expression.operand, locals);
  if (expression.operator === '+') return operand;
  if (expression.operator !== '-') return notEvaluable('operator');
  const { negate } = complexArithmetic(type.element, compiler.context);
  return (frame) => negate(operand(frame) as Aggregate);
}

function compileBinary(expression: BinaryExpression, locals: Locals, compiler: Compiler): Code {
  const { operator } = expression;
  const overloaded = compileOperatorCall(expression, [expression.left, expression.right], locals, compiler);
  if (overloaded !== undefined) return overloaded;
  if (operator === '&&' || operator === '||') {
    const left = compileCondition(expression.left, locals, compiler);
    const right = compileCondition(expression.right, locals, compiler);
    return operator === '&&' ? (frame) => left(frame) && right(frame) : (frame) => left(frame) || right(frame);
  }
  const leftType = compiler.types.typeOf(expression.left);
  const rightType = compiler.types.typeOf(expression.right);
  const complex = [leftType, rightType].find((type) => type.kind === 'complex');
  if (complex !== undefined) return compileComplexBinary(expression, complex, locals, compiler);
  if (leftType.kind === 'pointer' || leftType.kind === 'array') {
    return compilePointerOffset(expression, leftType, locals, compiler);
  }
  if (isShift(operator)) {
    if (!isArithmetic(leftType) || !isArithmetic(rightType)) return notEvaluable('operands');
    const type = promote(leftType);
    const left = compileConverted(expression.left, type, locals, compiler);
    const right = compileConverted(expression.right, promote(rightType), locals, compiler);
    const operation = shiftOperation(operator, type, compiler.context);
    return (frame) => operation(left(frame), right(frame));
  }
  const type = commonType(leftType, rightType);
  const left = compileConverted(expression.left, type, locals, compiler);
  const right = compileConverted(expression.right, type, locals, compiler);
  const operation = isComparison(operator)
    ? comparison(operator, type, compiler.context)
    : arithmeticOperation(operator, type, compiler.context);
  return (frame) => operation(left(frame), right(frame));
}

function compileComplexBinary(
  expression: BinaryExpression,
  operandType: ComplexType,
  locals: Locals,
  compiler: Compiler,
): Code {
  const { operator } = expression;
  const resultType = compiler.types.typeOf(expression);
  const type = resultType.kind === 'complex' ? resultType : operandType;
  const left = compileConverted(expression.left, type, locals, compiler);
  const right = compileConverted(expression.right, type, locals, compiler);
  if (operator === '==' || operator === '!=') {
    const equal = comparison('==', type.element, compiler.context);
    return (frame) => {
      const { items: first } = left(frame) as Aggregate;
      const { items: second } = right(frame) as Aggregate;
      return (equal(first[0], second[0]) && equal(first[1], second[1])) === (operator === '==');
    };
  }
  const arithmetics = complexArithmetic(type.element, compiler.context);
  const operation = complexOperation(operator, arithmetics) ?? notEvaluable(operator);
  return (frame) => operation(left(frame) as Aggregate, right(frame) as Aggregate);
}

function compilePointerOffset(expression: BinaryExpression, type: Type, locals: Locals, compiler: Compiler): Code {
  const { operator } = expression;
  if (operator !== '+' && operator !== '-') return notEvaluable('pointer arithmetic');
  const element =
    type.kind === 'array' ? type.element : type.kind === 'pointer' ? type.pointee : notEvaluable('pointer');
  const pointer = compileConverted(
    expression.left,
    { kind: 'pointer', pointee: element, isConst: false },
    locals,
    compiler,
  );
  const amount = compileConverted(expression.right, arithmetic['long long'], locals, compiler);
  const sign = operator === '+' ? 1 : -1;
  return (frame) => (pointer(frame) as Pointer).advance(sign * Number(amount(frame)));
}

function compileConditional(expression: ConditionalExpression, locals: Locals, compiler: Compiler): Code {
  const condition = compileCondition(expression.condition, locals, compiler);
  const type = compiler.types.typeOf(expression);
  const whenTrue = compileConverted(expression.whenTrue, type, locals, compiler);
  const whenFalse = compileConverted(expression.whenFalse, type, locals, compiler);
  return (frame) => (condition(frame) ? whenTrue(frame) : whenFalse(frame));
}

/** `z.real()` and `z.imag()` of `pycuda::complex`. */
function compileMemberOfComplex(expression: CallExpression, locals: Locals, compiler: Compiler): Code | undefined {
  const { callee } = expression;
  if (callee.kind !== 'member' || compiler.types.typeOf(callee.object).kind !== 'complex') return undefined;
  if (expression.arguments.length > 0 || (callee.member !== 'real' && callee.member !== 'imag')) return undefined;
  const object = compiler.value(callee.object, locals);
  const index = callee.member === 'real' ? 0 : 1;
  return (frame) => (object(frame) as Aggregate).items[index];
}

function sizeValue(operand: Extract<Expression, { kind: 'sizeof' }>['operand'], compiler: Compiler): RuntimeValue {
  const type = operand.kind === 'type' ? resolveType(operand, compiler.scope) : compiler.types.typeOf(operand);
  const size = type && sizeOf(type);
  return size === undefined ? notEvaluable('sizeof') : BigInt(size);
}

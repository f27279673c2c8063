import { decay } from '../../check/convert';
import { commonComplex } from '../../check/operators';
import type { Callee, ExpressionTypes } from '../../check/typed';
import type { AssignmentExpression, BinaryExpression, Expression } from '../../cpp/tree';
import { partsOf } from '../../evaluate/value';
import { isArithmetic, promote, sameType, usualArithmeticConversion } from '../../types/conversions';
import type { Type } from '../../types/type';

/** An operand and the other type that it becomes by itself. */
export interface ImplicitConversion {
  readonly operand: Expression;
  readonly from: Type;
  readonly to: Type;
}

/** The conversions that C++ makes of the operands directly below an expression. Casts are explicit, and none. */
export function operandConversions(expression: Expression, types: ExpressionTypes): readonly ImplicitConversion[] {
  return targets(expression, types).flatMap(([operand, to]) => conversionTo(operand, to, types) ?? []);
}

/** The conversion of an expression to a type; undefined where there is none, or either type is not known. */
export function conversionTo(
  operand: Expression,
  to: Type | undefined,
  types: ExpressionTypes,
): ImplicitConversion | undefined {
  const from = types.typeOf(operand);
  if (to === undefined || from.kind === 'unknown' || to.kind === 'unknown' || sameType(from, to)) return undefined;
  // Pointers and arrays keep their value.
  if (to.kind === 'pointer' || to.kind === 'void' || from.kind === 'void') return undefined;
  return { operand, from, to };
}

type Target = readonly [operand: Expression, to: Type | undefined];

function targets(expression: Expression, types: ExpressionTypes): readonly Target[] {
  switch (expression.kind) {
    case 'unary': {
      const type = types.typeOf(expression.operand);
      const promotes = expression.operator === '-' || expression.operator === '+' || expression.operator === '~';
      return promotes && isArithmetic(type) ? [[expression.operand, promote(type)]] : [];
    }
    case 'binary':
      return binaryTargets(expression, types);
    case 'assignment':
      return assignmentTargets(expression, types);
    case 'conditional': {
      const type = types.typeOf(expression);
      return [
        [expression.whenTrue, type],
        [expression.whenFalse, type],
      ];
    }
    case 'call':
      return parameterTargets(expression.arguments, types.calleeOf(expression));
    case 'cast':
      return expression.style === 'functional' && expression.operands.length > 1
        ? parameterTargets(expression.operands, types.calleeOf(expression))
        : [];
    case 'brace':
      return parameterTargets(expression.elements, types.calleeOf(expression));
    default:
      return [];
  }
}

function binaryTargets(expression: BinaryExpression, types: ExpressionTypes): readonly Target[] {
  const { operator, left, right } = expression;
  const callee = types.calleeOf(expression);
  if (callee !== undefined) return parameterTargets([left, right], callee);
  if (operator === '&&' || operator === '||') return [];
  const [first, second] = [decay(types.typeOf(left)), decay(types.typeOf(right))];
  if (isArithmetic(first) && isArithmetic(second)) {
    if (operator === '<<' || operator === '>>') {
      return [
        [left, promote(first)],
        [right, promote(second)],
      ];
    }
    const common = usualArithmeticConversion(first, second);
    return [
      [left, common],
      [right, common],
    ];
  }
  const complex = commonComplex(first, second);
  // A real operand stays real, in the precision of the complex one.
  const toComplex = (type: Type): Type | undefined => (type.kind === 'complex' ? complex : complex?.element);
  return [
    [left, toComplex(first)],
    [right, toComplex(second)],
  ];
}

function assignmentTargets(expression: AssignmentExpression, types: ExpressionTypes): readonly Target[] {
  const { operator, target, value } = expression;
  const to = types.typeOf(target);
  if (operator === '=') return [[value, to]];
  const from = types.typeOf(value);
  if (operator === '<<=' || operator === '>>=' || !isArithmetic(to) || !isArithmetic(from)) return [];
  return [[value, usualArithmeticConversion(to, from)]];
}

function parameterTargets(operands: readonly Expression[], callee: Callee | undefined): readonly Target[] {
  const parameters = callee && parameterTypes(callee);
  return operands.map((operand, index) => [operand, parameters?.[index]]);
}

function parameterTypes(callee: Callee): readonly Type[] | undefined {
  switch (callee.kind) {
    case 'cuda':
      return callee.overload.parameters.map(({ type }) => type);
    case 'preamble':
    case 'method':
      return callee.parameters;
    case 'constructor':
      return callee.parameters ?? partsOf(callee.type)?.map(({ type }) => type);
  }
}

import type {
  AssignmentExpression,
  BinaryExpression,
  BinaryOperator,
  Expression,
  PostfixExpression,
  UnaryExpression,
} from '../cpp/tree';
import { arithmetic, unknownType } from '../types/builtin';
import {
  isArithmetic,
  isFloating,
  isIntegral,
  isSmallFloat,
  promote,
  usualArithmeticConversion,
} from '../types/conversions';
import { describe } from '../types/spelling';
import type { ArithmeticType, ComplexType, Type } from '../types/type';
import { checkCondition, decay, reportVector } from './convert';
import { overloadedOperator } from './overloaded-operator';
import { replaceBy } from './names';
import { withoutParentheses, type Typing } from './typing';

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);
const bitwise: ReadonlySet<string> = new Set(['%', '&', '|', '^', '<<', '>>']);

export function isComparison(operator: BinaryOperator): boolean {
  return comparisons.has(operator);
}

export function typeBinary(typing: Typing, expression: BinaryExpression): Type {
  const left = decay(typing.type(expression.left));
  const right = decay(typing.type(expression.right));
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownType;
  if (isArithmetic(left) && isArithmetic(right)) return binaryOfNumbers(typing, expression, left, right);
  const overloaded = overloadedOperator(typing, expression, expression.operator, [left, right]);
  if (overloaded !== undefined) return overloaded;
  if (expression.operator === '&&' || expression.operator === '||') {
    checkCondition(typing, expression.left, left);
    checkCondition(typing, expression.right, right);
    return arithmetic.bool;
  }
  const type = binaryOfClasses(expression.operator, left, right) ?? pointerOperation(expression, left, right);
  if (type !== undefined) return type;
  reportOperands(typing, expression, left, right);
  return unknownType;
}

function binaryOfNumbers(
  typing: Typing,
  expression: BinaryExpression,
  left: ArithmeticType,
  right: ArithmeticType,
): Type {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') return arithmetic.bool;
  if (bitwise.has(operator) && !(isIntegral(left) && isIntegral(right))) {
    reportOperands(typing, expression, left, right);
    return unknownType;
  }
  if (operator === '<<' || operator === '>>') return promote(left);
  const common = usualArithmeticConversion(left, right);
  if (common === undefined) {
    const [first, second] = [describe(left), describe(right)];
    const small = isSmallFloat(left) ? first : second;
    typing.findings.report('mixed-half', expression.span, { left: first, right: second, small });
    return unknownType;
  }
  return isComparison(operator) ? arithmetic.bool : common;
}

/** Operators of the classes that CUDA's headers bring: complex numbers, and pairs of half and bfloat16. */
function binaryOfClasses(operator: BinaryOperator, left: Type, right: Type): Type | undefined {
  const isArithmeticOperator = operator === '+' || operator === '-' || operator === '*' || operator === '/';
  const isEquality = operator === '==' || operator === '!=';
  if (isPair(left) && left === right) {
    if (isArithmeticOperator) return left;
    return isComparison(operator) ? arithmetic.bool : undefined;
  }
  const complex = commonComplex(left, right);
  if (complex === undefined) return undefined;
  if (isEquality) return arithmetic.bool;
  return isArithmeticOperator ? complex : undefined;
}

function isPair(type: Type): boolean {
  return type.kind === 'vector' && type.name.startsWith('__');
}

/** The type of an operation on two numbers of which one is complex: a real operand takes the complex one's precision. */
export function commonComplex(left: Type, right: Type): ComplexType | undefined {
  const isNumber = (type: Type): boolean =>
    (type.kind === 'complex' && type.family === 'pycuda') || (type.kind === 'arithmetic' && !isSmallFloat(type));
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if (left.kind === 'complex' && right.kind === 'complex') {
    return left.element === arithmetic.double ? left : right;
  }
  if (left.kind === 'complex') return left;
  return right.kind === 'complex' ? right : undefined;
}

function pointerOperation(
  { operator, left: leftOperand, right: rightOperand }: BinaryExpression,
  left: Type,
  right: Type,
) {
  const comparable = isComparison(operator);
  if (left.kind === 'pointer' && right.kind === 'pointer') {
    if (comparable) return arithmetic.bool;
    return operator === '-' ? arithmetic.long : undefined;
  }
  if (left.kind === 'pointer' && isIntegral(right)) {
    if (operator === '+' || operator === '-') return left;
    return comparable && isZero(rightOperand) ? arithmetic.bool : undefined;
  }
  if (right.kind === 'pointer' && isIntegral(left)) {
    if (operator === '+') return right;
    return comparable && isZero(leftOperand) ? arithmetic.bool : undefined;
  }
  return undefined;
}

function isZero(expression: Expression): boolean {
  const plain = withoutParentheses(expression);
  return plain.kind === 'integer' && plain.value === 0n;
}

function reportOperands(typing: Typing, expression: BinaryExpression, left: Type, right: Type): void {
  const vectors = [expression.left, expression.right].filter(
    (operand, index) => [left, right][index]?.kind === 'pointer' && reportVector(typing, operand),
  );
  if (vectors.length > 0) return;
  const advice = operandAdvice(typing, expression, left, right);
  const details = { operator: expression.operator, left: describe(left), right: describe(right) };
  typing.findings.report(
    'invalid-operands',
    expression.operatorSpan,
    advice === undefined ? details : { ...details, advice },
  );
}

/** The functions of cuComplex.h that stand in for operators. */
const cuFunctions: ReadonlyMap<BinaryOperator, string> = new Map([
  ['+', 'cuCadd'],
  ['-', 'cuCsub'],
  ['*', 'cuCmul'],
  ['/', 'cuCdiv'],
]);

function operandAdvice(typing: Typing, expression: BinaryExpression, left: Type, right: Type): string | undefined {
  const { operator } = expression;
  const [first, second] = [typing.textOf(expression.left.span), typing.textOf(expression.right.span)];
  if (operator === '^' && (isFloating(left) || isFloating(right))) {
    return `^ is exclusive or; for a power write ‘pow(${first}, ${second})’`;
  }
  if (operator === '%' && isArithmetic(left) && isArithmetic(right)) {
    const isFloat = left !== arithmetic.double && right !== arithmetic.double;
    return `for floating values write ‘${isFloat ? 'fmodf' : 'fmod'}(${first}, ${second})’`;
  }
  const cu = [left, right].find((type) => type.kind === 'complex' && type.family === 'cu');
  if (cu?.kind === 'complex') {
    const stem = cuFunctions.get(operator);
    return stem && `it has functions instead, here ‘${stem}${cu.element === arithmetic.float ? 'f' : ''}(x, y)’`;
  }
  if (left.kind === 'vector' || right.kind === 'vector') return 'use its members .x, .y, …';
  if (left.kind === 'complex' && isComparison(operator)) return 'complex numbers have no order; compare abs(…)';
  if (left.kind === 'struct' || right.kind === 'struct') {
    return `declare ‘operator${operator}’ in a preamble, or call a function`;
  }
  return undefined;
}

export function typeUnary(typing: Typing, expression: UnaryExpression): Type {
  const { operator } = expression;
  if (operator === '++' || operator === '--') return typeChange(typing, expression);
  const operand = typing.type(expression.operand);
  if (operator === '&')
    return operand.kind === 'unknown' ? operand : { kind: 'pointer', pointee: operand, isConst: true };
  const decayed = decay(operand);
  if (decayed.kind === 'unknown') return operator === '!' ? arithmetic.bool : unknownType;
  const overloaded = overloadedOperator(typing, expression, operator, [operand]);
  if (overloaded !== undefined) return overloaded;
  switch (operator) {
    case '!':
      checkCondition(typing, expression.operand, operand);
      return arithmetic.bool;
    case '*':
      if (decayed.kind === 'pointer') return decayed.pointee;
      break;
    case '~':
      if (isIntegral(decayed)) return promote(decayed);
      break;
    case '+':
    case '-':
      if (isArithmetic(decayed)) return promote(decayed);
      if ((decayed.kind === 'complex' && decayed.family === 'pycuda') || isPair(decayed)) return decayed;
      break;
  }
  if (decayed.kind === 'pointer' && reportVector(typing, expression.operand)) return unknownType;
  typing.findings.report('invalid-operands', expression.operatorSpan, { operator, left: describe(operand) });
  return unknownType;
}

export function typePostfix(typing: Typing, expression: PostfixExpression): Type {
  return typeChange(typing, expression);
}

/** `++` and `--`, before or after their operand. */
function typeChange(typing: Typing, expression: UnaryExpression | PostfixExpression): Type {
  const type = typing.type(expression.operand);
  if (typing.options.canAssign) return type;
  const { operator, operatorSpan } = expression;
  typing.findings.report('assignment-in-expression', operatorSpan, { operator });
  return type;
}

export function typeAssignment(typing: Typing, expression: AssignmentExpression): Type {
  const target = typing.type(expression.target);
  const value = typing.type(expression.value);
  const { operator, operatorSpan } = expression;
  if (!typing.options.canAssign) {
    const fixes = operator === '=' ? [replaceBy(operatorSpan, '==')] : [];
    typing.findings.report('assignment-in-expression', operatorSpan, { operator }, { fixes });
    return target;
  }
  overloadedOperator(typing, expression, operator, [target, value]);
  return target;
}

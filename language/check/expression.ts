import type { ConditionalExpression, Expression, SizeofExpression } from '../cpp/tree';
import { arithmetic, unknownType, voidType } from '../types/builtin';
import { conversionRank, isArithmetic, isSmallFloat, sameType, usualArithmeticConversion } from '../types/conversions';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import { typeCall } from './calls';
import { initializeFromList, typeBrace, typeCast } from './construct';
import { checkCondition, decay, rankWithStructs } from './convert';
import { literalType } from './literals';
import { typeIndex, typeMember } from './members';
import { typeName } from './names';
import { typeAssignment, typeBinary, typePostfix, typeUnary } from './operators';
import { Typing, type TypingOptions } from './typing';

const rules = { typeExpression, initializeFromList };

/** A typing with the rules of CUDA C++. */
export function createTyping(options: TypingOptions): Typing {
  return new Typing(options, rules);
}

function typeExpression(typing: Typing, expression: Expression): Type {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'bool':
    case 'character':
    case 'string':
      return literalType(expression) ?? unknownType;
    case 'nullptr':
    case 'missing':
      return unknownType;
    case 'name':
      return typeName(typing, expression);
    case 'parenthesized':
      return typing.type(expression.inner);
    case 'unary':
      return typeUnary(typing, expression);
    case 'postfix':
      return typePostfix(typing, expression);
    case 'binary':
      return typeBinary(typing, expression);
    case 'assignment':
      return typeAssignment(typing, expression);
    case 'conditional':
      return typeConditional(typing, expression);
    case 'comma':
      typing.type(expression.left);
      return typing.type(expression.right);
    case 'call':
      return typeCall(typing, expression);
    case 'index':
      return typeIndex(typing, expression);
    case 'member':
      return typeMember(typing, expression);
    case 'cast':
      return typeCast(typing, expression);
    case 'brace':
      return typeBrace(typing, expression);
    case 'sizeof':
      return typeSizeof(typing, expression);
  }
}

function typeSizeof(typing: Typing, { operand }: SizeofExpression): Type {
  if (operand.kind === 'type') typing.resolve(operand);
  else typing.type(operand);
  return arithmetic['unsigned long'];
}

function typeConditional(typing: Typing, expression: ConditionalExpression): Type {
  checkCondition(typing, expression.condition, typing.type(expression.condition));
  const whenTrue = typing.type(expression.whenTrue);
  const whenFalse = typing.type(expression.whenFalse);
  const common = commonType(typing, whenTrue, whenFalse);
  if (common !== undefined) return common;
  reportBranches(typing, expression, whenTrue, whenFalse);
  return unknownType;
}

/** The type of `c ? x : y`; undefined where there is none. */
function commonType(typing: Typing, whenTrue: Type, whenFalse: Type): Type | undefined {
  if (whenTrue.kind === 'unknown' || whenFalse.kind === 'unknown') return unknownType;
  if (sameType(whenTrue, whenFalse)) return whenTrue;
  if (isArithmetic(whenTrue) && isArithmetic(whenFalse)) return usualArithmeticConversion(whenTrue, whenFalse);
  const [left, right] = [decay(whenTrue), decay(whenFalse)];
  if (left.kind === 'pointer' && right.kind === 'pointer' && sameType(left.pointee, right.pointee)) {
    return left.isConst ? left : right;
  }
  if (left.kind === 'pointer' || right.kind === 'pointer') return pointerOrNull(left, right);
  if (whenTrue.kind === 'void' || whenFalse.kind === 'void') return voidType;
  const toFalse = rankWithStructs(typing)(whenTrue, whenFalse) !== 'none';
  const toTrue = rankWithStructs(typing)(whenFalse, whenTrue) !== 'none';
  if (toFalse && toTrue) return conversionRank(whenTrue, whenFalse) === 'exact' ? whenTrue : unknownType;
  return toFalse ? whenFalse : toTrue ? whenTrue : undefined;
}

/** `p : 0` is a pointer; whether the number is a null pointer constant is left to the compiler. */
function pointerOrNull(left: Type, right: Type): Type | undefined {
  const [pointer, other] = left.kind === 'pointer' ? [left, right] : [right, left];
  return isArithmetic(other) && other.category === 'integer' ? pointer : undefined;
}

function reportBranches(typing: Typing, expression: ConditionalExpression, left: Type, right: Type): void {
  const [first, second] = [describe(left), describe(right)];
  if (isSmallFloat(left) || isSmallFloat(right)) {
    const small = isSmallFloat(left) ? first : second;
    typing.findings.report('mixed-half', expression.span, { left: first, right: second, small });
    return;
  }
  typing.findings.report('invalid-operands', expression.span, { operator: '? :', left: first, right: second });
}

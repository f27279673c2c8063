import type { BinaryOperator, Expression } from '../cpp/tree';
import { findConstant } from '../cuda/constants';

export type ConstantValue = bigint | number;

/**
 * The value of an expression of literals, good enough to see whether it fits a type: integers are exact, floats are
 * doubles. Undefined for everything else.
 */
export function constantValue(expression: Expression): ConstantValue | undefined {
  switch (expression.kind) {
    case 'integer':
      return expression.value;
    case 'float':
      return expression.value;
    case 'bool':
      return expression.value ? 1n : 0n;
    case 'character':
      return BigInt(expression.value);
    case 'parenthesized':
      return constantValue(expression.inner);
    case 'name':
      return findConstant(expression.name)?.value;
    case 'unary': {
      const value = constantValue(expression.operand);
      if (value === undefined) return undefined;
      if (expression.operator === '+') return value;
      if (expression.operator === '-') return -value;
      if (expression.operator === '~' && typeof value === 'bigint') return ~value;
      return undefined;
    }
    case 'binary': {
      const left = constantValue(expression.left);
      const right = constantValue(expression.right);
      if (left === undefined || right === undefined) return undefined;
      return typeof left === 'bigint' && typeof right === 'bigint'
        ? integerOperation(expression.operator, left, right)
        : floatOperation(expression.operator, Number(left), Number(right));
    }
    default:
      return undefined;
  }
}

/** Shifts beyond the widest type are left alone: they would only cost time. */
const largestShift = 64n;

function integerOperation(operator: BinaryOperator, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    case '<<':
      return right < 0n || right > largestShift ? undefined : left << right;
    case '>>':
      return right < 0n || right > largestShift ? undefined : left >> right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      return undefined;
  }
}

function floatOperation(operator: BinaryOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}

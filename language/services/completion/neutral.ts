import type { Expression } from '../../cpp/tree';
import { withoutParentheses } from '../../check/typing';
import { integerRange } from '../../types/dtypes';
import type { ArithmeticType, Type } from '../../types/type';

type Operator = 'sum' | 'product' | 'min' | 'max' | 'and' | 'or' | 'all-bits';

/** The identity of a `reduce_expr` of a usual form, in the accumulator's type; undefined for any other form. */
export function neutralOf(reduce: Expression, type: Type): string | undefined {
  const operator = operatorOf(withoutParentheses(reduce));
  if (operator === undefined) return undefined;
  if (type.kind === 'complex') return operator === 'sum' ? '0' : operator === 'product' ? '1' : undefined;
  return type.kind === 'arithmetic' ? identity(operator, type) : undefined;
}

function operatorOf(expression: Expression): Operator | undefined {
  switch (expression.kind) {
    case 'binary':
      return binaryOperator(expression.operator);
    case 'call':
      return expression.callee.kind === 'name' ? functionOperator(expression.callee.name) : undefined;
    case 'conditional':
      return conditionalOperator(expression.condition, expression.whenTrue, expression.whenFalse);
    default:
      return undefined;
  }
}

function binaryOperator(operator: string): Operator | undefined {
  switch (operator) {
    case '+':
    case '|':
    case '^':
      return 'sum';
    case '*':
      return 'product';
    case '&':
      return 'all-bits';
    case '&&':
      return 'and';
    case '||':
      return 'or';
    default:
      return undefined;
  }
}

function functionOperator(name: string): Operator | undefined {
  const [, extremum] = /^(?:f|u|ll|ull|__h)?(min|max)f?$/.exec(name) ?? [];
  if (extremum === 'min' || extremum === 'max') return extremum;
  return name === '__hadd' || name === 'cuCaddf' || name === 'cuCadd' ? 'sum' : undefined;
}

/** `a < b ? a : b` and its three relatives. */
function conditionalOperator(condition: Expression, whenTrue: Expression, whenFalse: Expression): Operator | undefined {
  const comparison = withoutParentheses(condition);
  if (comparison.kind !== 'binary' || whenTrue.kind !== 'name' || whenFalse.kind !== 'name') return undefined;
  const { left, right, operator } = comparison;
  if (left.kind !== 'name' || right.kind !== 'name' || left.name === right.name) return undefined;
  const isLess = operator === '<' || operator === '<=';
  if (!isLess && operator !== '>' && operator !== '>=') return undefined;
  if (whenTrue.name === left.name && whenFalse.name === right.name) return isLess ? 'min' : 'max';
  return whenTrue.name === right.name && whenFalse.name === left.name ? (isLess ? 'max' : 'min') : undefined;
}

function identity(operator: Operator, type: ArithmeticType): string | undefined {
  switch (operator) {
    case 'sum':
      return type.category === 'bool' ? 'false' : '0';
    case 'product':
      return type.category === 'bool' ? 'true' : '1';
    case 'and':
      return 'true';
    case 'or':
      return 'false';
    case 'all-bits':
      if (type.category === 'floating') return undefined;
      return type.category === 'bool' ? 'true' : type.signed ? '-1' : limit(type, 'max');
    case 'min':
      if (type.category === 'floating') return 'INFINITY';
      return type.category === 'bool' ? 'true' : limit(type, 'max');
    case 'max':
      if (type.category === 'floating') return '-INFINITY';
      return type.category === 'bool' ? 'false' : limit(type, 'min');
  }
}

/** The end of an integer type's range, by the name that the C headers give it where there is one. */
function limit(type: ArithmeticType, end: 'min' | 'max'): string {
  if (end === 'min' && !type.signed) return '0';
  const stem = /long long/.test(type.name)
    ? 'LLONG'
    : /long/.test(type.name)
      ? 'LONG'
      : /int/.test(type.name)
        ? 'INT'
        : undefined;
  if (stem === undefined) return String(integerRange(type)[end]);
  return `${type.signed ? '' : 'U'}${stem}_${end.toUpperCase()}`;
}

import type { Expression } from '../cpp/tree';

/** Whether `reduce_expr` is `a + b` or `b + a`, parentheses apart: the sums whose rounding errors can be kept. */
export function isSumOfOperands(expression: Expression): boolean {
  const inner = withoutParentheses(expression);
  if (inner.kind !== 'binary' || inner.operator !== '+') return false;
  const [left, right] = [withoutParentheses(inner.left), withoutParentheses(inner.right)];
  if (left.kind !== 'name' || right.kind !== 'name') return false;
  return (left.name === 'a' && right.name === 'b') || (left.name === 'b' && right.name === 'a');
}

export function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? withoutParentheses(expression.inner) : expression;
}

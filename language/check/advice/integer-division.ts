import type { BinaryExpression, Expression } from '../../cpp/tree';
import { arithmetic } from '../../types/builtin';
import { isFloating, isIntegral } from '../../types/conversions';
import { describe } from '../../types/spelling';
import type { Type } from '../../types/type';
import type { AdvisedField } from '../advice';
import { constantValue } from '../constant';
import { withoutParentheses } from '../typing';

/**
 * Reports divisions of integers whose result becomes floating by itself: the fraction was most probably wanted. With a
 * cast around it, it was not.
 */
export function adviseIntegerDivision(advised: AdvisedField): void {
  const { root, nodes, typing, target } = advised;
  if (!nodes.some((node) => node.kind === 'binary' && node.operator === '/')) return;
  const type = (expression: Expression): Type => typing.types.typeOf(expression);
  becomes(advised, root, target);
  for (const { expression, to } of typing.conversions) becomes(advised, expression, to);
  for (const expression of nodes) {
    if (expression.kind === 'binary' && isFloating(type(expression)) && type(expression) !== arithmetic.half) {
      becomes(advised, expression.left, type(expression));
      becomes(advised, expression.right, type(expression));
    }
    if (expression.kind === 'conditional') {
      becomes(advised, expression.whenTrue, type(expression));
      becomes(advised, expression.whenFalse, type(expression));
    }
  }
}

function becomes(advised: AdvisedField, expression: Expression, to: Type): void {
  const isConverted = isFloating(to) && isIntegral(advised.typing.types.typeOf(expression));
  const division = isConverted ? lossyDivision(expression) : undefined;
  if (division !== undefined) report(advised, division);
}

/** The division whose fraction would be part of the value. */
function lossyDivision(expression: Expression): BinaryExpression | undefined {
  const plain = withoutParentheses(expression);
  switch (plain.kind) {
    case 'unary':
      return plain.operator === '-' || plain.operator === '+' ? lossyDivision(plain.operand) : undefined;
    case 'binary':
      if (plain.operator === '/') return isExact(plain) ? undefined : plain;
      if (plain.operator === '+' || plain.operator === '-' || plain.operator === '*') {
        return lossyDivision(plain.left) ?? lossyDivision(plain.right);
      }
      return undefined;
    case 'conditional':
      return lossyDivision(plain.whenTrue) ?? lossyDivision(plain.whenFalse);
    default:
      return undefined;
  }
}

function isExact({ left, right }: BinaryExpression): boolean {
  const [dividend, divisor] = [constantValue(left), constantValue(right)];
  // By zero, it is another mistake.
  if (divisor === 1n || divisor === 0n) return true;
  return typeof dividend === 'bigint' && typeof divisor === 'bigint' && dividend % divisor === 0n;
}

function report({ typing, findings, target }: AdvisedField, division: BinaryExpression): void {
  const { left, right, span } = division;
  const details = { left: describe(typing.types.typeOf(left)), right: describe(typing.types.typeOf(right)) };
  const type = target === arithmetic.double ? 'double' : 'float';
  const text = typing.textOf(left.span);
  const isUnit = ['name', 'index', 'call', 'member', 'parenthesized', 'integer'].includes(left.kind);
  const newText = `(${type})${isUnit ? text : `(${text})`}`;
  const fixes = [{ title: `Divide as ${type}`, edits: [{ span: left.span, newText }] }];
  const isReported = findings.all.some(({ code, span: { start, end } }) => {
    return code === 'integer-division' && start === span.start && end === span.end;
  });
  if (!isReported) findings.report('integer-division', span, details, { fixes });
}

import type { BinaryExpression, BinaryOperator, Expression } from '../../cpp/tree';
import { isIntegral } from '../../types/conversions';
import type { AdvisedField } from '../advice';
import { constantValue } from '../constant';

const relational: ReadonlySet<BinaryOperator> = new Set(['<', '<=', '>', '>=']);
const equality: ReadonlySet<BinaryOperator> = new Set(['==', '!=']);

/** Operators that mean something else in mathematics or in Python. */
export function adviseBinary(advised: AdvisedField): void {
  for (const expression of advised.nodes) {
    if (expression.kind === 'comma') {
      const { start } = expression.left.span;
      const span = { start, end: expression.operatorSpan.end };
      advised.findings.report('comma-operator', span, {}, { unnecessary: true });
    }
    if (expression.kind !== 'binary') continue;
    adviseChain(advised, expression);
    adviseXor(advised, expression);
    adviseZero(advised, expression);
  }
}

function adviseZero({ typing, findings }: AdvisedField, { operator, left, right }: BinaryExpression): void {
  if ((operator !== '/' && operator !== '%') || constantValue(right) !== 0n) return;
  if (isIntegral(typing.types.typeOf(left)) && isIntegral(typing.types.typeOf(right))) {
    findings.report('division-by-zero', right.span, { operator });
  }
}

function adviseChain({ typing, findings }: AdvisedField, expression: BinaryExpression): void {
  const { left } = expression;
  if (left.kind !== 'binary') return;
  const isChain = [relational, equality].some((set) => set.has(expression.operator) && set.has(left.operator));
  if (!isChain) return;
  const middle = typing.textOf(left.right.span);
  const first = typing.textOf(left.span);
  const last = typing.textOf({ start: expression.operatorSpan.start, end: expression.span.end });
  const instead = `${first} && ${middle} ${last}`;
  const insertion = { span: { start: left.span.end, end: left.span.end }, newText: ` && ${middle}` };
  const isRepeatable = isPlain(left.right);
  const fixes = isRepeatable ? [{ title: `Write ‘${instead}’`, edits: [insertion] }] : [];
  findings.report('comparison-chain', expression.span, isRepeatable ? { instead } : {}, { fixes });
}

function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'integer':
    case 'float':
      return true;
    case 'index':
      return isPlain(expression.object) && isPlain(expression.index);
    case 'member':
      return isPlain(expression.object);
    default:
      return false;
  }
}

/** `x ^ 2`: a small decimal exponent after something that is no bit pattern. */
function adviseXor({ typing, findings }: AdvisedField, expression: BinaryExpression): void {
  const { operator, left, right } = expression;
  if (operator !== '^' || right.kind !== 'integer' || right.base !== 10) return;
  if (right.value < 2n || right.value > 3n || left.kind === 'integer' || !isPlain(left)) return;
  if (!isIntegral(typing.types.typeOf(left))) return;
  const text = typing.textOf(left.span);
  const instead = Array.from({ length: Number(right.value) }, () => text).join(' * ');
  const fixes = [{ title: `Write ‘${instead}’`, edits: [{ span: expression.span, newText: `(${instead})` }] }];
  findings.report('xor-as-power', expression.operatorSpan, { instead }, { fixes });
}

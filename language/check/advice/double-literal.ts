import type { Expression, FloatLiteral } from '../../cpp/tree';
import { arithmetic } from '../../types/builtin';
import type { Type } from '../../types/type';
import type { AdvisedField } from '../advice';
import { isComparison } from '../operators';
import type { ExpressionTypes } from '../typed';
import { withoutParentheses } from '../typing';

/**
 * Reports double literals that make a computation of floats one of doubles. Where the accumulator is double, or another
 * operand of the same computation, computing in double is what the kernel asks for.
 */
export function adviseDoubleLiterals(advised: AdvisedField, handled: ReadonlySet<Expression>): void {
  if (isDouble(advised.target) || !advised.nodes.some((node) => node.kind === 'float' && node.suffix === '')) return;
  const { types } = advised.typing;
  const reported = new Set<FloatLiteral>();
  const excused = new Set<Expression>();
  for (const expression of advised.nodes) {
    const operands = operandsOf(expression, types);
    const isExcused = excused.has(expression) || operands.some((operand) => isDoubleItself(operand, types));
    if (isExcused) for (const operand of operands) excused.add(withoutParentheses(operand));
    const meetsFloat = operands.some((operand) => types.typeOf(operand) === arithmetic.float);
    if (isExcused || !meetsFloat) continue;
    for (const literal of operands.flatMap((operand) => doubleLiterals(operand, types))) {
      if (reported.has(literal) || handled.has(literal) || isHarmless(expression, literal)) continue;
      reported.add(literal);
      report(advised, literal);
    }
  }
}

function isDouble(type: Type): boolean {
  return type === arithmetic.double || (type.kind === 'complex' && type.element === arithmetic.double);
}

/** The operands that are brought to one type. */
function operandsOf(expression: Expression, types: ExpressionTypes): readonly Expression[] {
  switch (expression.kind) {
    case 'binary':
      return expression.operator === '&&' || expression.operator === '||' ? [] : [expression.left, expression.right];
    case 'conditional':
      return [expression.whenTrue, expression.whenFalse];
    case 'call':
      return types.calleeOf(expression)?.kind === 'cuda' && types.typeOf(expression) === arithmetic.double
        ? expression.arguments
        : [];
    default:
      return [];
  }
}

/** True for a double that no change of literals would make a float. */
function isDoubleItself(expression: Expression, types: ExpressionTypes): boolean {
  return types.typeOf(expression) === arithmetic.double && doubleLiterals(expression, types).length === 0;
}

/** The literals that alone make an expression double. */
function doubleLiterals(expression: Expression, types: ExpressionTypes): readonly FloatLiteral[] {
  const plain = withoutParentheses(expression);
  if (types.typeOf(plain) !== arithmetic.double) return [];
  switch (plain.kind) {
    case 'float':
      return plain.suffix === '' ? [plain] : [];
    case 'unary':
      return doubleLiterals(plain.operand, types);
    case 'binary':
    case 'conditional':
    case 'call': {
      const operands = operandsOf(plain, types);
      return operands.some((operand) => isDoubleItself(operand, types))
        ? []
        : operands.flatMap((operand) => doubleLiterals(operand, types));
    }
    default:
      return [];
  }
}

/** Compilers compare floats as floats where the literal is a float exactly. */
function isHarmless(expression: Expression, literal: FloatLiteral): boolean {
  return (
    expression.kind === 'binary' && isComparison(expression.operator) && Math.fround(literal.value) === literal.value
  );
}

function report({ typing, findings }: AdvisedField, literal: FloatLiteral): void {
  const text = typing.textOf(literal.span);
  const instead = `${text}f`;
  const fixes = [{ title: `Write ‘${instead}’`, edits: [{ span: literal.span, newText: instead }] }];
  findings.report('double-literal', literal.span, { literal: text, instead }, { fixes });
}

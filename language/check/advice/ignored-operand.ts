import type { AdviceSubject } from '../advice';
import type { TypedField } from '../kernel-expression';

/** Reports operands that an expression does not use; true where `reduce_expr` ignores one. */
export function adviseIgnoredOperands(subject: AdviceSubject): boolean {
  const { reduce, postMap } = subject.expressions;
  if (postMap !== undefined) report(subject, postMap, ['a']);
  return reduce !== undefined && report(subject, reduce, ['a', 'b']);
}

function report(subject: AdviceSubject, typed: TypedField, operands: readonly string[]): boolean {
  if (typed.hasErrors) return false;
  const { usedNames } = typed.typing;
  const ignored = operands.find((operand) => !usedNames.has(operand));
  if (ignored === undefined) return false;
  // A macro may use any name.
  if ([...usedNames].some((name) => subject.scope.opaqueNames.has(name))) return false;
  subject.findings.report('ignored-operand', typed.expression.span, { field: typed.field, operand: ignored });
  return true;
}

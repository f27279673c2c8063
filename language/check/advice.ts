import type { Expression } from '../cpp/tree';
import { childExpressions } from '../cpp/walk';
import type { Findings } from '../diagnostics/diagnostic';
import type { KernelItem } from '../syntax/tree';
import type { Type } from '../types/type';
import { adviseBinary } from './advice/binary';
import { adviseCalls } from './advice/calls';
import { adviseDoubleLiterals } from './advice/double-literal';
import { adviseIgnoredOperands } from './advice/ignored-operand';
import { adviseIntegerDivision } from './advice/integer-division';
import { adviseNarrowing } from './advice/narrowing';
import { adviseUnusedArguments } from './advice/unused-argument';
import type { DeclaredArgument } from './arguments';
import type { TypedExpressions, TypedField } from './kernel-expression';
import type { Typing } from './typing';
import type { PreambleScope } from './typed';

/** A kernel whose expressions are typed, as far as advice needs it. */
export interface AdviceSubject {
  readonly item: KernelItem;
  readonly findings: Findings;
  readonly scope: PreambleScope;
  readonly declared: readonly DeclaredArgument[];
  readonly accumulatorType: Type;
  readonly resultType: Type;
  readonly expressions: TypedExpressions;
}

/** One expression under advice. */
export interface AdvisedField {
  readonly root: Expression;
  /** The expression with all below it, parents first. */
  readonly nodes: readonly Expression[];
  readonly typing: Typing;
  readonly findings: Findings;
  /** The type that its value becomes. */
  readonly target: Type;
  readonly field: TypedField['field'];
  readonly isDefault: boolean;
}

/**
 * Reports what runs, but is probably wrong or needlessly slow. Expressions with errors are left alone: their mistakes
 * have been reported.
 */
export function advise(subject: AdviceSubject): { readonly ignoresOperand: boolean } {
  const { findings } = subject;
  const hasErrors = findings.all.some(({ severity }) => severity === 'error');
  const { map, reduce, neutral, postMap } = subject.expressions;
  for (const typed of [map, reduce, neutral, postMap]) {
    if (typed === undefined || typed.hasErrors) continue;
    const target = typed.field === 'post_map_expr' ? subject.resultType : subject.accumulatorType;
    const { field, typing, isDefault } = typed;
    const root = typed.expression.expression;
    const nodes = collectNodes(root);
    const advised: AdvisedField = { root, nodes, typing, findings, target, field, isDefault };
    const handled = adviseCalls(advised);
    adviseBinary(advised);
    adviseDoubleLiterals(advised, handled);
    adviseIntegerDivision(advised);
    adviseNarrowing(advised, subject);
  }
  if (!hasErrors) adviseUnusedArguments(subject);
  return { ignoresOperand: adviseIgnoredOperands(subject) };
}

/** Adds an expression with all below it, in the order of `walkExpression`. The height of a field's tree is limited. */
function collectNodes(expression: Expression, nodes: Expression[] = []): readonly Expression[] {
  nodes.push(expression);
  for (const child of childExpressions(expression)) collectNodes(child, nodes);
  return nodes;
}

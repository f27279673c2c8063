import type { ExpressionTypes, PreambleScope } from '../check/typed';
import type { Expression } from '../cpp/tree';
import { walkExpression } from '../cpp/walk';
import type { Finding } from '../diagnostics/diagnostic';
import { Findings } from '../diagnostics/diagnostic';
import { Evaluator } from '../evaluate/evaluator';
import type { RuntimeValue } from '../evaluate/value';
import { arithmetic } from '../types/builtin';
import type { Type } from '../types/type';
import { bindingsOf, describeScalars } from './bindings';
import { Notation } from './describe';
import { isComplete, isFiniteValue, mapValues, yieldsNan } from './map-values';
import { checkNeutral } from './neutral';
import type { Evaluators } from './operator';
import { Operator, widen } from './operator';
import { checkAssociativity, checkCommutativity, checkNan } from './order';
import { simplest } from './samples';
import type { LawCase, LawSubject, Trial } from './trial';

/** Loop iterations and calls of preamble functions that the laws of one kernel may cost, at each precision. */
const fuel = 12_000;

/** Cases whose scalars the laws are tried with. */
const caseLimit = 3;

export type { LawCase, LawSubject } from './trial';

/**
 * Tries the laws of a kernel's operator: associativity, commutativity, and whether `neutral` is the identity.
 *
 * Gives the first that fails with the simplest counterexample found, or a hint where only NaN or ties break one;
 * undefined where all hold as far as tried, or the expressions cannot be evaluated. Spans count as those of the
 * subject's expressions. The same input always gives the same finding.
 */
export function checkLaws(
  subject: LawSubject,
  types: ExpressionTypes,
  scope: PreambleScope,
  cases: readonly LawCase[],
): Finding | undefined {
  // An operand that is ignored is reported by the type checker.
  if (!readsBothOperands(subject.reduce.expression)) return undefined;
  const evaluators = { own: new Evaluator(types, scope, 'own'), wide: new Evaluator(types, scope, 'wide') };
  evaluators.own.context.fuel = fuel;
  evaluators.wide.context.fuel = fuel;
  const tried: readonly LawCase[] = cases.length > 0 ? cases.slice(0, caseLimit) : [{ scalars: new Map() }];
  let hint: Finding | undefined;
  for (const lawCase of tried) {
    const finding = checkCase(subject, lawCase, evaluators);
    if (finding !== undefined && finding.severity !== 'hint') return finding;
    hint ??= finding;
    // Without scalars every case is the same trial.
    if (!subject.arguments.some((argument) => argument.role === 'scalar')) break;
  }
  return hint;
}

function readsBothOperands(expression: Expression): boolean {
  const names = new Set<string>();
  walkExpression(expression, (each) => {
    if (each.kind === 'name') names.add(each.name);
  });
  return names.has('a') && names.has('b');
}

function checkCase(subject: LawSubject, lawCase: LawCase, evaluators: Evaluators): Finding | undefined {
  const { accumulatorType: type, reduce } = subject;
  const bindings = bindingsOf(subject.arguments, lawCase);
  const scalars = subject.arguments.filter(({ name, role }) => role === 'scalar' && name !== 'a' && name !== 'b');
  const outer = [{ name: 'n', type: arithmetic['long long'] as Type }, ...scalars];
  const bound = [bindings.n as RuntimeValue, ...scalars.map(({ name }) => bindings.scalars.get(name))];
  const parameters = [{ name: 'a', type }, { name: 'b', type }, ...outer];
  const own = evaluators.own.compile(reduce.expression, parameters, type);
  if (own === undefined) return undefined;
  const wide = evaluators.wide.compile(reduce.expression, parameters, type);
  const wideBound = bound.map((value, index) => widen(value, outer[index]?.type ?? type));
  const operator = new Operator(evaluators, own, wide, { own: bound, wide: wideBound }, type);
  const yielded = mapValues(subject.map.expression, subject.arguments, type, bindings, evaluators.own).filter(
    isComplete,
  );
  const combined = combinations(yielded, operator);
  const findings = new Findings();
  const trial: Trial = {
    subject,
    operator,
    notation: new Notation(reduce.expression, reduce.text, reduce.span.start, type),
    values: simplest([...yielded, ...combined.slice(0, 8)], 28),
    combined,
    scalars: describeScalars(reduce.expression, scalars, bindings),
    findings,
    canGoOn: () => evaluators.own.context.fuel > 0 && evaluators.wide.context.fuel > 0,
  };
  const report = checkAssociativity(trial) ?? checkCommutativity(trial);
  if (report === 'broken') return findings.all[0];
  const neutral = subject.neutral;
  if (neutral !== undefined) {
    const value = evaluators.own.compile(neutral.expression, outer, type)?.(...bound);
    if (isComplete(value)) checkNeutral(trial, neutral, value);
  }
  if (findings.all.length > 0) {
    // A neutral that is none counts for more than a tie.
    return findings.all.find((finding) => finding.severity !== 'hint') ?? findings.all[0];
  }
  if (yieldsNan(subject.map.expression, subject.arguments, type, bindings, evaluators.own)) checkNan(trial);
  return findings.all[0];
}

/** Combinations of the simplest values with all others: the accumulators of a reduction in progress. */
function combinations(values: readonly RuntimeValue[], operator: Operator): RuntimeValue[] {
  const results: RuntimeValue[] = [];
  for (const [index, value] of values.entries()) {
    for (const other of [value, values[(index * 3 + 1) % values.length], values[(index * 5 + 2) % values.length]]) {
      const result = operator.applyExactly(value, other);
      if (result !== undefined && isFiniteValue(result)) results.push(result);
    }
  }
  return simplest(results, 24);
}

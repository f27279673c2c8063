import type { RuntimeValue } from '../evaluate/value';
import { flatten } from '../evaluate/value';
import { Combination, describeValue } from './describe';
import type { Comparison, Way } from './operator';
import { randomStream } from './samples';
import type { Trial } from './trial';

/** `broken`: a warning has been reported. */
export type Outcome = 'broken' | undefined;

const leftGrouped: Way = (combine, [a, b, c]) => combine(combine(a, b), c);
const rightGrouped: Way = (combine, [a, b, c]) => combine(a, combine(b, c));
const inOrder: Way = (combine, [a, b]) => combine(a, b);
const swapped: Way = (combine, [a, b]) => combine(b, a);

/** How many of the simplest values are tried in every combination of three. */
const exhaustive = 5;

/** Combinations of three that are drawn from all values. */
const drawn = 150;

/** Tries `(a ∘ b) ∘ c = a ∘ (b ∘ c)`. */
export function checkAssociativity(trial: Trial): Outcome {
  const { values, operator } = trial;
  const compare = (operands: readonly RuntimeValue[]): Comparison =>
    operator.compare(operands, leftGrouped, rightGrouped);
  const found = search(trial, 3, triples(values.length), compare);
  if (found === undefined) return undefined;
  const [a, b, c] = found.operands;
  report(
    trial,
    found.isTie ? 'order-dependent-ties' : 'not-associative',
    new Combination(new Combination(a, b), c),
    new Combination(a, new Combination(b, c)),
    found,
  );
  return found.isTie ? undefined : 'broken';
}

/** Tries `a ∘ b = b ∘ a`. */
export function checkCommutativity(trial: Trial): Outcome {
  const { values, operator, findings } = trial;
  const compare = (operands: readonly RuntimeValue[]): Comparison => operator.compare(operands, inOrder, swapped);
  const found = search(trial, 2, pairs(values.length), compare);
  if (found === undefined || (found.isTie && findings.all.length > 0)) return undefined;
  const [a, b] = found.operands;
  const code = found.isTie ? 'order-dependent-ties' : 'not-commutative';
  report(trial, code, new Combination(a, b), new Combination(b, a), found);
  return found.isTie ? undefined : 'broken';
}

/** Hints at a comparison that drops or keeps a NaN by its side. Only scalars: for them `fmin` and `fmax` are the cure. */
export function checkNan(trial: Trial): void {
  const { operator, values } = trial;
  const { type } = operator;
  if (type.kind !== 'arithmetic' || type.category !== 'floating') return;
  const value = values[0];
  const left = operator.apply(NaN, value);
  const right = operator.apply(value, NaN);
  if (left === undefined || right === undefined || Number.isNaN(left) === Number.isNaN(right)) return;
  report(trial, 'order-dependent-nan', new Combination(NaN, value), new Combination(value, NaN), { left, right });
}

interface Counterexample {
  readonly operands: readonly RuntimeValue[];
  readonly left: RuntimeValue;
  readonly right: RuntimeValue;
  readonly isTie: boolean;
}

/** The simplest counterexample, one that is no tie before one that is. */
function search(
  trial: Trial,
  arity: number,
  candidates: Iterable<readonly number[]>,
  compare: (operands: readonly RuntimeValue[]) => Comparison,
): Counterexample | undefined {
  const { values } = trial;
  const attempt = (indices: readonly number[]): Counterexample | undefined => {
    const operands = indices.map((index) => values[index]);
    const comparison = compare(operands);
    if (comparison.verdict !== 'different') return undefined;
    const { left, right } = comparison;
    return { operands, left, right, isTie: isTie(operands, left, right) };
  };
  let tie: Counterexample | undefined;
  for (const indices of candidates) {
    if (!trial.canGoOn()) break;
    const found = attempt(indices);
    if (found?.isTie === false) return shrink(indices, found, arity, attempt);
    tie ??= found;
  }
  return tie;
}

/** Replaces each operand by the simplest value that still shows the fault. */
function shrink(
  indices: readonly number[],
  found: Counterexample,
  arity: number,
  attempt: (indices: readonly number[]) => Counterexample | undefined,
): Counterexample {
  let best = found;
  let current = [...indices];
  for (let position = 0; position < arity; position++) {
    for (let simpler = 0; simpler < (current[position] ?? 0); simpler++) {
      const candidate = current.with(position, simpler);
      const smaller = attempt(candidate);
      if (smaller?.isTie === false) {
        best = smaller;
        current = candidate;
        break;
      }
    }
  }
  return best;
}

/**
 * True where the operator only chose between operands that agree in a part: an argmax that keeps either of two equal
 * maxima. What it computes from them is right, whichever it keeps.
 */
function isTie(operands: readonly RuntimeValue[], left: RuntimeValue, right: RuntimeValue): boolean {
  const parts = operands.map(flatten);
  const [results, others] = [flatten(left), flatten(right)];
  if (results.length < 2) return false;
  const isOperand = (value: readonly RuntimeValue[]): boolean =>
    parts.some((each) => each.every((part, index) => part === value[index]));
  return isOperand(results) && isOperand(others) && results.some((part, index) => part === others[index]);
}

function* triples(count: number): Generator<readonly number[]> {
  const simple = Math.min(exhaustive, count);
  // By the largest index, so that no operand is complicated before all simpler combinations have been tried.
  for (let largest = 0; largest < simple; largest++) {
    for (let a = 0; a <= largest; a++) {
      for (let b = 0; b <= largest; b++) {
        for (let c = 0; c <= largest; c++) if (Math.max(a, b, c) === largest) yield [a, b, c];
      }
    }
  }
  const random = randomStream(count);
  for (let draw = 0; draw < drawn; draw++) {
    yield [0, 1, 2].map(() => Math.floor(random() * count));
  }
}

function* pairs(count: number): Generator<readonly number[]> {
  for (let largest = 1; largest < count; largest++) {
    for (let other = 0; other < largest; other++) yield [other, largest];
  }
}

function report(
  trial: Trial,
  code: 'not-associative' | 'not-commutative' | 'order-dependent-ties' | 'order-dependent-nan',
  left: Combination,
  right: Combination,
  values: { readonly left: RuntimeValue; readonly right: RuntimeValue },
): void {
  const { operator, notation, findings, subject } = trial;
  const { texts, where } = notation.show([left, right]);
  const [leftText = '', rightText = ''] = texts;
  findings.report(code, subject.reduce.span, {
    left: leftText,
    leftValue: describeValue(values.left, operator.type),
    right: rightText,
    rightValue: describeValue(values.right, operator.type),
    where: where + trial.scalars,
  });
}

import type { KernelExpression } from '../checked';
import type { RuntimeValue } from '../evaluate/value';
import { integerRange } from '../types/dtypes';
import type { Type } from '../types/type';
import { Combination, describeValue } from './describe';
import { isFiniteValue } from './map-values';
import type { Way } from './operator';
import type { Trial } from './trial';

const onTheLeft: Way = (combine, [neutral, value]) => combine(neutral, value);
const onTheRight: Way = (combine, [neutral, value]) => combine(value, neutral);
const alone: Way = (_combine, [, value]) => value;

/** Longest text of a neutral that is repeated in a message. */
const longestNeutral = 24;

/**
 * Tries `e ∘ x = x = x ∘ e`, where `x` is itself a combination: what an operator does to a single element, such as
 * `a && b` of numbers, is no fault of the neutral element.
 */
export function checkNeutral(trial: Trial, neutral: KernelExpression, value: RuntimeValue): void {
  const { operator, notation, findings } = trial;
  const broken = firstFailure(trial, value);
  if (broken === undefined) return;
  const combination =
    broken.side === 'left' ? new Combination(value, broken.value) : new Combination(broken.value, value);
  const { texts, where } = notation.show([combination]);
  const identity = candidates(operator.type).find((candidate) => firstFailure(trial, candidate.value) === undefined);
  findings.report(
    'neutral-not-identity',
    neutral.span,
    {
      neutral: neutral.text.length <= longestNeutral ? neutral.text : describeValue(value, operator.type),
      combination: texts[0] ?? '',
      value: describeValue(broken.result, operator.type),
      expected: describeValue(broken.value, operator.type),
      where: where + trial.scalars,
      identity: identity?.text,
    },
    {
      fixes: identity
        ? [{ title: `Replace by ${identity.text}`, edits: [{ span: neutral.span, newText: identity.text }] }]
        : [],
    },
  );
}

interface Failure {
  readonly side: 'left' | 'right';
  readonly value: RuntimeValue;
  readonly result: RuntimeValue;
}

function firstFailure(trial: Trial, neutral: RuntimeValue): Failure | undefined {
  const { operator } = trial;
  const mayOverflow = isFiniteValue(neutral);
  for (const value of trial.combined) {
    if (!trial.canGoOn()) return undefined;
    for (const side of ['left', 'right'] as const) {
      const comparison = operator.compare([neutral, value], side === 'left' ? onTheLeft : onTheRight, alone);
      if (comparison.verdict === 'different') return { side, value, result: comparison.left };
      if (comparison.verdict === 'equal' || mayOverflow) continue;
      // An infinity that comes out where an infinity went in is no overflow: `max` with INFINITY.
      const result = side === 'left' ? operator.apply(neutral, value) : operator.apply(value, neutral);
      if (result !== undefined && !isFiniteValue(result)) return { side, value, result };
    }
  }
  return undefined;
}

/** Values that are the identity of some usual operator, in the type of the accumulator. */
function candidates(type: Type): readonly { readonly text: string; readonly value: RuntimeValue }[] {
  if (type.kind !== 'arithmetic') return [];
  switch (type.category) {
    case 'bool':
      return [
        { text: 'false', value: false },
        { text: 'true', value: true },
      ];
    case 'integer': {
      const { min, max } = integerRange(type);
      return [0n, 1n, min, max, ...(type.signed ? [-1n] : [])].map((value) => ({
        text: integerText(value),
        value: type.size === 8 ? value : Number(value),
      }));
    }
    case 'floating':
      return [
        { text: '0', value: 0 },
        { text: '1', value: 1 },
        { text: '-INFINITY', value: -Infinity },
        { text: 'INFINITY', value: Infinity },
      ];
  }
}

/** The smallest 64-bit integer has no literal of its own; the largest unsigned one needs its suffix. */
function integerText(value: bigint): string {
  if (value === -(2n ** 63n)) return `${value + 1n} - 1`;
  return value >= 2n ** 63n ? `${value}u` : String(value);
}

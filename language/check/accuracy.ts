import type { Findings } from '../diagnostics/diagnostic';
import type { Field } from '../syntax/tree';
import { slice } from '../text/span';
import { suggest } from '../text/suggest';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import { isSumOfOperands } from './floating-sum';
import type { TypedField } from './kernel-expression';

/** How a kernel accumulates: as C++ does, or with the rounding errors of the sum kept and added at the end. */
export const accuracies = ['plain', 'compensated'] as const;
export type Accuracy = (typeof accuracies)[number];

/** What people call a sum that keeps its errors. */
const namesOfCompensated =
  /^(?:kahan|babuska|neumaier|klein|twosum|two_sum|precise|accurate|exact|high|double-double)$/i;

export interface AccuracySubject {
  readonly text: string;
  readonly field: Field | undefined;
  readonly reduce: TypedField | undefined;
  readonly accumulatorType: Type;
  /** Whether the kernel is deterministic: its fixed tree folds plain accumulators. */
  readonly deterministic: boolean;
  readonly findings: Findings;
}

/** Reads the field `accuracy`, and refuses `compensated` where the kernel is no sum whose errors can be kept. */
export function readAccuracy(subject: AccuracySubject): Accuracy {
  const { text, field, reduce, accumulatorType, deterministic, findings } = subject;
  if (field === undefined) return 'plain';
  const written = slice(text, field.value);
  // The parser has said that the value is missing.
  if (written === '') return 'plain';
  const accuracy = accuracies.find((name) => name === written);
  if (accuracy === undefined) {
    reportUnknown(written, field, findings);
    return 'plain';
  }
  if (accuracy === 'plain') return accuracy;
  const obstacle = deterministic ? 'the kernel is deterministic' : obstacleOf(reduce, accumulatorType);
  if (obstacle === undefined) return accuracy;
  findings.report('accuracy-needs-sum', field.value, { obstacle });
  return 'plain';
}

function reportUnknown(written: string, field: Field, findings: Findings): void {
  const bare = written.replace(/^(["'])(.*)\1$/, '$2');
  const meant =
    accuracies.find((name) => name === bare) ??
    (namesOfCompensated.test(bare) ? 'compensated' : suggest(bare, accuracies));
  const fixes =
    meant === undefined ? [] : [{ title: `Change to ‘${meant}’`, edits: [{ span: field.value, newText: meant }] }];
  findings.report(
    'unknown-accuracy',
    field.value,
    { accuracy: written, ...(meant === undefined ? {} : { suggestion: meant }) },
    { fixes },
  );
}

/** Why a kernel cannot keep its rounding errors; undefined where it can, or where another mistake stands in the way. */
function obstacleOf(reduce: TypedField | undefined, accumulatorType: Type): string | undefined {
  if (accumulatorType.kind === 'unknown' || reduce === undefined || reduce.hasErrors) return undefined;
  if (!isSumOfOperands(reduce.expression.expression)) return 'reduce_expr is not ‘a + b’';
  const name = accumulatorType.kind === 'arithmetic' ? accumulatorType.name : undefined;
  return name === 'float' || name === 'double' ? undefined : `the accumulator is ‘${describe(accumulatorType)}’`;
}

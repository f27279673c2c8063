import type { Findings } from '../diagnostics/diagnostic';
import type { Field } from '../syntax/tree';
import { conversionRank } from '../types/conversions';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import { conversionAdvice } from './construct';
import { checkValue, type TypedField } from './kernel-expression';

export interface ResultCheck {
  readonly findings: Findings;
  readonly postMap: TypedField | undefined;
  readonly accumulatorType: Type;
  readonly resultType: Type;
  /** The field that makes the accumulator differ from the result. */
  readonly resultField: Field | undefined;
}

/** Checks that the last value becomes `dtype_out`. */
export function checkResult({ findings, postMap, accumulatorType, resultType, resultField }: ResultCheck): void {
  if (postMap !== undefined) {
    if (!postMap.hasErrors) checkValue(findings, postMap, resultType);
    return;
  }
  if (resultField === undefined || conversionRank(accumulatorType, resultType) !== 'none') return;
  if (accumulatorType.kind === 'complex' && resultType.kind === 'complex') return;
  const wanted = conversionAdvice(accumulatorType, resultType);
  const advice = `add a post_map_expr that gives one${wanted === undefined ? '' : ` (${wanted})`}`;
  const details = { from: describe(accumulatorType), to: describe(resultType), what: 'The accumulator', advice };
  findings.report('cannot-convert', resultField.value, details);
}

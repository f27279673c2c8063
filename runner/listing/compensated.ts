import type { CheckedKernel, Span } from '../../language';

/** Definitions of `pairFunctions` in `codegen/emit/compensation.ts`; the prefix occurs in no text of the user's. */
const definition = /\bwf\d*_pair wf\d*_(two_product|two_sum|add)\(/;

/**
 * Compensated kernels: functions of ours compute what the expressions say, and what it loses. The field's value that each
 * line of the generated text stands for, as offsets in the kernel; lines count from zero.
 */
export function compensatedLines(
  { accuracy, map, reduce }: CheckedKernel,
  generated: readonly string[],
): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  if (accuracy !== 'compensated') return spans;
  let current: Span | undefined;
  generated.forEach((line, at) => {
    const [, name] = definition.exec(line) ?? [];
    if (name !== undefined && line.endsWith('{')) current = name === 'two_product' ? map.span : reduce.span;
    if (line === '}') current = undefined;
    if (current !== undefined) spans.set(at, current);
  });
  return spans;
}

import type { ExpressionTypes, PreambleScope } from '../check/typed';
import type { CheckedCase, KernelExpression } from '../checked';
import type { Expression } from '../cpp/tree';
import type { Finding } from '../diagnostics/diagnostic';
import { Findings } from '../diagnostics/diagnostic';
import { floatFormatOf, numpyName } from '../types/dtypes';
import type { Type } from '../types/type';
import { meanOfMap } from './map-mean';
import type { LawArgument } from './trial';

/** A kernel as far as the rounding of its sums needs it; a `CheckedKernel` is one. */
export interface SaturationSubject {
  readonly arguments: readonly LawArgument[];
  readonly accumulatorType: Type;
  readonly map: KernelExpression;
  readonly reduce: KernelExpression;
  readonly postMap?: KernelExpression;
}

/**
 * Finds a case whose sum the accumulator can hold, but no longer add to: float16 and bfloat16 from 2048 and 256 times
 * an element on, and counts in float32 beyond 2^24. Only of plain sums `a + b`, in cases that fix `n`, know their data
 * and expect no particular result. Sums that do not fit at all are found where cases are checked.
 *
 * Spans count as those of the subject's expressions.
 */
export function checkSaturation(
  subject: SaturationSubject,
  types: ExpressionTypes,
  scope: PreambleScope,
  cases: readonly Pick<CheckedCase, 'item' | 'name' | 'settings' | 'bindings'>[],
): Finding | undefined {
  const { accumulatorType: type, reduce, postMap } = subject;
  if (type.kind !== 'arithmetic' || type.category !== 'floating' || type.size === 8) return undefined;
  if (!isSum(reduce.expression)) return undefined;
  const format = floatFormatOf(type);
  for (const { item, name, settings, bindings } of cases) {
    if (settings.expect !== undefined) continue;
    const map = meanOfMap(subject, types, scope, { settings, bindings });
    if (map === undefined) continue;
    // Partial sums of float32 stay far below the limit: only who counts one by one loses something.
    if (type.size === 4 && !map.counts) continue;
    const limit = 2 ** format.precision * (map.counts ? 1 : Math.abs(map.mean));
    const certain = (Math.abs(map.mean) - map.margin) * map.count;
    if (!(certain > limit) || certain > format.largest) continue;
    const findings = new Findings();
    const details = {
      caseName: name,
      count: map.count,
      total: rough(map.mean * map.count),
      type: numpyName(type) ?? type.name,
      limit: rough(limit),
      mend: type.size === 2 ? 'reduce_type = float32' : `${postMap ? 'reduce_type' : 'dtype_out'} = int64`,
    };
    const related = [{ location: { item, span: item.name.span }, message: `Case ‘${name}’ adds so much.` }];
    findings.report('accumulator-saturation', reduce.span, details, { related });
    return findings.all[0];
  }
  return undefined;
}

function isSum(expression: Expression): boolean {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  if (inner.kind !== 'binary' || inner.operator !== '+') return false;
  const names = [inner.left, inner.right].map((side) => (side.kind === 'name' ? side.name : ''));
  return names.includes('a') && names.includes('b');
}

/** Three digits, or all of a whole number. */
function rough(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

import type { Value } from '../../language';
import type { Run } from '../../protocol/report';
import { toJson } from '../../protocol/values';
import type { Reference } from '../accuracy/accuracy';

/** What the report says of a reference. */
export function referenceOf(reference: Reference, result: Value): NonNullable<Run['reference']> {
  const relative = relativeError(result, reference.value);
  return {
    value: toJson(reference.value),
    method: reference.method,
    ...(relative === undefined ? {} : { relativeError: relative }),
  };
}

/** |value - reference| / |reference|; undefined for a reference of 0 and for values that are no finite numbers. */
function relativeError(value: Value, reference: Value): number | undefined {
  const [actual, expected] = [Number(value), Number(reference)];
  if (typeof value === 'object' || expected === 0 || !Number.isFinite(actual) || !Number.isFinite(expected))
    return undefined;
  return Math.abs(actual - expected) / Math.abs(expected);
}

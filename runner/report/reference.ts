import type { Value } from '../../language';
import type { Run } from '../../protocol/report';
import { toJson } from '../../protocol/values';
import type { BackendRequest } from '../backends/backend';
import { runReference } from '../backends/cpu';

/** A result's reference, where the machine can compute one; a run stands without it. */
export async function referenceOf(request: BackendRequest, result: Value): Promise<Run['reference']> {
  const reference = await runReference(request);
  if (reference === undefined) return undefined;
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

import type { CheckedBinding, CheckedKernel, IndexRange } from '../checked';
import type { Expression } from '../cpp/tree';
import { floatFormatOf, integerRange } from '../types/dtypes';
import type { Type } from '../types/type';
import { estimateMap } from './map-estimate';

/** Indices that the mean of the map is taken over. */
const sampleCount = 64;

/** Standard errors by which the estimate has to be beyond the limit, so that chance does not accuse anyone. */
const confidence = 4;

/** A sum that its type cannot hold. */
export interface Overflow {
  /** About what the sum comes to. */
  readonly sum: number;
  readonly type: Type;
  readonly limit: number;
  /** `accumulator`: partial sums wrap or become infinite. `result`: the last value does, when it is converted. */
  readonly where: 'accumulator' | 'result';
}

/**
 * Whether the sum that a case asks for is beyond the type of the accumulator, or of the result. It is estimated as the
 * count times the mean of the map, over evenly spread indices, so that values of both signs cancel as they will; what
 * the spread of the map's values leaves in doubt is no overflow.
 * Undefined where it fits, where the kernel is no sum, and where the map cannot be estimated.
 */
export function sumOverflow(
  kernel: CheckedKernel,
  bindings: readonly CheckedBinding[],
  n: number,
  range: IndexRange,
): Overflow | undefined {
  if (!isSum(kernel.reduce.expression) || range.count === 0) return undefined;
  const estimate = estimateMean(kernel, bindings, n, range);
  if (estimate === undefined) return undefined;
  const sum = estimate.mean * range.count;
  const doubt = confidence * estimate.standardError * range.count;
  const accumulator = { where: 'accumulator', type: kernel.accumulatorType } as const;
  const result = { where: 'result', type: kernel.resultType } as const;
  // A wider accumulator is no help where the result is too narrow: that is said first.
  const places = kernel.postMap === undefined ? [result, accumulator] : [accumulator];
  for (const { where, type } of places) {
    const limits = limitsOf(type);
    if (limits === undefined) continue;
    if (sum - doubt > limits.max) return { sum, type, limit: limits.max, where };
    if (sum + doubt < limits.min) return { sum, type, limit: limits.min, where };
  }
  return undefined;
}

function estimateMean(
  kernel: CheckedKernel,
  bindings: readonly CheckedBinding[],
  n: number,
  { start, step, count }: IndexRange,
): { readonly mean: number; readonly standardError: number } | undefined {
  const estimate = estimateMap(kernel.map.expression, { n, bindings });
  if (estimate === undefined) return undefined;
  const samples = Math.min(count, sampleCount);
  let sum = 0;
  let sumOfSquares = 0;
  for (let sample = 0; sample < samples; sample++) {
    // The middles of equal parts, so that the mean of a linear map comes out right.
    const position = Math.floor(((sample + 0.5) * count) / samples);
    const value = estimate.at(start + step * position);
    if (value === undefined || !Number.isFinite(value)) return undefined;
    sum += value;
    sumOfSquares += value * value;
  }
  const mean = sum / samples;
  const variance = Math.max(0, sumOfSquares / samples - mean * mean);
  return { mean, standardError: count === samples ? 0 : Math.sqrt(variance / samples) };
}

/** `a + b`, in either order. */
function isSum(expression: Expression): boolean {
  if (expression.kind === 'parenthesized') return isSum(expression.inner);
  if (expression.kind !== 'binary' || expression.operator !== '+') return false;
  const { left, right } = expression;
  return left.kind === 'name' && right.kind === 'name' && [left.name, right.name].sort().join() === 'a,b';
}

function limitsOf(type: Type): { readonly min: number; readonly max: number } | undefined {
  if (type.kind !== 'arithmetic' || type.category === 'bool') return undefined;
  if (type.category === 'floating') {
    const { largest } = floatFormatOf(type);
    return { min: -largest, max: largest };
  }
  const { min, max } = integerRange(type);
  return { min: Number(min), max: Number(max) };
}

/** The dtype that holds larger sums of the same kind; undefined for the widest. */
export function widerThan(type: Type): string | undefined {
  if (type.kind !== 'arithmetic') return undefined;
  switch (type.category) {
    case 'bool':
      return undefined;
    case 'integer':
      return type.size === 8 ? 'float64' : type.signed ? 'int64' : 'uint64';
    case 'floating':
      return type.size === 2 ? 'float32' : type.size === 4 ? 'float64' : undefined;
  }
}

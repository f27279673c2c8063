import type { Value } from '../../language';
import type { Accuracy } from '../../protocol/report';
import { toJson } from '../../protocol/values';
import { ulpAt, unitRoundoff } from './ulps';

/** What one shape of the reduction gave. */
export interface ShapeResult {
  readonly launch: Omit<Accuracy['shapes'][number], 'value' | 'ulps'>;
  readonly value: Value;
}

export interface AccuracyFacts {
  /** NumPy's name of the result's type, or the struct's. */
  readonly dtype: string;
  readonly accumulator: Accuracy['accumulator'];
  /** The run's own shape first. */
  readonly shapes: readonly [ShapeResult, ...ShapeResult[]];
  readonly reference: Reference | undefined;
}

export interface Reference {
  readonly value: Value;
  /** `compensated` references are computed in wider types than the kernel's. */
  readonly method: 'compensated' | 'sequential';
  /** Of floating sums: Σ|x| and |Σx| over the values of the map. */
  readonly sums?: { readonly magnitude: number; readonly sum: number };
}

/** The accuracy of a result; `docs/profiling.md` has the formulas. What does not exist is left out. */
export function accuracyOf({ dtype, accumulator, shapes, reference }: AccuracyFacts): Accuracy {
  const [own] = shapes;
  const unit = unitAt(reference?.value ?? own.value, dtype) ?? unitAt(own.value, dtype);
  const ulps = (difference: number | undefined): number | undefined =>
    difference === undefined || unit === undefined ? undefined : difference / unit;
  const errors = shapes.map(({ value }) => (reference === undefined ? undefined : distance(value, reference.value)));
  const size = reference === undefined ? undefined : magnitude(reference.value);
  const isRelative = size !== undefined && size > 0;
  const range = rangeOf(shapes.map(({ value }) => value));
  const relative = (error: number | undefined): number | undefined =>
    error !== undefined && isRelative ? error / size : undefined;

  return {
    accumulator,
    ...defined('absoluteError', errors[0]),
    ...defined('relativeError', relative(errors[0])),
    ...defined('ulps', ulps(errors[0])),
    shapes: shapes.map(({ launch, value }, index) => ({
      ...launch,
      value: toJson(value),
      ...defined('ulps', ulps(errors[index])),
    })),
    spread: {
      distinct: new Set(shapes.map(({ value }) => JSON.stringify(toJson(value)))).size,
      ...(range === undefined
        ? {}
        : { min: range.min, max: range.max, ...defined('ulps', ulps(range.max - range.min)) }),
    },
    ...defined('conditionNumber', conditionNumber(reference)),
    ...defined('trustedDigits', trustedDigits(dtype, reference, errors.map(relative))),
  };
}

/** Σ|x| / |Σx|; undefined where the sum is 0 or no finite number. */
function conditionNumber(reference: Reference | undefined): number | undefined {
  const { magnitude: total, sum } = reference?.sums ?? {};
  if (total === undefined || sum === undefined || sum === 0) return undefined;
  return Number.isFinite(total / sum) ? total / sum : undefined;
}

/**
 * -log10 of the largest relative error of any shape, which is taken to be u at least: a result that is equal to its
 * reference is known to one rounding all the same. Only of references that are more precise than the kernel.
 */
function trustedDigits(
  dtype: string,
  reference: Reference | undefined,
  relativeErrors: readonly (number | undefined)[],
): number | undefined {
  const roundoff = unitRoundoff(dtype);
  const known = relativeErrors.filter((error) => error !== undefined);
  if (reference?.method !== 'compensated' || roundoff === undefined) return undefined;
  if (known.length < relativeErrors.length) return undefined;
  return Math.max(0, -Math.log10(Math.max(roundoff, ...known)));
}

/** |left - right|; of complex values the modulus. Undefined for other values, and where it is no finite number. */
function distance(left: Value, right: Value): number | undefined {
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return Number(left > right ? left - right : right - left);
  }
  const [a, b] = [parts(left), parts(right)];
  if (a === undefined || b === undefined || a.length !== b.length) return undefined;
  const difference = Math.hypot(...a.map((part, index) => part - (b[index] ?? NaN)));
  return Number.isFinite(difference) ? difference : undefined;
}

function magnitude(value: Value): number | undefined {
  const of = parts(value);
  const size = of && Math.hypot(...of);
  return size !== undefined && Number.isFinite(size) ? size : undefined;
}

/** The real parts of a number; undefined for truth values and structs. */
function parts(value: Value): readonly number[] | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return [Number(value)];
  return typeof value === 'object' && 're' in value ? [value.re, value.im] : undefined;
}

function unitAt(value: Value, dtype: string): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? ulpAt(value, dtype) : undefined;
}

/** The least and the greatest of real numbers; undefined where one is none, or is not finite. */
function rangeOf(values: readonly Value[]): { readonly min: number; readonly max: number } | undefined {
  const numbers = values.map((value) => (typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN));
  if (!numbers.every(Number.isFinite)) return undefined;
  return { min: Math.min(...numbers), max: Math.max(...numbers) };
}

function defined<Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, number>);
}

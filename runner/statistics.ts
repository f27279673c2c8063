import type { Run } from '../protocol/report';

/** Order statistics of samples, in the samples' unit. */
export type SampleSummary = Omit<NonNullable<NonNullable<Run['timings']>['kernel']>, 'values'>;

/** Order statistics of samples; undefined where there are none. Quantiles interpolate linearly (Hyndman & Fan, type 7). */
export function summarize(samples: readonly number[]): SampleSummary | undefined {
  if (samples.length === 0) return undefined;
  const sorted = [...samples].sort((a, b) => a - b);
  const error = medianError(sorted);
  return {
    median: quantile(sorted, 0.5),
    p05: quantile(sorted, 0.05),
    p95: quantile(sorted, 0.95),
    min: quantile(sorted, 0),
    samples: sorted.length,
    outliers: outliers(sorted),
    ...(error === undefined ? {} : { medianError: error }),
  };
}

/** The normal approximation of the interval's ranks does not hold for fewer. */
const FEWEST_FOR_ERROR = 10;

/**
 * Half the width of the 95 % confidence interval of the median, over the median, as `medianError` of native/data/timing.h has
 * it: the interval lies between two order statistics, and assumes nothing of the distribution.
 */
function medianError(sorted: readonly number[]): number | undefined {
  const count = sorted.length;
  const median = quantile(sorted, 0.5);
  if (count < FEWEST_FOR_ERROR || !(median > 0)) return undefined;
  const reach = (1.96 * Math.sqrt(count)) / 2;
  const lower = sorted[Math.max(0, Math.floor(count / 2 - reach))] ?? NaN;
  const upper = sorted[Math.min(count - 1, Math.ceil(count / 2 + reach))] ?? NaN;
  return (upper - lower) / 2 / median;
}

/** Samples above the upper fence: J. W. Tukey's three interquartile ranges above the third quartile ("far out"). */
function outliers(sorted: readonly number[]): number {
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const fence = third + 3 * (third - first);
  return sorted.filter((value) => value > fence).length;
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}

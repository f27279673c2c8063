import type { Run } from '../protocol/report';

/** Order statistics of samples, in the samples' unit. */
export type SampleSummary = Omit<NonNullable<NonNullable<Run['timings']>['kernel']>, 'values'>;

/** Order statistics of samples; undefined where there are none. Quantiles interpolate linearly (Hyndman & Fan, type 7). */
export function summarize(samples: readonly number[]): SampleSummary | undefined {
  if (samples.length === 0) return undefined;
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p05: quantile(sorted, 0.05),
    p95: quantile(sorted, 0.95),
    min: quantile(sorted, 0),
    samples: sorted.length,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}

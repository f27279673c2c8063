/** What is known of one run's samples of a quantity, in seconds. */
export interface SampleSummary {
  readonly median: number;
  readonly p05: number;
  readonly p95: number;
  /** How many there were. */
  readonly samples: number;
}

/** Fewer samples than this say nothing about their spread. */
export const FEWEST_SAMPLES = 5;

/** With fewer samples than this, chance puts a median outside the other's central 90 % too often. */
const FEW_SAMPLES = 10;

/**
 * The largest change of a median that is never called a change: clocks, temperature and placement in memory move it by
 * as much from one process to the next, whatever the spread within each.
 */
export const SAME_WITHIN = 0.02;

export type TimingVerdict = 'faster' | 'slower' | 'same' | 'within-noise';

export interface TimingComparison {
  readonly verdict: TimingVerdict;
  /** Relative change of the median time: -0.2 takes a fifth less time. */
  readonly change: number;
  /** The larger of the two spreads, as half of the central 90 % over the median. */
  readonly noise: number;
}

/**
 * Compares two sets of samples. Undefined where either is too small to judge.
 *
 * `faster` and `slower` are said where each median lies outside the central 90 % of the other's samples, and the medians
 * differ by more than 2 %: a typical sample of one would be a rare one of the other. Of fewer than ten samples the two
 * central ranges may not even touch. `same` is a claim too, and is made
 * only where the medians agree to 2 % and neither spread is larger than that. All else is `within-noise`.
 *
 * Medians and quantiles, since times are skewed and not normal (Hoefler and Belli, "Scientific Benchmarking of Parallel
 * Computing Systems", SC '15); and no test of significance over the samples, since samples of one process
 * are not independent, so that such tests find differences between two runs of the same program (Chen and Revels,
 * "Robust benchmarking in noisy environments", 2016, arXiv:1608.04295).
 */
export function compareSamples(now: SampleSummary, baseline: SampleSummary): TimingComparison | undefined {
  if (Math.min(now.samples, baseline.samples) < FEWEST_SAMPLES || !(now.median > 0) || !(baseline.median > 0)) {
    return undefined;
  }
  const change = now.median / baseline.median - 1;
  const noise = Math.max(noiseOf(now), noiseOf(baseline));
  return { verdict: verdictOf(now, baseline, change, noise), change, noise };
}

function verdictOf(now: SampleSummary, baseline: SampleSummary, change: number, noise: number): TimingVerdict {
  if (Math.abs(change) <= SAME_WITHIN) return noise <= SAME_WITHIN ? 'same' : 'within-noise';
  if (isBelow(now, baseline)) return 'faster';
  return isBelow(baseline, now) ? 'slower' : 'within-noise';
}

/** Whether what is typical of the one is rare in the other, and smaller. */
function isBelow(low: SampleSummary, high: SampleSummary): boolean {
  if (Math.min(low.samples, high.samples) < FEW_SAMPLES) return low.p95 < high.p05;
  return low.median < high.p05 && high.median > low.p95;
}

/** Half of the central 90 % over the median: 0.01 where nine in ten samples lie within about 1 % of it. */
export function noiseOf({ median, p05, p95 }: Omit<SampleSummary, 'samples'>): number {
  return (p95 - p05) / 2 / median;
}

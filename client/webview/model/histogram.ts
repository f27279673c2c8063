export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface Histogram {
  readonly bins: readonly Bin[];
  /** Samples beyond the last bin: a few slow ones would squeeze all others into one bin. */
  readonly beyond: number;
}

const MOST_BINS = 60;
const FEWEST_BINS = 5;

/**
 * Bins of equal width by Freedman and Diaconis ("On the histogram as a density estimator", 1981): twice the
 * interquartile range over the cube root of the number of samples. The last bin ends at the largest sample or, where
 * outliers lie far out, one and a half times the central 90 % above it.
 */
export function histogram(values: readonly number[]): Histogram {
  const sorted = values.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted[0], sorted[sorted.length - 1]];
  if (lowest === undefined || highest === undefined) return { bins: [], beyond: 0 };
  if (lowest === highest) return { bins: [{ from: lowest, to: highest, count: sorted.length }], beyond: 0 };
  const [p05, p25, p75, p95] = [0.05, 0.25, 0.75, 0.95].map((share) => quantile(sorted, share)) as Quartet;
  const end = p95 > p05 ? Math.min(highest, p95 + 1.5 * (p95 - p05)) : highest;
  const ideal = (2 * (p75 - p25)) / Math.cbrt(sorted.length);
  const wanted = ideal > 0 ? Math.ceil((end - lowest) / ideal) : FEWEST_BINS;
  const count = Math.min(MOST_BINS, Math.max(FEWEST_BINS, wanted));
  const width = (end - lowest) / count;
  const counts = new Array<number>(count).fill(0);
  let beyond = 0;
  for (const value of sorted) {
    if (value > end) beyond += 1;
    else {
      const index = Math.min(count - 1, Math.floor((value - lowest) / width));
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  const bins = counts.map((inBin, index) => ({
    from: lowest + index * width,
    to: lowest + (index + 1) * width,
    count: inBin,
  }));
  return { bins, beyond };
}

type Quartet = [number, number, number, number];

/** Of sorted values, by linear interpolation. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

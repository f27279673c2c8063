import type { Run, SweepPoint } from '../../protocol/report';

/** Two parameters fit two points always, and say nothing. */
const FEWEST_POINTS = 4;
/** A line that a point lies further from, relatively, is no picture of the sweep: caches of several levels make such ones. */
const WORST_DEVIATION = 0.5;

/**
 * Fits `time = fixed + perElement · count` to a sweep, by least squares of relative deviations: each point counts alike, the
 * small ones for the fixed cost and the large ones for the rate. Half of the asymptotic rate is reached where both parts
 * are equal: R. W. Hockney's half-performance length n½ ("The n½ method of algorithm analysis", 1983). Undefined where
 * there are too few points, where time does not grow with size, and where a point lies further than half of its time away.
 */
export function fitSweep(sweep: readonly SweepPoint[]): Run['sweepFit'] {
  const points = sweep.filter(({ median }) => median > 0);
  if (points.length < FEWEST_POINTS) return undefined;
  // With weights 1/t the residual of a point is fixed/t + perElement·count/t - 1.
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let a1 = 0;
  let b1 = 0;
  for (const { count, median } of points) {
    const a = 1 / median;
    const b = count / median;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    a1 += a;
    b1 += b;
  }
  const determinant = aa * bb - ab * ab;
  const solved = { fixed: (a1 * bb - b1 * ab) / determinant, perElement: (b1 * aa - a1 * ab) / determinant };
  // A line through the origin is the best one where the other would start below it.
  const { fixed, perElement } = solved.fixed >= 0 ? solved : { fixed: 0, perElement: b1 / bb };
  if (!(perElement > 0) || !Number.isFinite(fixed)) return undefined;
  const deviations = points.map(({ count, median }) => Math.abs((fixed + perElement * count) / median - 1));
  const worstDeviation = Math.max(...deviations);
  if (worstDeviation > WORST_DEVIATION) return undefined;
  const last = points.at(-1);
  const elementBytes = last === undefined ? 0 : last.bytes / last.count;
  return {
    fixed,
    perElement,
    halfCount: fixed / perElement,
    worstDeviation,
    ...(elementBytes > 0 ? { bytesPerSecond: elementBytes / perElement } : {}),
  };
}

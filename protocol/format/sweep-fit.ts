import type { Run } from '../report';
import { formatBandwidth, formatCountShort, formatPercent, formatSeconds } from './quantity';

/** `4.1 µs + n at 3.06 TB/s; half of that from 3.1M elements on; within 6 %`, in the parts that hold. */
export function formatSweepFit(fit: NonNullable<Run['sweepFit']>): string {
  const { fixed, perElement, bytesPerSecond, halfCount, worstDeviation } = fit;
  const rate =
    bytesPerSecond === undefined
      ? `${formatSeconds(perElement * 1e6)} a million elements`
      : `n at ${formatBandwidth(bytesPerSecond)}`;
  const half = halfCount < 1 ? '' : `; half of that from ${formatCountShort(Math.round(halfCount))} elements on`;
  return `${formatSeconds(fixed)} + ${rate}${half}; points within ${formatPercent(worstDeviation)}`;
}

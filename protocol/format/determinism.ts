import type { Run } from '../report';
import { formatFactor, formatSeconds } from './quantity';

/** What being deterministic costs, in words: `1.04× the time of the default plan (4.70 µs)`. */
export function formatDeterminism({ ratio, plainMedian }: NonNullable<Run['determinism']>): string {
  return `${formatFactor(ratio)} the time of the default plan (${formatSeconds(plainMedian)})`;
}

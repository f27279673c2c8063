import type { TimingRequest } from '../../native/binding';
import type { SweepPoint } from '../../protocol/report';
import { summarize, type SampleSummary } from '../statistics';

const SMALLEST_COUNT = 1024;
const GROWTH = 4;

/** Enough to tell a point's spread; the whole has the samples that the user asked for. */
const POINT_SAMPLES = 5;
const POINT_BUDGET_SECONDS = 0.1;

/** Sizes of a sweep's points: from 1024, each four times the one before, and the whole. None of nothing. */
export function sweepCounts(whole: number): readonly number[] {
  const counts: number[] = [];
  for (let count = SMALLEST_COUNT; count < whole; count *= GROWTH) counts.push(count);
  return whole > 0 ? [...counts, whole] : [];
}

export interface SweepRequest {
  /** Values that `i` takes in the whole reduction. */
  readonly count: number;
  /** Samples of the whole reduction, which are not taken again. */
  readonly whole: SampleSummary;
  readonly maxSamples: number;
  /** Times the reduction of the first `count` values, in seconds. */
  readonly sample: (count: number, timing: TimingRequest) => Promise<readonly number[]>;
  /** Bytes that a reduction of `count` values has to read at least. */
  readonly bytesOf: (count: number) => number;
  readonly signal: AbortSignal;
  /** Called before each point that is measured. */
  readonly onPoint: () => void;
}

/**
 * Times the same reduction at growing sizes. Throws the signal's reason where it is aborted between two points; a point
 * takes little longer than its budget, unless a single reduction does.
 */
export async function takeSweep(request: SweepRequest): Promise<SweepPoint[]> {
  const { count: whole, signal } = request;
  const timing: TimingRequest = {
    warmups: 1,
    minSamples: POINT_SAMPLES,
    maxSamples: Math.max(POINT_SAMPLES, request.maxSamples),
    budgetSeconds: POINT_BUDGET_SECONDS,
  };
  const points: SweepPoint[] = [];
  for (const count of sweepCounts(whole)) {
    signal.throwIfAborted();
    if (count < whole) request.onPoint();
    const summary = count < whole ? summarize(await request.sample(count, timing)) : request.whole;
    if (summary !== undefined) points.push(pointOf(count, summary, request.bytesOf(count)));
  }
  signal.throwIfAborted();
  return points;
}

function pointOf(count: number, { median, p05, p95, samples }: SampleSummary, bytes: number): SweepPoint {
  const isRate = bytes > 0 && median > 0;
  return { count, median, p05, p95, samples, bytes, ...(isRate ? { bytesPerSecond: bytes / median } : {}) };
}

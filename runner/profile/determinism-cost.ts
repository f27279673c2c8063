import type { TimingRequest } from '../../native/binding';
import type { Run } from '../../protocol/report';
import { summarize } from '../statistics';

/** Times one way to reduce the same data: the seconds of each sample. */
export type Sample = (timing: TimingRequest) => Promise<readonly number[]>;

export interface CostRequest {
  /** With the plan that is the same everywhere. */
  readonly deterministic: Sample;
  /** With the plan that the kernel would have otherwise. */
  readonly plain: Sample;
  readonly signal: AbortSignal;
}

/** Both are timed in turn, so that a clock that changes meanwhile slows both. */
const ROUNDS = 7;
const timing: TimingRequest = { warmups: 1, minSamples: 3, maxSamples: 50, budgetSeconds: 0.02 };

/**
 * What being deterministic costs: the median times of both ways, in seconds, and their ratio. Undefined where they took
 * no time that could be measured. Throws the signal's reason where it is aborted between two rounds.
 */
export async function measureDeterminism(request: CostRequest): Promise<Run['determinism']> {
  const [deterministic, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    request.signal.throwIfAborted();
    // Neither always goes first.
    const order = round % 2 === 0 ? (['deterministic', 'plain'] as const) : (['plain', 'deterministic'] as const);
    for (const way of order) {
      const seconds = await request[way](timing);
      (way === 'plain' ? plain : deterministic).push(...seconds);
    }
  }
  const [own, other] = [summarize(deterministic), summarize(plain)];
  if (own === undefined || other === undefined || !(own.median > 0) || !(other.median > 0)) return undefined;
  return {
    median: own.median,
    plainMedian: other.median,
    ratio: own.median / other.median,
    samples: Math.min(own.samples, other.samples),
  };
}

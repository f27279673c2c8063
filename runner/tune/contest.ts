import type { TimingRequest } from '../../native/binding';
import { compareSamples, FEWEST_SAMPLES, type TimingComparison } from '../../protocol/compare/samples';
import { summarize } from '../statistics';

/** One of several programs that are measured in turn. */
export interface Contestant {
  readonly measure: (timing: TimingRequest) => Promise<readonly number[]>;
  /** About what a sample takes, in seconds. */
  readonly expected: number;
  /** Seconds, in the order that they were taken. */
  readonly samples: number[];
}

/** Seconds of samples that one contestant takes before it is the next one's turn. */
const TURN_SECONDS = 0.005;
const MOST_OF_TURN = 10;

/** Samples of each that a verdict is founded on, while there is time, and after which an unclear one stays unclear. */
const WANTED_SAMPLES = 20;
const MOST_SAMPLES = 120;

/**
 * Lets contestants take samples in turn, there and back (A B C C B A), so that a drift of clocks or temperature is shared by
 * all of them alike.
 */
export async function takeTurns(contestants: readonly Contestant[], signal: AbortSignal): Promise<void> {
  for (const contestant of [...contestants, ...contestants.toReversed()]) {
    signal.throwIfAborted();
    contestant.samples.push(...(await contestant.measure(turnOf(contestant.expected))));
  }
}

function turnOf(expected: number): TimingRequest {
  const samples = Math.max(1, Math.min(MOST_OF_TURN, Math.floor(TURN_SECONDS / expected)));
  // What a turn's first launch finds in the caches is the last contestant's.
  const warmups = expected < TURN_SECONDS ? 1 : 0;
  return { warmups, minSamples: samples, maxSamples: samples, budgetSeconds: 0 };
}

/** About the least that a contest takes, in seconds. */
export function leastSecondsOf(contestants: readonly Contestant[]): number {
  const rounds = Math.ceil(FEWEST_SAMPLES / 2);
  return 2 * rounds * contestants.reduce((sum, { expected }) => sum + expected, 0);
}

export interface ContestLimits {
  readonly signal: AbortSignal;
  /** Whether time is over: no more samples are taken than a verdict needs. */
  readonly isOver: () => boolean;
  /** Whether a contestant has failed. */
  readonly isSpoiled: () => boolean;
}

/**
 * Measures a challenger in turn with its rivals until it is clear how it compares with each of them, or time is over.
 * Gives the comparison with each rival; undefined where there are too few samples to say, or a contestant failed.
 */
export async function contest(
  challenger: Contestant,
  rivals: readonly Contestant[],
  { signal, isOver, isSpoiled }: ContestLimits,
): Promise<readonly (TimingComparison | undefined)[]> {
  for (;;) {
    await takeTurns([...rivals, challenger], signal);
    if (isSpoiled()) return rivals.map(() => undefined);
    const own = summarize(challenger.samples);
    const comparisons = rivals.map((rival) => {
      const other = summarize(rival.samples);
      return own && other && compareSamples(own, other);
    });
    const fewest = Math.min(...[challenger, ...rivals].map(({ samples }) => samples.length));
    const isClear = comparisons.every((one) => one !== undefined && one.verdict !== 'within-noise');
    const isEnough = isClear ? fewest >= WANTED_SAMPLES : fewest >= MOST_SAMPLES;
    if (isEnough || (isOver() && fewest >= FEWEST_SAMPLES)) return comparisons;
  }
}

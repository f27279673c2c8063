import { distanceBetween, type PlanVariant } from '../../codegen';
import type { JobResult, TimingRequest } from '../../native/binding';
import { SAME_WITHIN, type TimingComparison } from '../../protocol/compare/samples';
import type { TrialOutcome } from '../../protocol/tuning';
import { summarize, type SampleSummary } from '../statistics';
import { VariantFailure, type Bench, type Measurement } from './bench';
import { contest, leastSecondsOf, takeTurns, type Contestant } from './contest';

export interface SearchRequest<Plan> {
  readonly bench: Bench<Plan>;
  /** The default plan. */
  readonly start: PlanVariant<Plan>;
  readonly others: readonly PlanVariant<Plan>[];
  /** Those of the others to try first: what an earlier search found. */
  readonly seeds?: readonly PlanVariant<Plan>[];
  readonly budgetSeconds: number;
  readonly signal: AbortSignal;
  /** A clock, in seconds. */
  readonly now: () => number;
  readonly onProgress: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  readonly stage: 'compiling' | 'running';
  readonly tried: number;
  /** Median seconds. */
  readonly defaultSeconds: number;
  readonly bestSeconds: number;
}

/** What became of one variant. */
export interface VariantTrial<Plan> {
  readonly variant: PlanVariant<Plan>;
  outcome: TrialOutcome;
  message?: string;
  /** Seconds, of every measurement that there was. */
  readonly samples: number[];
  launch?: JobResult['launch'];
}

/** A variant that was measured in turn with the default, and is faster beyond noise. */
export interface VerifiedVariant<Plan> {
  readonly variant: PlanVariant<Plan>;
  readonly kernel: SampleSummary;
  readonly default: SampleSummary;
  readonly comparison: TimingComparison;
}

export interface SearchOutcome<Plan> {
  /** In the order that they were tried, the default first. */
  readonly trials: readonly VariantTrial<Plan>[];
  readonly pruned: number;
  readonly verified?: VerifiedVariant<Plan>;
  readonly seconds: number;
  readonly isCancelled: boolean;
  /** What ended the search early: a variant that left the device unusable. */
  readonly failure?: unknown;
}

/** Shares of the budget by which each part of the search ends; the rest is for the last comparison with the default. */
const EXPLORE_UNTIL = 0.65;
const REFINE_UNTIL = 0.85;

const FINALISTS = 8;
/** How much slower than the best at first sight a variant may be to be looked at again. */
const FINALIST_WITHIN = 1.1;

const SCREEN_SECONDS = 0.003;
const SCREEN_SAMPLES = 7;
const FEWEST_SCREEN_SAMPLES = 3;
/** Samples this many times as long as the default's end a variant's measurement. */
const TOO_SLOW = 10;

/**
 * Looks for a plan that is faster than the default, in a given time.
 *
 * Variants are tried the nearest to the best so far first: those that differ in one parameter, then in two, near values
 * before far ones. Each is measured shortly. One that looks faster than the best must beat it and the default in a
 * contest, in turn, before it takes its place. When most of the time is over the few best are halved by further
 * rounds, and last the winner is compared with the default anew: unless it is faster beyond noise, the default stays.
 *
 * A variant that does not compile, fails or gives a wrong result is a trial with its reason. Throws what is wrong with the
 * default plan itself.
 */
export async function search<Plan>(request: SearchRequest<Plan>): Promise<SearchOutcome<Plan>> {
  return new Search(request).run();
}

class Search<Plan> {
  private readonly trials = new Map<PlanVariant<Plan>, VariantTrial<Plan>>();
  private readonly pruned = new Set<PlanVariant<Plan>>();
  /** Variants that have lost against the incumbent. */
  private readonly beaten = new Set<PlanVariant<Plan>>();
  private readonly compiled = new Set<string>();
  private nearest: { readonly centre?: PlanVariant<Plan>; readonly variants: readonly PlanVariant<Plan>[] } = {
    variants: [],
  };
  private readonly begin: number;
  private readonly startTrial: VariantTrial<Plan>;
  private incumbent: VariantTrial<Plan>;
  private verified: VerifiedVariant<Plan> | undefined;

  constructor(private readonly request: SearchRequest<Plan>) {
    this.begin = request.now();
    this.startTrial = this.beginTrial(request.start);
    this.incumbent = this.startTrial;
  }

  async run(): Promise<SearchOutcome<Plan>> {
    const { signal } = this.request;
    let failure: unknown;
    try {
      await this.measureStart();
      await this.explore();
      await this.refine();
      await this.confirm();
    } catch (error) {
      if (!signal.aborted) {
        if (!(error instanceof VariantFailure) || !error.isFatal || this.startTrial.samples.length === 0) throw error;
        failure = error.cause;
      }
    }
    return {
      trials: [...this.trials.values()],
      pruned: this.pruned.size,
      ...(this.verified === undefined ? {} : { verified: this.verified }),
      seconds: this.request.now() - this.begin,
      isCancelled: signal.aborted,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** What is wrong with the default is wrong with the kernel, and no trial's matter. */
  private async measureStart(): Promise<void> {
    const { bench, start } = this.request;
    await bench.compile(start);
    this.compiled.add(start.program);
    this.keep(this.startTrial, await bench.measure(start, screening(1)));
  }

  private async explore(): Promise<void> {
    while (!this.isPast(EXPLORE_UNTIL)) {
      const batch = this.nextBatch();
      if (batch.length === 0) return;
      this.report('compiling');
      const trials = batch.map((variant) => this.beginTrial(variant));
      await Promise.all(trials.map((trial) => this.attempt(trial, () => this.request.bench.compile(trial.variant))));
      for (const { variant } of trials) this.compiled.add(variant.program);
      for (const trial of trials) {
        if (this.isPast(EXPLORE_UNTIL)) this.forget(trial);
        else if (trial.outcome === 'correct') await this.screen(trial);
      }
      await this.challenge(this.fastest().find(({ variant }) => !this.beaten.has(variant)));
    }
  }

  /** The nearest variants to the best so far, as many as keep the compilers busy once. */
  private nextBatch(): readonly PlanVariant<Plan>[] {
    const { bench, seeds = [] } = this.request;
    const unseen = seeds.filter((variant) => !this.trials.has(variant));
    if (unseen.length > 0) return unseen;
    const batch: PlanVariant<Plan>[] = [];
    const programs = new Set<string>();
    for (const variant of this.openVariants()) {
      if (bench.objection(variant) !== undefined) {
        this.pruned.add(variant);
        continue;
      }
      const isNew = !this.compiled.has(variant.program) && !programs.has(variant.program);
      if ((isNew && programs.size === bench.parallelism) || batch.length === 4 * bench.parallelism) break;
      if (isNew) programs.add(variant.program);
      batch.push(variant);
    }
    return batch;
  }

  /** Variants that were not tried, the nearest to the incumbent first: sorted anew only where there is a new one. */
  private openVariants(): readonly PlanVariant<Plan>[] {
    const centre = this.incumbent.variant;
    if (this.nearest.centre !== centre) {
      const distances = new Map(this.request.others.map((variant) => [variant, distanceBetween(variant, centre)]));
      const distanceOf = (variant: PlanVariant<Plan>): number => distances.get(variant) ?? 0;
      const sorted = [...distances.keys()].sort((one, other) => distanceOf(one) - distanceOf(other));
      this.nearest = { centre, variants: sorted };
    }
    const open = this.nearest.variants.filter((variant) => !this.trials.has(variant) && !this.pruned.has(variant));
    this.nearest = { centre, variants: open };
    return open;
  }

  private async screen(trial: VariantTrial<Plan>): Promise<void> {
    this.request.signal.throwIfAborted();
    await this.attempt(trial, async () => {
      this.keep(trial, await this.request.bench.measure(trial.variant, screening(secondsOf(this.startTrial))));
      if (Math.min(...trial.samples) > TOO_SLOW * secondsOf(this.startTrial)) {
        throw new VariantFailure('timeout', `It took more than ${TOO_SLOW} times as long as the default.`);
      }
    });
    this.report('running');
  }

  /** Halves the field of the best by rounds in turn, and lets the last of them challenge the incumbent. */
  private async refine(): Promise<void> {
    const limit = FINALIST_WITHIN * secondsOf(this.incumbent);
    let field = this.fastest()
      .filter((trial) => trial !== this.incumbent && secondsOf(trial) <= limit)
      .slice(0, FINALISTS)
      .map((trial) => ({ trial, contestant: this.contestantOf(trial) }));
    while (field.length > 1 && !this.isPast(REFINE_UNTIL)) {
      await takeTurns(
        field.map(({ contestant }) => contestant),
        this.request.signal,
      );
      this.report('running');
      field = field
        .filter(({ trial }) => trial.outcome === 'correct')
        .sort((one, other) => medianOf(one.contestant.samples) - medianOf(other.contestant.samples))
        .slice(0, Math.ceil(field.length / 2));
    }
    await this.challenge(field[0]?.trial);
  }

  /** Puts a variant in the incumbent's place where it beats it and the default, beyond noise. */
  private async challenge(trial: VariantTrial<Plan> | undefined): Promise<void> {
    if (trial === undefined || trial === this.incumbent || this.beaten.has(trial.variant)) return;
    if (secondsOf(trial) > (1 - SAME_WITHIN) * secondsOf(this.incumbent)) return;
    const rivals = this.incumbent === this.startTrial ? [this.startTrial] : [this.startTrial, this.incumbent];
    const verified = await this.contestOf(trial, rivals, REFINE_UNTIL);
    if (verified === undefined) {
      this.beaten.add(trial.variant);
      return;
    }
    this.incumbent = trial;
    this.verified = verified;
    this.report('running');
  }

  /** The last word: the winner against the default, with samples of their own. */
  private async confirm(): Promise<void> {
    if (this.incumbent === this.startTrial) return;
    this.verified = await this.contestOf(this.incumbent, [this.startTrial], 1);
  }

  /** A contest of a variant against others, the default first; undefined unless it is faster than each of them. */
  private async contestOf(
    trial: VariantTrial<Plan>,
    rivals: readonly VariantTrial<Plan>[],
    until: number,
  ): Promise<VerifiedVariant<Plan> | undefined> {
    const own = this.contestantOf(trial);
    const others = rivals.map((rival) => this.contestantOf(rival));
    const elapsed = this.request.now() - this.begin;
    // Unless it can be told in about the time that there is, the default stays.
    if (elapsed + leastSecondsOf([own, ...others]) > 2 * this.request.budgetSeconds) return undefined;
    const comparisons = await contest(own, others, {
      signal: this.request.signal,
      isOver: () => this.isPast(until),
      isSpoiled: () => [trial, ...rivals].some(({ outcome }) => outcome !== 'correct'),
    });
    if (this.incumbent.outcome !== 'correct') {
      this.incumbent = this.startTrial;
      this.verified = undefined;
    }
    const [comparison] = comparisons;
    const [kernel, reference] = [summarize(own.samples), summarize(others[0]?.samples ?? [])];
    if (comparison === undefined || kernel === undefined || reference === undefined) return undefined;
    if (!comparisons.every((one) => one?.verdict === 'faster')) return undefined;
    return { variant: trial.variant, kernel, default: reference, comparison };
  }

  private contestantOf(trial: VariantTrial<Plan>): Contestant {
    return {
      expected: secondsOf(trial),
      samples: [],
      measure: async (timing: TimingRequest) => {
        const before = trial.samples.length;
        await this.attempt(trial, async () => {
          this.keep(trial, await this.request.bench.measure(trial.variant, timing));
        });
        return trial.samples.slice(before);
      },
    };
  }

  private beginTrial(variant: PlanVariant<Plan>): VariantTrial<Plan> {
    const trial: VariantTrial<Plan> = { variant, outcome: 'correct', samples: [] };
    this.trials.set(variant, trial);
    return trial;
  }

  /** A variant that there was no time for was not tried. */
  private forget(trial: VariantTrial<Plan>): void {
    if (trial.outcome === 'correct') this.trials.delete(trial.variant);
  }

  private keep(trial: VariantTrial<Plan>, { seconds, launch }: Measurement): void {
    trial.samples.push(...seconds);
    if (launch !== undefined) trial.launch = launch;
  }

  /** Does something with a variant; what is wrong with it becomes its outcome. */
  private async attempt(trial: VariantTrial<Plan>, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof VariantFailure) || trial === this.startTrial) throw error;
      trial.outcome = error.outcome;
      trial.message = error.message;
      if (error.isFatal) throw error;
    }
  }

  /** Correct variants, the fastest first. */
  private fastest(): readonly VariantTrial<Plan>[] {
    return [...this.trials.values()]
      .filter(({ outcome, samples }) => outcome === 'correct' && samples.length > 0)
      .sort((one, other) => secondsOf(one) - secondsOf(other));
  }

  private isPast(share: number): boolean {
    this.request.signal.throwIfAborted();
    return this.request.now() - this.begin >= share * this.request.budgetSeconds;
  }

  private report(stage: SearchProgress['stage']): void {
    this.request.onProgress({
      stage,
      tried: this.trials.size,
      defaultSeconds: secondsOf(this.startTrial),
      bestSeconds: secondsOf(this.incumbent),
    });
  }
}

function screening(expected: number): TimingRequest {
  const isShort = expected < SCREEN_SECONDS;
  return {
    warmups: isShort ? 1 : 0,
    // One sample may be disturbed by anything.
    minSamples: isShort ? FEWEST_SCREEN_SAMPLES : 1,
    maxSamples: SCREEN_SAMPLES,
    budgetSeconds: SCREEN_SECONDS,
  };
}

function secondsOf({ samples }: { readonly samples: readonly number[] }): number {
  return medianOf(samples);
}

function medianOf(samples: readonly number[]): number {
  return summarize(samples)?.median ?? Infinity;
}

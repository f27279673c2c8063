import type { PlanVariant } from '../../codegen';
import type { JobResult, TimingRequest } from '../../native/binding';
import type { TrialOutcome } from '../../protocol/tuning';

/** What one measurement of a variant gave. */
export interface Measurement {
  /** Seconds, one for each sample. */
  readonly seconds: readonly number[];
  /** Of the kernel, CUDA only. */
  readonly launch?: JobResult['launch'];
}

/** Compiles and measures the variants of one kernel. What is wrong with a variant is thrown as a VariantFailure. */
export interface Bench<Plan> {
  /** How many programs are worth compiling side by side. */
  readonly parallelism: number;
  /** Compiles what the variant needs; at once where another variant has compiled it. */
  compile(variant: PlanVariant<Plan>): Promise<void>;
  /** Takes samples, and checks the result that came with them. */
  measure(variant: PlanVariant<Plan>, timing: TimingRequest): Promise<Measurement>;
  /** Why what is known by now makes a variant not worth a try; undefined where it may be. */
  objection(variant: PlanVariant<Plan>): string | undefined;
}

/** A variant is out of the search, and why. */
export class VariantFailure extends Error {
  /** Set where nothing can be measured in this process any more. */
  readonly isFatal: boolean;

  constructor(
    readonly outcome: Exclude<TrialOutcome, 'correct'>,
    message: string,
    /** What failed, where something else than the variant's result did. */
    { cause, isFatal = false }: { readonly cause?: unknown; readonly isFatal?: boolean } = {},
  ) {
    super(message, { cause });
    this.name = 'VariantFailure';
    this.isFatal = isFatal;
  }
}

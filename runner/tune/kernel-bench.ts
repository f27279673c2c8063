import type { PlanVariant } from '../../codegen';
import type { Value } from '../../language';
import type { JobResult, TimingRequest } from '../../native/binding';
import { CompileFailure, type PreparedKernel } from '../backends/backend';
import { toErrorData } from '../errors';
import { VariantFailure, type Bench, type Measurement } from './bench';
import type { ResultCheck } from './result-check';
import type { TuningTarget } from './target';

export interface KernelBenchOptions {
  /** Values that `i` takes. */
  readonly count: number;
  readonly decode: (result: Uint8Array) => Value;
  readonly signal: AbortSignal;
}

/** A bench for one kernel on a device. Programs stay until it is released. */
export class KernelBench<Plan, Program> implements Bench<Plan> {
  private readonly programs = new Map<string, Promise<Program>>();
  /** What every result is held against; until it is set, any result will do. */
  check: ResultCheck = () => undefined;

  constructor(
    private readonly target: TuningTarget<Plan, Program>,
    private readonly options: KernelBenchOptions,
  ) {}

  get parallelism(): number {
    return this.target.parallelism;
  }

  async compile(variant: PlanVariant<Plan>): Promise<void> {
    try {
      await this.programOf(variant);
    } catch (error) {
      this.options.signal.throwIfAborted();
      const { message } = toErrorData(error);
      // A generator that refuses a plan throws an error of its own.
      if (error instanceof CompileFailure || error instanceof RangeError) throw new VariantFailure('compile', message);
      throw error;
    }
  }

  async measure(variant: PlanVariant<Plan>, timing: TimingRequest): Promise<Measurement> {
    const { result, kernelSeconds, launch } = await this.run(variant, timing);
    if (launch !== undefined) this.target.learn(variant, launch);
    const wrong = this.check(this.options.decode(result));
    if (wrong !== undefined) throw new VariantFailure('correctness', wrong);
    return { seconds: kernelSeconds, launch };
  }

  objection(variant: PlanVariant<Plan>): string | undefined {
    return this.target.objection(variant);
  }

  /** What compiling a variant's program told. */
  async preparedOf(variant: PlanVariant<Plan>): Promise<PreparedKernel> {
    return this.target.ready(variant.plan, await this.programOf(variant));
  }

  /** The result of one reduction. */
  async resultOf(variant: PlanVariant<Plan>): Promise<Value> {
    const { result } = await this.run(variant, { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 });
    return this.options.decode(result);
  }

  /** Frees the inputs and the programs, those that are still being compiled as soon as they are. */
  release(): void {
    this.target.releaseInputs();
    for (const program of this.programs.values()) {
      // There is nothing to free of what did not compile.
      program.then(this.target.releaseProgram, () => undefined);
    }
  }

  private async run(variant: PlanVariant<Plan>, timing: TimingRequest): Promise<JobResult> {
    await this.compile(variant);
    const { reduce } = await this.preparedOf(variant);
    return reduce(this.options.count, timing).catch((error: unknown) => {
      throw this.failureOf(error);
    });
  }

  private programOf(variant: PlanVariant<Plan>): Promise<Program> {
    const known = this.programs.get(variant.program);
    if (known !== undefined) return known;
    const program = this.target.compile(variant.plan);
    this.programs.set(variant.program, program);
    return program;
  }

  private failureOf(error: unknown): unknown {
    if (this.options.signal.aborted) return error;
    const data = toErrorData(error);
    if (data.code === 'internal') return error;
    const message = [data.message, data.cuda, data.doing].filter((part) => part !== undefined).join('; ');
    const isTooMuch = data.code === 'out-of-memory' || data.cuda === 'CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES';
    return new VariantFailure(isTooMuch ? 'resources' : 'runtime', message, {
      cause: error,
      isFatal: data.fatal === true,
    });
  }
}

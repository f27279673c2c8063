import {
  cpuSpace,
  cudaSpace,
  distinctLaunches,
  gridOf,
  planCpu,
  planCuda,
  variantsAround,
  variantWith,
  type CpuPlan,
  type CudaPlan,
  type PlanParameters,
  type PlanVariant,
} from '../../codegen';
import type { JobResult, NativeCudaDevice } from '../../native/binding';
import type { BackendRequest, PreparedKernel } from '../backends/backend';
import { compileCpuPlan, withCpuProgram, type CpuProgram } from '../backends/cpu';
import { compileCudaPlan, withCudaProgram, type CudaProgram } from '../backends/cuda';
import type { SelectedDevice } from '../select-device';
import { cpuKey, cudaKey, suitedToRange } from './chosen-plan';
import { Residency } from './residency';
import type { TuningKey } from './tuning-entry';

/** A kernel on a device, as something to tune. */
export interface TuningTarget<Plan, Program> {
  readonly key: TuningKey;
  readonly start: PlanVariant<Plan>;
  /** One for each launch: variants that are the same for the input are left out. */
  readonly others: readonly PlanVariant<Plan>[];
  /** The variant with parameters that were kept earlier, maybe for another input. */
  readonly variantWith: (parameters: PlanParameters) => PlanVariant<Plan> | undefined;
  /** How many programs are worth compiling side by side. */
  readonly parallelism: number;
  readonly compile: (plan: Plan) => Promise<Program>;
  readonly ready: (plan: Plan, program: Program) => PreparedKernel;
  /** Tells what a launch of a variant showed. */
  readonly learn: (variant: PlanVariant<Plan>, launch: NonNullable<JobResult['launch']>) => void;
  readonly objection: (variant: PlanVariant<Plan>) => string | undefined;
  readonly releaseProgram: (program: Program) => void;
  /** Frees the inputs that all variants ran on. */
  readonly releaseInputs: () => void;
}

/** NVRTC takes hundreds of megabytes for each program that it compiles at a time. */
const MOST_COMPILATIONS = 8;

function parallelismOf({ tools }: BackendRequest): number {
  return Math.max(1, Math.min(MOST_COMPILATIONS, tools.discovery.cpu.cores));
}

export function cudaTarget(request: BackendRequest, device: NativeCudaDevice): TuningTarget<CudaPlan, CudaProgram> {
  const { kernel, data } = request;
  const { count } = data.range;
  const plan = planCuda(kernel, device, count, data.range);
  const variants = variantsAround(cudaSpace(kernel, device), plan);
  const { start, others } = distinctLaunches(variants, (each) => gridOf(each, count));
  const residency = new Residency(kernel, device, count);
  residency.begin(start);
  return {
    key: cudaKey(request, device),
    start,
    others,
    variantWith: (parameters) => variantWith(variants, parameters),
    parallelism: parallelismOf(request),
    compile: (each) => compileCudaPlan(request, device, suitedToRange(each, data.range)),
    ready: (each, program) =>
      withCudaProgram(request, device, { plan: suitedToRange(each, data.range), source: 'default' }, program),
    learn: (variant, launch) => {
      residency.learn(variant, launch);
    },
    objection: (variant) => residency.objection(variant),
    releaseProgram: () => undefined,
    releaseInputs: () => {
      request.tools.addon.releaseInputs(device.ordinal);
    },
  };
}

export function cpuTarget(request: BackendRequest): TuningTarget<CpuPlan, CpuProgram> {
  const { count } = request.data.range;
  const variants = variantsAround(cpuSpace(), planCpu(request.kernel));
  const { start, others } = distinctLaunches(variants, ({ chunkSize }) => Math.min(chunkSize, count));
  return {
    key: cpuKey(request),
    start,
    others,
    variantWith: (parameters) => variantWith(variants, parameters),
    parallelism: parallelismOf(request),
    compile: (plan) => compileCpuPlan(request, plan),
    ready: (plan, program) => withCpuProgram(request, { plan, source: 'default' }, program),
    learn: () => undefined,
    objection: () => undefined,
    releaseProgram: ({ compiled }) => {
      compiled.release();
    },
    releaseInputs: () => {
      request.tools.addon.releaseInputs(undefined);
    },
  };
}

/** Calls `work` with what there is to tune on a device. */
export function withTarget<Result>(
  request: BackendRequest,
  selected: SelectedDevice,
  work: <Plan, Program>(target: TuningTarget<Plan, Program>) => Promise<Result>,
): Promise<Result> {
  return selected.kind === 'cuda' ? work(cudaTarget(request, selected.device)) : work(cpuTarget(request));
}

import {
  cpuSpace,
  cudaSpace,
  planCpu,
  planCuda,
  variantsAround,
  type CpuPlan,
  type CudaPlan,
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
  readonly others: readonly PlanVariant<Plan>[];
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
  const plan = planCuda(kernel, device, count);
  const { start, others } = variantsAround(cudaSpace(kernel, device), plan);
  const residency = new Residency(kernel, device, count);
  residency.begin(start);
  return {
    key: cudaKey(request, device),
    start,
    others,
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
  const { start, others } = variantsAround(cpuSpace(), planCpu(request.kernel));
  return {
    key: cpuKey(request),
    start,
    others,
    parallelism: parallelismOf(request),
    compile: (plan) => compileCpuPlan(request, plan),
    ready: (plan, program) => withCpuProgram(request, { plan, source: 'default' }, program),
    learn: () => undefined,
    objection: ({ plan }) =>
      plan.chunkSize / 2 >= request.data.range.count ? 'its chunks are larger than the input' : undefined,
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

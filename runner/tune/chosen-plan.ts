import {
  cpuSpace,
  cudaSpace,
  loadsForRange,
  planCpu,
  planCuda,
  withParameters,
  type CpuPlan,
  type CudaDeviceFacts,
  type CudaPlan,
  type SearchSpace,
} from '../../codegen';
import type { CheckedKernel, IndexRange } from '../../language';
import type { NativeCudaDevice } from '../../native/binding';
import type { Run } from '../../protocol/report';
import type { Settings } from '../../protocol/rpc';
import type { RunData } from '../inputs';
import { capabilityName } from '../select-device';
import type { Toolset } from '../toolset';
import { whyFixed } from './fixed-plan';
import type { TunedPlan, TunedPlans } from './tuned-plans';
import { sizeClass, tuningKey, type TuningKey } from './tuning-entry';

/** A plan, and where it comes from. */
export interface ChosenPlan<Plan> {
  readonly plan: Plan;
  readonly source: 'default' | 'tuned';
  /** Of a tuned plan: the file that has it, and the device that it was tuned on. */
  readonly tuned?: { readonly file: string; readonly device: string };
  /** Why a plan of a tuning file was not taken. */
  readonly note?: string;
}

/** What a plan is chosen for. */
export interface PlanRequest {
  readonly kernel: CheckedKernel;
  readonly data: Pick<RunData, 'range'>;
  readonly settings: Settings;
  readonly tools: Toolset;
  readonly tuning?: TunedPlans;
}

/** The plan of a run on a CUDA device: what was tuned for it, else the default. */
export function chooseCudaPlan(request: PlanRequest, device: NativeCudaDevice): ChosenPlan<CudaPlan> {
  return chooseForGpu(request, device, (tuning) => tuning.find(cudaKey(request, device)));
}

/** What is known of a GPU that this machine does not have. */
export type AbsentGpu = CudaDeviceFacts & Pick<NativeCudaDevice, 'computeCapability'>;

/** The plan of a run on a GPU elsewhere: the last that was tuned on any of its compute capability, else the default. */
export function chooseAbsentCudaPlan(request: PlanRequest, gpu: AbsentGpu): ChosenPlan<CudaPlan> {
  return chooseForGpu(request, gpu, (tuning) => tuning.findOnAnyDevice(cudaKey(request, { ...gpu, name: '' })));
}

function chooseForGpu(
  request: PlanRequest,
  gpu: AbsentGpu,
  find: (tuning: TunedPlans) => TunedPlan | undefined,
): ChosenPlan<CudaPlan> {
  const { kernel, data } = request;
  const plan = planCuda(kernel, gpu, data.range.count, data.range);
  const chosen = choose(request, { space: cudaSpace(kernel, gpu), plan, find });
  return { ...chosen, plan: suitedToRange(chosen.plan, data.range) };
}

/** The plan of a run on the CPU: what was tuned for it, else the default. */
export function chooseCpuPlan(request: PlanRequest): ChosenPlan<CpuPlan> {
  const find = (tuning: TunedPlans): TunedPlan | undefined => tuning.find(cpuKey(request));
  return choose(request, { space: cpuSpace(), plan: planCpu(request.kernel), find });
}

/** What the report says of a plan's choice. */
export function planFacts({
  source,
  note,
}: ChosenPlan<unknown>): Pick<NonNullable<Run['launch']>, 'planSource' | 'planNote'> {
  return { planSource: source, ...(note === undefined ? {} : { planNote: note }) };
}

/** The plan with the loads that a range admits. The addon starts every vector at a multiple of 16 bytes. */
export function suitedToRange(plan: CudaPlan, range: IndexRange): CudaPlan {
  return { ...plan, loads: loadsForRange(plan, range) };
}

/** What a tuned plan for this run is kept under. */
export function cudaKey(
  { kernel, data, tools }: PlanRequest,
  device: AbsentGpu & Pick<NativeCudaDevice, 'name'>,
): TuningKey {
  const driver = Number.parseInt(tools.discovery.driver.found?.version ?? '', 10);
  const { count } = data.range;
  return tuningKey(
    kernel,
    {
      device: device.name,
      computeCapability: capabilityName(device.computeCapability),
      ...(Number.isNaN(driver) ? {} : { driver }),
      loads: planCuda(kernel, device, count, data.range).loads,
    },
    count,
  );
}

/** What a tuned plan for this run is kept under. */
export function cpuKey({ kernel, data, settings, tools }: PlanRequest): TuningKey {
  const { name, cores } = tools.discovery.cpu;
  const threads = settings.cpuThreads === 0 ? cores : settings.cpuThreads;
  return tuningKey(kernel, { device: name, threads }, data.range.count);
}

interface Choice<Plan> {
  readonly space: SearchSpace<Plan>;
  /** The default. */
  readonly plan: Plan;
  readonly find: (tuning: TunedPlans) => TunedPlan | undefined;
}

function choose<Plan>(
  { kernel, data, settings, tuning }: PlanRequest,
  { space, plan, find }: Choice<Plan>,
): ChosenPlan<Plan> {
  if (tuning === undefined || !settings.useTuning || whyFixed(kernel) !== undefined) return { plan, source: 'default' };
  const found = find(tuning);
  if (found === undefined) return { plan, source: 'default' };
  if ('problem' in found) return { plan, source: 'default', note: found.problem };
  const changed = withParameters(space, plan, found.parameters);
  const { file, device } = found;
  if ('plan' in changed) return { plan: changed.plan, source: 'tuned', tuned: { file, device } };
  const note = `${file}: the plan of kernel "${kernel.name}" for ${sizeClass(data.range.count)} elements on ${device} cannot be used: ${changed.problem}.`;
  return { plan, source: 'default', note };
}

import {
  cpuSpace,
  cudaSpace,
  loadsForRange,
  planCpu,
  planCuda,
  withParameters,
  type CpuPlan,
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
import type { TunedPlans } from './tuned-plans';
import { tuningKey, type TuningKey } from './tuning-entry';

/** A plan, and where it comes from. */
export interface ChosenPlan<Plan> {
  readonly plan: Plan;
  readonly source: 'default' | 'tuned';
  /** Why a plan of a tuning file was not taken. */
  readonly note?: string;
}

/** What a plan is chosen for. */
export interface PlanRequest {
  readonly kernel: CheckedKernel;
  readonly data: RunData;
  readonly settings: Settings;
  readonly tools: Toolset;
  readonly tuning?: TunedPlans;
}

/** The plan of a run on a CUDA device: what was tuned for it, else the default. */
export function chooseCudaPlan(request: PlanRequest, device: NativeCudaDevice): ChosenPlan<CudaPlan> {
  const { kernel, data } = request;
  const chosen = choose(request, {
    space: cudaSpace(kernel, device),
    plan: planCuda(kernel, device, data.range.count, data.range),
    keyOf: () => cudaKey(request, device),
  });
  return { ...chosen, plan: suitedToRange(chosen.plan, data.range) };
}

/** The plan of a run on the CPU: what was tuned for it, else the default. */
export function chooseCpuPlan(request: PlanRequest): ChosenPlan<CpuPlan> {
  return choose(request, { space: cpuSpace(), plan: planCpu(request.kernel), keyOf: () => cpuKey(request) });
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
export function cudaKey({ kernel, data, tools }: PlanRequest, device: NativeCudaDevice): TuningKey {
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

function choose<Plan>(
  { kernel, settings, tuning }: PlanRequest,
  { space, plan, keyOf }: { readonly space: SearchSpace<Plan>; readonly plan: Plan; readonly keyOf: () => TuningKey },
): ChosenPlan<Plan> {
  if (tuning === undefined || !settings.useTuning || whyFixed(kernel) !== undefined) return { plan, source: 'default' };
  const key = keyOf();
  const found = tuning.find(key);
  if (found === undefined) return { plan, source: 'default' };
  if ('problem' in found) return { plan, source: 'default', note: found.problem };
  const changed = withParameters(space, plan, found.parameters);
  if ('plan' in changed) return { plan: changed.plan, source: 'tuned' };
  const note = `${found.file}: the plan of kernel "${kernel.name}" for ${key.elements} elements on ${key.device} cannot be used: ${changed.problem}.`;
  return { plan, source: 'default', note };
}

import type { CheckedKernel } from '../../language';
import type { CompileParams } from '../../protocol/rpc';
import type { Toolset } from '../toolset';
import type { ChosenPlan, PlanRequest } from '../tune/chosen-plan';
import { whyFixed } from '../tune/fixed-plan';
import { TunedPlans } from '../tune/tuned-plans';
import { tuningFileOf } from '../tune/tuning-file';
import { tellPlan, type PlanTold } from './plan-words';
import type { ShownRun } from './shown-run';

/** A kernel whose program is shown. */
export interface Shown {
  readonly kernel: CheckedKernel;
  /** The run that has the program; undefined where the kernel cannot run. */
  readonly run: ShownRun | undefined;
  readonly params: CompileParams;
  readonly tools: Toolset;
}

/**
 * The plan that the run would have, which `choose` finds, and what is told of it; `large`, the one of large input, where there
 * is no run.
 */
export function shownPlan<Plan>(
  { kernel, run, params, tools }: Shown,
  device: string,
  large: () => Plan,
  choose: (request: PlanRequest) => ChosenPlan<Plan>,
): { readonly plan: Plan; readonly told: PlanTold } {
  const { settings, uri } = params;
  const file = tuningFileOf(uri, settings.tuningFile);
  const tuning = file === undefined ? {} : { tuning: new TunedPlans(file) };
  const chosen: ChosenPlan<Plan> =
    run === undefined
      ? { plan: large(), source: 'default' }
      : choose({ kernel, data: { range: run.range }, settings, tools, ...tuning });
  return { plan: chosen.plan, told: tellPlan({ chosen, run, device, isFixed: whyFixed(kernel) !== undefined, uri }) };
}

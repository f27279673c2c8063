import type { CudaPlan } from '../plan';

/** How many blocks to launch, in words. */
export function gridLimitText(plan: CudaPlan): string {
  const tile = plan.threadsPerBlock * plan.itemsPerThread;
  return `one block for every ${tile} elements, at least 1 and at most ${plan.maxBlocks}`;
}

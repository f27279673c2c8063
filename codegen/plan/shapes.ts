import type { CpuPlan, CudaPlan } from '../plan';

/*
 * Other shapes of the tree that folds a reduction: plans that add the same values in another order. Where the results
 * differ, only rounding made them differ.
 */

/** Four CUDA plans beside the given one (none beside the only one of a deterministic kernel): other blocks, shorter and longer runs of a thread, fewer blocks, other neighbours. */
export function cudaShapes(plan: CudaPlan): readonly CudaPlan[] {
  if (plan.deterministic === true) return [];
  const { threadsPerBlock, itemsPerThread, vecSize, maxBlocks, mapping } = plan;
  return [
    { ...plan, threadsPerBlock: threadsPerBlock === 128 ? 512 : 128 },
    { ...plan, itemsPerThread: itemsPerThread > vecSize ? vecSize : 2 * vecSize },
    { ...plan, maxBlocks: maxBlocks > 1 ? Math.ceil(maxBlocks / 8) : 8 },
    { ...plan, mapping: mapping === 'striped' ? 'contiguous' : 'striped' },
  ];
}

/** Four CPU plans beside the given one (none beside the only one of a deterministic kernel): fewer lanes, smaller and larger chunks, other neighbours. */
export function cpuShapes(plan: CpuPlan): readonly CpuPlan[] {
  if (plan.tree !== undefined) return [];
  const { lanes, chunkSize, mapping } = plan;
  return [
    { ...plan, lanes: lanes > 4 ? lanes / 4 : 4 * lanes },
    { ...plan, chunkSize: Math.max(1, Math.floor(chunkSize / 16)) },
    { ...plan, chunkSize: 16 * chunkSize },
    { ...plan, mapping: mapping === 'striped' ? 'contiguous' : 'striped' },
  ];
}

import type { CheckedKernel } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import type { CpuPlan } from '../plan';
import { foldTree } from '../plan/fold-tree';

/** Bytes of all accumulators of a chunk: sixteen 32-byte or eight 64-byte vector registers. */
const accumulatorBytes = 256;
const fewestLanes = 4;
const mostLanes = 64;

/**
 * 64 Ki values: enough work that handing out a chunk costs nothing, few enough that a large input gives every core
 * many chunks, and that rounding errors stay those of short sums.
 */
const chunkSize = 1 << 16;

/** The plan that suits every kernel: as many accumulators as the vector registers hold, unless it is deterministic. */
export function planCpu(kernel: CheckedKernel): CpuPlan {
  if (kernel.deterministic) {
    const tree = foldTree(kernel);
    const { threadsPerBlock, itemsPerThread } = tree;
    const chunk = { lanes: threadsPerBlock, chunkSize: threadsPerBlock * itemsPerThread };
    return { target: 'cpu', ...chunk, mapping: 'striped', tree };
  }
  const size = sizeOf(kernel.accumulatorType) ?? accumulatorBytes;
  const lanes = Math.max(fewestLanes, Math.min(mostLanes, 2 ** Math.floor(Math.log2(accumulatorBytes / size))));
  return { target: 'cpu', lanes, chunkSize, mapping: 'striped' };
}

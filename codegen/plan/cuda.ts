import type { CheckedKernel, IndexRange } from '../../language/checked';
import type { CudaPlan, FoldTree, Loads } from '../plan';
import { foldTree } from './fold-tree';
import { stagedVectors, wordBytes } from './staging';

/** What a plan needs to know about a device. */
export interface CudaDeviceFacts {
  readonly multiprocessors: number;
  readonly maxThreadsPerMultiprocessor: number;
}

const threadsPerBlock = 256;
/** Resident threads of one multiprocessor that the grid aims at: enough to hide latency, with 64 registers for each. */
const threadsPerMultiprocessor = 1024;
/** Bytes that a thread has in flight at most; they live in registers. */
const bytesInFlight = 128;
const maximumItems = 32;
/** Items of a thread where nothing is staged: enough independent ones to hide the latency of indexed reads. */
const unstagedItems = 8;

/**
 * A plan that suits most kernels: 16-byte loads, up to four of them in flight for each vector and thread, and as many
 * blocks as stay resident. Words suit whole vectors: `loadsForRange` says where a slice needs other loads.
 * `bench/README.md` has what it reaches on an H100; a tuner may do better.
 *
 * `count` is the number of elements to fold: with few, threads take fewer each, so that every multiprocessor works.
 * The plan of a deterministic kernel depends on neither `count` nor the device.
 */
export function planCuda(kernel: CheckedKernel, device: CudaDeviceFacts, count: number): CudaPlan {
  const sizes = stagedVectors(kernel).map(({ elementBytes }) => elementBytes);
  const readsWords = sizes.length > 0 ? 'words' : 'elements';
  if (kernel.deterministic) {
    return { target: 'cuda', ...foldTree(kernel), mapping: 'striped', loads: readsWords, deterministic: true };
  }
  const vecSize = vecSizeFor(sizes);
  const bytes = sizes.reduce((sum, size) => sum + size, 0) * vecSize;

  const fits = (loads: number): boolean =>
    bytes === 0 ? loads <= unstagedItems : loads * bytes <= bytesInFlight && loads * vecSize <= maximumItems;
  const spreads = (loads: number): boolean => loads * vecSize * threadsPerBlock * device.multiprocessors <= count;
  let loads = bytes === 0 ? unstagedItems : 4;
  while (loads > 1 && !(fits(loads) && spreads(loads))) loads /= 2;

  const residentThreads = Math.min(threadsPerMultiprocessor, device.maxThreadsPerMultiprocessor);
  return {
    target: 'cuda',
    threadsPerBlock,
    itemsPerThread: loads * vecSize,
    vecSize,
    mapping: 'striped',
    loads: readsWords,
    maxBlocks: Math.max(1, device.multiprocessors * Math.floor(residentThreads / threadsPerBlock)),
  };
}

/** The fewest consecutive elements that give every vector 16-byte words, within the bytes that a thread may hold. */
function vecSizeFor(sizes: readonly number[]): number {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  let vecSize = 1;
  while (sizes.some((size) => wordBytes(size, vecSize) < 16) && 2 * vecSize * bytes <= bytesInFlight) vecSize *= 2;
  return vecSize;
}

/** How the values that `i` takes let this plan read vectors whose first elements are aligned to 16 bytes. */
export function loadsForRange({ loads, vecSize }: CudaPlan, { start, step }: IndexRange): Loads {
  return step === 1 && start % vecSize === 0 ? loads : 'elements';
}

/** Blocks to launch for `count` elements: one for each tile, up to the plan's limit, and one for empty input. */
export function gridOf(plan: FoldTree, count: number): number {
  const tiles = Math.ceil(count / (plan.threadsPerBlock * plan.itemsPerThread));
  return Math.max(1, Math.min(plan.maxBlocks, tiles));
}

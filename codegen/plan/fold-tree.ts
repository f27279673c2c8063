import type { CheckedKernel } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import type { FoldTree } from '../plan';
import { stagedVectors, wordBytes } from './staging';

/*
 * Changing anything here changes the bits of every deterministic kernel's result, everywhere: results that people wrote
 * down no longer match. What is fast on the newest device is no reason to.
 */

const threadsPerBlock = 256;
/** A CPU keeps the accumulators of all threads of a block on its stack: with larger ones blocks are narrow. */
const largestOfWideBlock = 1024;
const narrowBlock = 32;

/**
 * Some blocks for each multiprocessor of the largest GPUs, in one or two rounds there; many tasks for the cores of a CPU;
 * and few enough partials that the last block folds four a thread.
 */
const maxBlocks = 1024;

/** Groups that a thread takes of a tile: two loads in flight for each vector cover the latency of memory. */
const groups = 2;
/** Bytes that a thread may hold before it folds any. */
const bytesInFlight = 128;
/** Items of a thread where nothing is staged. */
const unstagedItems = 8;

/**
 * The tree that a deterministic kernel is folded in. It depends on the kernel alone, so it is the same for every GPU and
 * on the CPU.
 */
export function foldTree(kernel: CheckedKernel): FoldTree {
  const accumulatorBytes = sizeOf(kernel.accumulatorType) ?? 0;
  const threads = accumulatorBytes > largestOfWideBlock ? narrowBlock : threadsPerBlock;
  return { threadsPerBlock: threads, ...itemsOf(kernel), maxBlocks };
}

function itemsOf(kernel: CheckedKernel): Pick<FoldTree, 'itemsPerThread' | 'vecSize'> {
  const sizes = stagedVectors(kernel).map(({ elementBytes }) => elementBytes);
  if (sizes.length === 0) return { itemsPerThread: unstagedItems, vecSize: 1 };
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  let vecSize = 1;
  while (vecSize < 16 && sizes.some((size) => wordBytes(size, vecSize) < 16) && 2 * vecSize * bytes <= bytesInFlight) {
    vecSize *= 2;
  }
  return { itemsPerThread: groups * vecSize * bytes <= bytesInFlight ? groups * vecSize : vecSize, vecSize };
}

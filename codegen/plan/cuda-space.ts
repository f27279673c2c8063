import type { CheckedKernel } from '../../language/checked';
import type { CudaPlan } from '../plan';
import type { CudaDeviceFacts } from './cuda';
import { fieldParameter, type PlanParameter, type SearchSpace } from './search-space';
import { stagedVectors, wordBytes } from './staging';

/** Bytes that a thread may hold at once: 64 registers, which leaves room for 1024 threads on a multiprocessor. */
const mostBytesHeld = 256;
const mostItems = 64;

/** What a tuner may change about a kernel's plan on a CUDA device. */
export function cudaSpace(kernel: CheckedKernel, { multiprocessors }: CudaDeviceFacts): SearchSpace<CudaPlan> {
  const sizes = stagedVectors(kernel).map(({ elementBytes }) => elementBytes);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));
  return {
    parameters: [
      fieldParameter('threads_per_block', 'threadsPerBlock', [64, 128, 192, 256, 320, 384, 512, 640, 768, 1024]),
      fieldParameter('items_per_thread', 'itemsPerThread', [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64]),
      fieldParameter('vec_size', 'vecSize', [1, 2, 4, 8, 16]),
      blocksPerMultiprocessor(multiprocessors),
    ],
    rules: [
      {
        demand: 'threads_per_block must be a multiple of 32 up to 1024',
        holds: ({ threadsPerBlock }) => threadsPerBlock % 32 === 0 && threadsPerBlock >= 32 && threadsPerBlock <= 1024,
      },
      {
        demand: 'vec_size must be 1, 2, 4, 8 or 16, and no more than fills 16-byte words',
        holds: ({ vecSize }) =>
          vecSize === 1 ||
          (isPowerOfTwo(vecSize) && vecSize <= 16 && sizes.some((size) => wordBytes(size, vecSize / 2) < 16)),
      },
      {
        demand: 'items_per_thread must be a multiple of vec_size',
        holds: ({ itemsPerThread, vecSize }) => itemsPerThread > 0 && itemsPerThread % vecSize === 0,
      },
      {
        demand: `items_per_thread must be at most ${mostItems}, and those items at most ${mostBytesHeld} bytes`,
        holds: ({ itemsPerThread }) => itemsPerThread <= mostItems && itemsPerThread * bytes <= mostBytesHeld,
      },
      {
        demand: 'blocks_per_multiprocessor must be more than 0',
        holds: ({ maxBlocks }) => Number.isInteger(maxBlocks) && maxBlocks > 0,
      },
    ],
  };
}

/** The grid's limit for each multiprocessor, so that it means the same on devices with more of them. */
function blocksPerMultiprocessor(multiprocessors: number): PlanParameter<CudaPlan> {
  return {
    name: 'blocks_per_multiprocessor',
    values: [1, 2, 3, 4, 5, 6, 8, 12, 16],
    read: ({ maxBlocks }) => maxBlocks / multiprocessors,
    write: (plan, value) => ({ ...plan, maxBlocks: Math.round(value * multiprocessors) }),
    atLaunch: true,
  };
}

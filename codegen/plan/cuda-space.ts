import type { CheckedKernel } from '../../language/checked';
import type { CudaPlan } from '../plan';
import type { CudaDeviceFacts } from './cuda';
import { fieldParameter, type SearchSpace } from './search-space';
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
      {
        name: 'accumulators',
        values: [1, 2, 4],
        read: ({ accumulators = 1 }) => accumulators,
        write: ({ accumulators: _, ...plan }, value) => (value === 1 ? plan : { ...plan, accumulators: value }),
        atLaunch: false,
      },
      fieldParameter('max_blocks', 'maxBlocks', gridLimits(multiprocessors), true),
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
        demand: `items_per_thread must be 1, or at most ${mostItems}, and those items at most ${mostBytesHeld} bytes`,
        holds: ({ itemsPerThread }) =>
          itemsPerThread === 1 || (itemsPerThread <= mostItems && itemsPerThread * bytes <= mostBytesHeld),
      },
      {
        demand:
          'accumulators must be a whole number that divides items_per_thread, and 1 where a thread takes one run of elements',
        holds: ({ accumulators = 1, itemsPerThread, mapping }) =>
          accumulators === 1 ||
          (Number.isInteger(accumulators) &&
            accumulators > 0 &&
            itemsPerThread % accumulators === 0 &&
            mapping === 'striped'),
      },
      {
        demand: 'max_blocks must be a whole number of at least 1',
        holds: ({ maxBlocks }) => Number.isInteger(maxBlocks) && maxBlocks > 0,
      },
    ],
  };
}

/**
 * Limits of the grid: one block, whose values no other waits for, a part of the multiprocessors, and some blocks for each of
 * them. More than are resident work too: only the last block waits, for those that started before it.
 */
function gridLimits(multiprocessors: number): readonly number[] {
  const perMultiprocessor = [1 / 4, 1 / 2, 1, 2, 3, 4, 5, 6, 8, 12, 16];
  return [1, ...perMultiprocessor.map((blocks) => Math.ceil(blocks * multiprocessors))];
}

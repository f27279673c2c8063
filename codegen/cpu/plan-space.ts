import { fieldParameter, type SearchSpace } from '../plan/search-space';
import type { CpuPlan } from '../plan';

/** What a tuner may change about a kernel's plan on the CPU. */
export function cpuSpace(): SearchSpace<CpuPlan> {
  const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0;
  return {
    parameters: [
      fieldParameter('lanes', 'lanes', [4, 8, 16, 32, 64]),
      fieldParameter('chunk_size', 'chunkSize', [1 << 12, 1 << 14, 1 << 15, 1 << 16, 1 << 17, 1 << 18, 1 << 20], true),
    ],
    rules: [
      { demand: 'lanes must be a whole number from 1 to 1024', holds: ({ lanes }) => isWhole(lanes) && lanes <= 1024 },
      { demand: 'chunk_size must be a whole number of at least 1', holds: ({ chunkSize }) => isWhole(chunkSize) },
    ],
  };
}

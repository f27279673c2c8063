/**
 * How a reduction is spread over a device. Names follow CUB's tuning policies.
 *
 * The result's bits depend on the plan and on the number of elements, and on nothing else.
 */
export type LaunchPlan = CudaPlan | CpuPlan;

/** Which elements a thread folds: `striped` takes tiles in turn, `contiguous` keeps each thread's range whole. */
export type Mapping = 'striped' | 'contiguous';

export interface CudaPlan {
  readonly target: 'cuda';
  readonly threadsPerBlock: number;
  /** Elements that a thread loads before it folds them. */
  readonly itemsPerThread: number;
  /** Elements in one vector load, chosen so that the narrowest of the staged vectors is read in 16-byte words if it can be. */
  readonly vecSize: number;
  readonly mapping: Mapping;
  /** Upper bound of the grid. The launch uses the smaller of this and the number of tiles. */
  readonly maxBlocks: number;
}

export interface CpuPlan {
  readonly target: 'cpu';
  /** Independent accumulators of one chunk, which the compiler turns into SIMD lanes. */
  readonly lanes: number;
  /** Elements that one task folds. Partials are combined in index order, whatever the number of cores. */
  readonly chunkSize: number;
  readonly mapping: Mapping;
}

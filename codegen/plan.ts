/**
 * How a reduction is spread over a device. Names follow CUB's tuning policies.
 *
 * The result's bits depend on the plan and on the number of elements, and on nothing else: not on `loads` and `streams` either,
 * which change how elements are read, and neither which thread folds them nor in what order.
 */
export type LaunchPlan = CudaPlan | CpuPlan;

/** Which elements a thread folds: `striped` takes tiles in turn, `contiguous` keeps each thread's range whole. */
export type Mapping = 'striped' | 'contiguous';

/**
 * How threads read the vectors that the map takes at its own index. A program has one way, so that the expressions are
 * compiled once.
 *
 * - `words`: groups of `vecSize` neighbours, in 16-byte words where they can be. Needs values of `i` that count up by one
 *   from a multiple of `vecSize`, and vectors that start at a multiple of 16 bytes.
 * - `elements`: one by one, from anywhere.
 */
export type Loads = 'words' | 'elements';

/**
 * In which order elements are folded, striped: threads take groups of `vecSize` neighbours, `itemsPerThread` elements of
 * each tile, and blocks take tiles in turn. The threads of a block fold in a binary tree, and so do the blocks.
 */
export interface FoldTree {
  readonly threadsPerBlock: number;
  /** Elements that a thread loads before it folds them. */
  readonly itemsPerThread: number;
  /** Elements in one vector load, chosen so that the narrowest of the staged vectors is read in 16-byte words if it can be. */
  readonly vecSize: number;
  /** Upper bound of the grid. The launch uses the smaller of this and the number of tiles. */
  readonly maxBlocks: number;
}

export interface CudaPlan extends FoldTree {
  readonly target: 'cuda';
  readonly mapping: Mapping;
  readonly loads: Loads;
  /**
   * Values that a thread folds the elements of its whole tiles into, in turn, and then into one: so that a fold need not wait
   * for the one before. Divides `itemsPerThread`; 1 where it is left out, and where the mapping is contiguous, whose order
   * it would break.
   */
  readonly accumulators?: number;
  /** Whether words are read past the caches, where they stay for no second reader: for vectors that fill more than them. */
  readonly streams?: boolean;
  /**
   * Whether the result's bits are the same on every GPU and on the CPU. All but `loads` and `streams` is fixed then, and not to be
   * tuned; the compiler is told to compute as IEEE 754 says, operation by operation.
   */
  readonly deterministic?: boolean;
}

export interface CpuPlan {
  readonly target: 'cpu';
  /** Independent accumulators of one chunk, which the compiler turns into SIMD lanes. */
  readonly lanes: number;
  /** Elements that one task folds. Partials are combined in index order, whatever the number of cores. */
  readonly chunkSize: number;
  readonly mapping: Mapping;
  /**
   * Of a deterministic kernel: the tree that GPUs fold it in. A task is then one of the tree's blocks (`lanes` its
   * threads, `chunkSize` its tile), and the partials fold as blocks do.
   */
  readonly tree?: FoldTree;
}

import type { CheckedKernel, IndexRange } from '../../language/checked';
import type { CudaPlan, FoldTree, Loads } from '../plan';
import { foldTree } from './fold-tree';
import { stagedVectors, wordBytes } from './staging';

/** What a plan needs to know about a device. */
export interface CudaDeviceFacts {
  readonly multiprocessors: number;
  readonly maxThreadsPerMultiprocessor: number;
}

/** Threads of a block where few elements are spread over the device, and where there are many. */
const fewThreads = 256;
const manyThreads = 512;
const mostThreads = 1024;
/** Resident threads of one multiprocessor that the grid aims at. More hide more latency; fewer end at the same time. */
const residentThreads = { few: 1024, many: 2048 };
/** Rounds of tiles from which on the grid is for many. */
const manyRounds = 32;
/** Bytes that a thread has in flight at most; they live in registers. */
const bytesInFlight = 64;
const maximumItems = 64;
/** Items of a thread where nothing is staged: enough independent ones to hide the latency of indexed reads. */
const unstagedItems = 8;

/**
 * A plan that suits most kernels: 16-byte loads, up to four of them in flight for a thread, and as many blocks as stay
 * resident. Words suit whole vectors: `loadsForRange` says where a slice needs other loads. `bench/README.md` has what it
 * reaches on an H100; a tuner may do better.
 *
 * `count` is the number of elements to fold. What fits one block is left to it, where the map is no work worth sharing:
 * blocks that wait for each other take longer than a block takes for some more elements.
 * The plan of a deterministic kernel depends on neither `count` nor the device.
 */
export function planCuda(kernel: CheckedKernel, device: CudaDeviceFacts, count: number): CudaPlan {
  const sizes = stagedVectors(kernel).map(({ elementBytes }) => elementBytes);
  const widestLoads = sizes.length > 0 ? 'words' : 'elements';
  if (kernel.deterministic) {
    return { target: 'cuda', ...foldTree(kernel), mapping: 'striped', loads: widestLoads, deterministic: true };
  }
  const vecSize = vecSizeFor(sizes);
  const bytes = sizes.reduce((sum, size) => sum + size, 0) * vecSize;
  const isLight = bytes > 0 && !readsElsewhere(kernel) && !callsFunctions(kernel.map.text);

  const fits = (loads: number): boolean =>
    bytes === 0 ? loads <= unstagedItems : loads * bytes <= bytesInFlight && loads * vecSize <= maximumItems;
  const mostLoads = halvedUntil(fits, bytes === 0 ? unstagedItems : 4);
  const fullThreads = count / (mostLoads * vecSize);
  const rounds = fullThreads / (manyThreads * device.multiprocessors);
  const blocksWanted = isLight ? device.multiprocessors / 2 : device.multiprocessors;
  const spreads = (loads: number): boolean => loads * vecSize * fewThreads * blocksWanted <= count;
  const { threadsPerBlock, loads } =
    isLight && fullThreads <= mostThreads
      ? oneBlock(fullThreads, mostLoads)
      : { threadsPerBlock: rounds < 1 ? fewThreads : manyThreads, loads: halvedUntil(spreads, mostLoads) };
  const itemsPerThread = loads * vecSize;
  const resident = Math.min(
    rounds < manyRounds ? residentThreads.few : residentThreads.many,
    device.maxThreadsPerMultiprocessor,
  );
  return {
    target: 'cuda',
    threadsPerBlock,
    itemsPerThread,
    vecSize,
    mapping: 'striped',
    loads: widestLoads,
    maxBlocks: Math.max(1, device.multiprocessors * Math.floor(resident / threadsPerBlock)),
  };
}

/** The fewest threads, and loads of each, that take so many threads' worth of elements. */
function oneBlock(threads: number, mostLoads: number): { readonly threadsPerBlock: number; readonly loads: number } {
  const threadsPerBlock = [fewThreads, manyThreads].find((enough) => threads <= enough) ?? mostThreads;
  const isTooMuchHalved = (loads: number): boolean => threads * mostLoads > (threadsPerBlock * loads) / 2;
  return { threadsPerBlock, loads: halvedUntil(isTooMuchHalved, mostLoads) };
}

/** A power of two, halved until it is one or a condition holds. */
function halvedUntil(holds: (value: number) => boolean, value: number): number {
  return value <= 1 || holds(value) ? value : halvedUntil(holds, value / 2);
}

/** Whether the map reads vectors at other indices than its own: those reads wait for memory, the more at once the better. */
function readsElsewhere(kernel: CheckedKernel): boolean {
  return kernel.arguments.some(({ role, access }) => role === 'vector' && access === 'indexed');
}

/** Whether an expression calls anything: what that costs is not known, and it is best shared by all multiprocessors. */
function callsFunctions(text: string): boolean {
  return /[A-Za-z_]\w*\s*\(/.test(text);
}

/** Bytes of a thread's groups of all vectors at most. */
const groupBytes = 128;

/** The fewest consecutive elements that give every vector 16-byte words, within the bytes that a thread may hold. */
function vecSizeFor(sizes: readonly number[]): number {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  let vecSize = 1;
  while (sizes.some((size) => wordBytes(size, vecSize) < 16) && 2 * vecSize * bytes <= groupBytes) vecSize *= 2;
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

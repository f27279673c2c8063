import type { CheckedKernel, IndexRange } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import type { CudaPlan, FoldTree, Loads } from '../plan';
import { foldTree } from './fold-tree';
import { stagedVectors, wordBytes } from './staging';

/** What a plan needs to know about a device. */
export interface CudaDeviceFacts {
  readonly multiprocessors: number;
  readonly maxThreadsPerMultiprocessor: number;
  /** Size of the second-level cache. Left out where it is not known. */
  readonly l2Bytes?: number;
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
/** The same where a thread reads all of its elements before it folds any: nothing comes after them to wait for. */
const bytesAtOnce = 256;
/** Blocks for each multiprocessor, at most, that an input is spread over which is read at once; and where it takes all it may. */
const blocksAtOnce = { few: 1.5, many: 2 };
/** Elements of a vector that a thread reads one by one before it folds any, at most. */
const maximumSingleItems = 32;
/** Neighbours that a thread reads one by one, at most, where they follow each other in memory: they share what it answers. */
const singleNeighbours = 8;
/** Items of a thread where nothing is staged: enough independent ones to hide the latency of indexed reads. */
const unstagedItems = 8;
/** Threads that have elements, at least, before a thread takes whole 16-byte words of narrow ones. */
const busyThreads = 64;
/** Accumulators of more bytes take several shuffles, and several packets from block to block. */
const lightAccumulatorBytes = 8;

/** The first value that `i` takes, and from each to the next. */
type Progress = Pick<IndexRange, 'start' | 'step'>;

/**
 * A plan that suits most kernels: 16-byte loads, up to four of them in flight for a thread, and as many blocks as stay
 * resident. `bench/README.md` has what it reaches on an H100; a tuner may do better.
 *
 * `count` is the number of elements to fold. What fits one block is left to it, where the map is no work worth sharing:
 * blocks that wait for each other take longer than a block takes for some more elements. `progress` tells apart slices
 * whose elements lie so that they have to be read one by one.
 * The plan of a deterministic kernel depends on neither of them, nor on the device, but for how elements are read.
 */
export function planCuda(
  kernel: CheckedKernel,
  device: CudaDeviceFacts,
  count: number,
  progress: Progress = { start: 0, step: 1 },
): CudaPlan {
  const sizes = stagedVectors(kernel).map(({ elementBytes }) => elementBytes);
  const widest = { loads: sizes.length > 0 ? 'words' : 'elements' } as const;
  const base = {
    target: 'cuda',
    mapping: 'striped',
    ...(outgrowsCache(sizes, count, device) ? { streams: true } : {}),
  } as const;
  if (kernel.deterministic) {
    const plan = { ...base, ...foldTree(kernel), deterministic: true };
    return { ...plan, loads: loadsForRange({ ...plan, ...widest }, progress) };
  }
  const whole = { ...base, ...spread(kernel, device, count, wordsOf(sizes)) };
  const loads = loadsForRange({ ...whole, ...widest }, progress);
  if (loads === widest.loads) return { ...whole, loads };
  return { ...base, ...spread(kernel, device, count, singlesOf(sizes, whole, count, progress.step)), loads };
}

/**
 * Whether the second-level cache is too small for what is read. To read past it saves a little time then; vectors that it
 * would keep for the next run take up to half as long again.
 */
function outgrowsCache(sizes: readonly number[], count: number, { l2Bytes }: CudaDeviceFacts): boolean {
  return l2Bytes !== undefined && count * sum(sizes) > l2Bytes;
}

/** What a thread reads at a time. */
interface Reading {
  /** Neighbours that it takes together. */
  readonly vecSize: number;
  /** Bytes of those of all vectors; 0 where it reads nothing ahead. */
  readonly bytes: number;
  /** Times that it does so before it folds any, at most. */
  readonly mostLoads: number;
  /** The same where it has no others. */
  readonly loadsAtOnce: number;
  /** Whether it may take fewer neighbours, so that more threads have some. */
  readonly mayShrink: boolean;
}

function wordsOf(sizes: readonly number[]): Reading {
  const vecSize = vecSizeFor(sizes);
  const bytes = sum(sizes) * vecSize;
  const fitsIn =
    (limit: number) =>
    (loads: number): boolean =>
      loads * bytes <= limit && loads * vecSize <= maximumItems;
  const mostLoads = bytes === 0 ? unstagedItems : halvedUntil(fitsIn(bytesInFlight), 4);
  const loadsAtOnce = Math.max(mostLoads, halvedUntil(fitsIn(bytesAtOnce), 16));
  return { vecSize, bytes, mostLoads, loadsAtOnce, mayShrink: true };
}

/** One by one. A warp reads neighbours at the same time, but where many elements follow each other threads do as well. */
function singlesOf(sizes: readonly number[], whole: FoldTree, count: number, step: number): Reading {
  const followEachOther = step === 1 && whole.threadsPerBlock >= manyThreads && gridOf(whole, count) > 1;
  const vecSize = followEachOther ? Math.min(singleNeighbours, whole.vecSize) : 1;
  const bytes = sum(sizes) * vecSize;
  const fits = (loads: number): boolean => loads * bytes <= bytesInFlight && loads * vecSize <= maximumSingleItems;
  const mostLoads = halvedUntil(fits, maximumSingleItems / vecSize);
  return { vecSize, bytes, mostLoads, loadsAtOnce: mostLoads, mayShrink: false };
}

/** The tree of a plan that reads so: from one block for few elements to what keeps the device busy with many. */
function spread(kernel: CheckedKernel, device: CudaDeviceFacts, count: number, reading: Reading): FoldTree {
  const { multiprocessors } = device;
  const isLight = reading.bytes > 0 && !readsElsewhere(kernel) && !callsFunctions(kernel.map.text);
  const isHeavyFold = (sizeOf(kernel.accumulatorType) ?? 0) > lightAccumulatorBytes;
  const fullThreads = count / (reading.mostLoads * reading.vecSize);
  const rounds = fullThreads / (manyThreads * multiprocessors);
  const resident = Math.min(
    rounds < manyRounds ? residentThreads.few : residentThreads.many,
    device.maxThreadsPerMultiprocessor,
  );
  const tree = (threadsPerBlock: number, loads: number, vecSize = reading.vecSize): FoldTree => ({
    threadsPerBlock,
    itemsPerThread: loads * vecSize,
    vecSize,
    maxBlocks: Math.max(1, multiprocessors * Math.floor(resident / threadsPerBlock)),
  });

  if (isLight && fullThreads <= (isHeavyFold ? manyThreads : mostThreads)) return oneBlock(reading, count, tree);
  if (isLight && (isHeavyFold || rounds >= 1)) {
    const shape = shapeAtOnce(reading, count, { multiprocessors, isHeavyFold });
    if (shape !== undefined) return tree(shape.threads, shape.loads);
  }
  // Where one load of a thread fills what it may hold, large blocks keep the streams of several vectors together.
  const hasOneLoad = isLight && reading.bytes === bytesInFlight && rounds >= manyRounds;
  if (rounds >= 1) return tree(hasOneLoad ? mostThreads : manyThreads, reading.mostLoads);
  const blocksWanted = isLight ? multiprocessors / 2 : multiprocessors;
  const spreads = (loads: number): boolean => loads * reading.vecSize * fewThreads * blocksWanted <= count;
  return tree(fewThreads, halvedUntil(spreads, reading.mostLoads));
}

/**
 * A block for each multiprocessor, more or less, that takes all elements at once: undefined where there are too many. What
 * blocks send each other and what a thread does before its first load then counts, so threads take more rather than being
 * more; of a heavy fold also because large blocks have more to fold at their end.
 */
function shapeAtOnce(
  { vecSize, mostLoads, loadsAtOnce }: Reading,
  count: number,
  { multiprocessors, isHeavyFold }: { readonly multiprocessors: number; readonly isHeavyFold: boolean },
): { readonly threads: number; readonly loads: number } | undefined {
  const growing = [1, 2, 4].map((times) => times * mostLoads).filter((loads) => loads <= loadsAtOnce);
  const shapes = [
    ...(isHeavyFold ? [{ threads: fewThreads / 2, loads: mostLoads }] : []),
    ...growing.map((loads) => ({ threads: isHeavyFold ? fewThreads : manyThreads, loads })),
    { threads: manyThreads, loads: loadsAtOnce },
  ];
  const blocksOf = ({ threads, loads }: (typeof shapes)[number]): number => count / (threads * loads * vecSize);
  return (
    shapes.find((shape) => blocksOf(shape) <= blocksAtOnce.few * multiprocessors) ??
    shapes.slice(-1).find((shape) => blocksOf(shape) <= blocksAtOnce.many * multiprocessors)
  );
}

/** The fewest threads, and loads of each, that take all elements; those of few elements take one load. */
function oneBlock(
  { vecSize, mostLoads, mayShrink }: Reading,
  count: number,
  tree: (threadsPerBlock: number, loads: number, vecSize?: number) => FoldTree,
): FoldTree {
  if (count <= manyThreads * vecSize) {
    const isBusy = (neighbours: number): boolean => count >= busyThreads * neighbours;
    const neighbours = mayShrink ? halvedUntil(isBusy, vecSize) : vecSize;
    return tree(count <= fewThreads * neighbours ? fewThreads : manyThreads, 1, neighbours);
  }
  const threads = count / (mostLoads * vecSize);
  const threadsPerBlock = [fewThreads, manyThreads].find((enough) => threads <= enough) ?? mostThreads;
  const isTooMuchHalved = (loads: number): boolean => count > (threadsPerBlock * loads * vecSize) / 2;
  return tree(threadsPerBlock, halvedUntil(isTooMuchHalved, mostLoads));
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
  const bytes = sum(sizes);
  let vecSize = 1;
  while (sizes.some((size) => wordBytes(size, vecSize) < 16) && 2 * vecSize * bytes <= groupBytes) vecSize *= 2;
  return vecSize;
}

/** How the values that `i` takes let this plan read vectors whose first elements are aligned to 16 bytes. */
export function loadsForRange(
  { loads, vecSize }: Pick<CudaPlan, 'loads' | 'vecSize'>,
  { start, step }: Progress,
): Loads {
  return step === 1 && start % vecSize === 0 ? loads : 'elements';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Blocks to launch for `count` elements: one for each tile, up to the plan's limit, and one for empty input. */
export function gridOf(plan: FoldTree, count: number): number {
  const tiles = Math.ceil(count / (plan.threadsPerBlock * plan.itemsPerThread));
  return Math.max(1, Math.min(plan.maxBlocks, tiles));
}

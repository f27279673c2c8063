/** What a kernel leaves room for on a multiprocessor. */

/** What a streaming multiprocessor holds, by compute capability. */
interface Multiprocessor {
  readonly warps: number;
  readonly blocks: number;
  readonly sharedBytes: number;
}

const KiB = 1024;
const WARP = 32;

/**
 * What all of these have in common, from NVIDIA's `cuda_occupancy.h` of CUDA 13.0: a multiprocessor has four partitions
 * with a quarter of its registers each, and a warp's registers are of one partition.
 */
const PARTITIONS = 4;
const REGISTERS_OF_PARTITION = 65536 / PARTITIONS;
const REGISTER_UNIT = 256;

/**
 * Blocks are those of `cudaOccMaxBlocksPerMultiprocessor` in `cuda_occupancy.h` of CUDA 13.0. Warps and shared memory are
 * those of the CUDA Programming Guide, "Technical Specifications per Compute Capability".
 */
const multiprocessors: Readonly<Record<string, Multiprocessor>> = {
  '7.0': { warps: 64, blocks: 32, sharedBytes: 96 * KiB },
  '7.5': { warps: 32, blocks: 16, sharedBytes: 64 * KiB },
  '8.0': { warps: 64, blocks: 32, sharedBytes: 164 * KiB },
  '8.6': { warps: 48, blocks: 16, sharedBytes: 100 * KiB },
  '8.9': { warps: 48, blocks: 24, sharedBytes: 100 * KiB },
  '9.0': { warps: 64, blocks: 32, sharedBytes: 228 * KiB },
  '10.0': { warps: 64, blocks: 32, sharedBytes: 228 * KiB },
  '12.0': { warps: 48, blocks: 24, sharedBytes: 100 * KiB },
};

/** Shared memory that a block takes, in the units it is given in, with what the system keeps of it since 8.0. */
function sharedOfBlock(bytes: number, computeCapability: string): number {
  const [unit, system] = Number(computeCapability) >= 8 ? [128, 1 * KiB] : [256, 0];
  return Math.ceil((bytes + system) / unit) * unit;
}

export type OccupancyLimiter = 'threads' | 'blocks' | 'registers' | 'shared memory';

export interface BlockDemands {
  /** Threads. */
  readonly block: number;
  /** Of a thread. */
  readonly registers: number;
  /** Static and dynamic shared memory of a block. */
  readonly sharedBytes: number;
}

export interface Residency {
  /** Blocks that a multiprocessor holds at a time: the least of `limits`. */
  readonly blocks: number;
  /** Warps of these over the most that it holds. */
  readonly occupancy: number;
  /** Blocks that each resource has room for. */
  readonly limits: Readonly<Record<OccupancyLimiter, number>>;
}

/**
 * How many blocks of a kernel are resident on a multiprocessor, as `cuda_occupancy.h` of CUDA 13.0 counts it. Undefined for
 * GPUs whose limits are not in the table above.
 *
 * @param computeCapability As in `9.0`.
 */
export function residencyOf(
  { block, registers, sharedBytes }: BlockDemands,
  computeCapability: string,
): Residency | undefined {
  const holds = multiprocessors[computeCapability];
  if (holds === undefined) return undefined;
  const warps = Math.ceil(block / WARP);
  const registersOfWarp = Math.ceil((registers * WARP) / REGISTER_UNIT) * REGISTER_UNIT;
  const warpsByRegisters = PARTITIONS * Math.floor(REGISTERS_OF_PARTITION / registersOfWarp);
  const shared = sharedOfBlock(sharedBytes, computeCapability);
  const limits = {
    threads: Math.floor(holds.warps / warps),
    blocks: holds.blocks,
    registers: registersOfWarp === 0 ? Infinity : Math.floor(warpsByRegisters / warps),
    'shared memory': shared === 0 ? Infinity : Math.floor(holds.sharedBytes / shared),
  };
  const blocks = Math.min(...Object.values(limits));
  return { blocks, occupancy: (blocks * warps) / holds.warps, limits };
}

import type { Run } from '../../../protocol/report';

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

export type Limiter = 'threads' | 'blocks' | 'registers' | 'shared memory';

/**
 * What keeps more blocks from being resident on a multiprocessor. Undefined where it is not known: for other GPUs, where
 * the launch is not known, and where this account does not come to the occupancy that the driver reported.
 */
export function occupancyLimiters(run: Run): readonly Limiter[] | undefined {
  const { block, registers, sharedBytes, occupancy } = run.launch ?? {};
  const computeCapability = run.device?.computeCapability ?? '';
  const holds = multiprocessors[computeCapability];
  if (holds === undefined || block === undefined || registers === undefined || occupancy === undefined)
    return undefined;
  if (sharedBytes === undefined) return undefined;
  const warps = Math.ceil(block / WARP);
  const registersOfWarp = Math.ceil((registers * WARP) / REGISTER_UNIT) * REGISTER_UNIT;
  const warpsByRegisters = PARTITIONS * Math.floor(REGISTERS_OF_PARTITION / registersOfWarp);
  const shared = sharedOfBlock(sharedBytes, computeCapability);
  const limits: Readonly<Record<Limiter, number>> = {
    threads: Math.floor(holds.warps / warps),
    blocks: holds.blocks,
    registers: registersOfWarp === 0 ? Infinity : Math.floor(warpsByRegisters / warps),
    'shared memory': shared === 0 ? Infinity : Math.floor(holds.sharedBytes / shared),
  };
  const resident = Math.min(...Object.values(limits));
  if (Math.abs((resident * warps) / holds.warps - occupancy) > 0.01) return undefined;
  return (Object.keys(limits) as Limiter[]).filter((name) => limits[name] === resident);
}

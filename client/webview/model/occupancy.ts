import type { Run } from '../../../protocol/report';

/** What a streaming multiprocessor holds, by compute capability. */
interface Multiprocessor {
  readonly warps: number;
  readonly blocks: number;
  readonly sharedBytes: number;
}

const KiB = 1024;
/** Registers of a multiprocessor, and how many of them are given to a warp at once; the same on all of these. */
const REGISTERS = 65536;
const REGISTER_UNIT = 256;
const WARP = 32;
/** Shared memory that the system takes of each block, since compute capability 8.0. */
const SYSTEM_SHARED_BYTES = 1 * KiB;

/** CUDA C++ Programming Guide, "Technical Specifications per Compute Capability". */
const multiprocessors: Readonly<Record<string, Multiprocessor>> = {
  '7.0': { warps: 64, blocks: 32, sharedBytes: 96 * KiB },
  '7.5': { warps: 32, blocks: 16, sharedBytes: 64 * KiB },
  '8.0': { warps: 64, blocks: 32, sharedBytes: 164 * KiB },
  '8.6': { warps: 48, blocks: 16, sharedBytes: 100 * KiB },
  '8.9': { warps: 48, blocks: 24, sharedBytes: 100 * KiB },
  '9.0': { warps: 64, blocks: 32, sharedBytes: 228 * KiB },
  '10.0': { warps: 64, blocks: 32, sharedBytes: 228 * KiB },
};

export type Limiter = 'threads' | 'blocks' | 'registers' | 'shared memory';

/**
 * What keeps more blocks from being resident on a multiprocessor. Undefined where it is not known: for other GPUs, where
 * the launch is not known, and where this account does not come to the occupancy that the driver reported.
 */
export function occupancyLimiters(run: Run): readonly Limiter[] | undefined {
  const { block, registers, sharedBytes, occupancy } = run.launch ?? {};
  const holds = multiprocessors[run.device?.computeCapability ?? ''];
  if (holds === undefined || block === undefined || registers === undefined || occupancy === undefined)
    return undefined;
  if (sharedBytes === undefined) return undefined;
  const warps = Math.ceil(block / WARP);
  const registersOfWarp = Math.ceil((registers * WARP) / REGISTER_UNIT) * REGISTER_UNIT;
  const shared = sharedBytes + (Number(run.device?.computeCapability) >= 8 ? SYSTEM_SHARED_BYTES : 0);
  const limits: Readonly<Record<Limiter, number>> = {
    threads: Math.floor(holds.warps / warps),
    blocks: holds.blocks,
    registers: registersOfWarp === 0 ? Infinity : Math.floor(REGISTERS / registersOfWarp / warps),
    'shared memory': shared === 0 ? Infinity : Math.floor(holds.sharedBytes / shared),
  };
  const resident = Math.min(...Object.values(limits));
  if (Math.abs((resident * warps) / holds.warps - occupancy) > 0.01) return undefined;
  return (Object.keys(limits) as Limiter[]).filter((name) => limits[name] === resident);
}

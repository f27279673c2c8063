import { gridOf, type CudaPlan, type PlanVariant } from '../../codegen';
import type { CheckedKernel } from '../../language';
import type { JobResult, NativeCudaDevice } from '../../native/binding';
import { residencyOf } from '../../protocol/occupancy';
import { bytesRead } from '../inputs';
import { capabilityName } from '../select-device';

const KiB = 1024;

/**
 * Bytes that a multiprocessor needs in flight to keep its memory busy, by the major compute capability: `cc_to_min_bytes_in_flight`
 * of CUB's transform (V100, A100, H100, B200).
 */
const bytesInFlight: Readonly<Record<string, number>> = { 7: 12 * KiB, 8: 16 * KiB, 9: 32 * KiB, 10: 64 * KiB };

/** Of what is needed, this share is worth a try; of what the default has, that share for inputs that are in flight as a whole. */
const LEAST_SHARE = 1 / 2;
const LEAST_SHARE_OF_SMALL = 1 / 8;

/** The fewest registers that a kernel of ours has. Used for programs that nothing is known of yet. */
const FEWEST_REGISTERS = 16;
const REGISTERS = 65536;

/** A grid whose last wave leaves more than this share of its places empty wastes them for as long as a wave takes. */
const MOST_IDLE = 0.25;

/**
 * Tells beforehand which launches are no use on a device. Registers are those that a program of the same parameters but the
 * block was seen to take: what a thread does is the same in both.
 */
export class Residency {
  private readonly registers = new Map<string, { readonly registers: number; readonly sharedBytes: number }>();
  private startInFlight = Infinity;

  constructor(
    private readonly kernel: CheckedKernel,
    private readonly device: NativeCudaDevice,
    private readonly count: number,
  ) {}

  /** Takes the default's bytes in flight for a measure: what has as many is not left out for having few. */
  begin(start: PlanVariant<CudaPlan>): void {
    const blocks = this.residentBlocks(start);
    if (blocks !== undefined) this.startInFlight = this.inFlight(start.plan, blocks);
  }

  learn(variant: PlanVariant<CudaPlan>, launch: NonNullable<JobResult['launch']>): void {
    this.registers.set(threadOf(variant), launch);
  }

  objection(variant: PlanVariant<CudaPlan>): string | undefined {
    const { plan } = variant;
    const resident = this.residentBlocks(variant);
    if (resident === undefined) return undefined;
    if (resident === 0) return `a multiprocessor has no room for a block of ${plan.threadsPerBlock} threads`;
    // A grid that has a block for every tile is as large as the input, whatever its limit.
    if (gridOf(plan, this.count) < plan.maxBlocks) return undefined;
    const launched = plan.maxBlocks / this.device.multiprocessors;
    const waves = Math.ceil(launched / resident);
    if (launched > resident && launched / (waves * resident) < 1 - MOST_IDLE) {
      return `its last wave leaves ${waves * resident - launched} of ${resident} places empty`;
    }
    const inFlight = this.inFlight(plan, resident);
    if (inFlight >= this.leastInFlight()) return undefined;
    return `it has ${Math.round(inFlight)} bytes in flight on a multiprocessor`;
  }

  /**
   * An input that could be in flight as a whole takes as long as its blocks wait for each other: there fewer of them may win,
   * though they load less at a time.
   */
  private leastInFlight(): number {
    const { computeCapability, multiprocessors } = this.device;
    const needed = bytesInFlight[Math.floor(computeCapability / 10)] ?? 0;
    const isSmall = bytesRead(this.kernel, this.count) < needed * multiprocessors;
    return isSmall
      ? LEAST_SHARE_OF_SMALL * Math.min(needed, this.startInFlight)
      : Math.min(LEAST_SHARE * needed, this.startInFlight);
  }

  private residentBlocks(variant: PlanVariant<CudaPlan>): number | undefined {
    const block = variant.plan.threadsPerBlock;
    const known = this.registers.get(threadOf(variant));
    // The compiler keeps to what lets one block be resident.
    const most = Math.floor(REGISTERS / block / 8) * 8;
    const registers = Math.min(known?.registers ?? FEWEST_REGISTERS, most);
    const capability = capabilityName(this.device.computeCapability);
    return residencyOf({ block, registers, sharedBytes: known?.sharedBytes ?? 0 }, capability)?.blocks;
  }

  /** Bytes that the resident threads of a multiprocessor load before they fold any, all multiprocessors taken together. */
  private inFlight(plan: CudaPlan, resident: number): number {
    const blocks = Math.min(resident, gridOf(plan, this.count) / this.device.multiprocessors);
    return blocks * plan.threadsPerBlock * bytesRead(this.kernel, plan.itemsPerThread);
  }
}

/** The parameters that decide what one thread does. */
function threadOf({ parameters }: PlanVariant<CudaPlan>): string {
  const isOfThread = ([name]: readonly [string, number]): boolean =>
    name !== 'threads_per_block' && name !== 'max_blocks';
  return JSON.stringify(Object.entries(parameters).filter(isOfThread));
}

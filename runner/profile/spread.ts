import type { CudaPlan } from '../../codegen';
import type { JobResult, NativeCudaDevice } from '../../native/binding';

export interface SpreadRequest {
  readonly plan: CudaPlan;
  readonly grid: number;
  /** Values that `i` takes. */
  readonly count: number;
  /** Bytes that the kernel reads for one of them. */
  readonly elementBytes: number;
  readonly device: NativeCudaDevice;
  readonly launch: NonNullable<JobResult['launch']>;
}

/**
 * How evenly a launch fills a device. A grid of more blocks than are resident runs in waves; here a block goes round over
 * tiles instead, and what the last round leaves empty is the tail. Bytes in flight are what the loads of one round of all
 * resident threads ask for: by J. D. C. Little's law, bandwidth times latency of them keep memory busy.
 */
export function spreadOf({ plan, grid, count, elementBytes, device, launch }: SpreadRequest): {
  readonly waves: number;
  readonly rounds: number;
  readonly tail: number;
  readonly bytesInFlight?: number;
} {
  const tile = plan.threadsPerBlock * plan.itemsPerThread;
  const resident = launch.blocksPerMultiprocessor * device.multiprocessors;
  const rounds = count / (grid * tile);
  const places = Math.max(1, Math.ceil(rounds));
  const blocks = Math.min(launch.blocksPerMultiprocessor, Math.ceil(grid / device.multiprocessors));
  return {
    waves: grid / resident,
    rounds,
    tail: 1 - rounds / places,
    ...(elementBytes === 0 ? {} : { bytesInFlight: blocks * tile * elementBytes }),
  };
}

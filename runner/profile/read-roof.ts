import { checkDocument } from '../../language';
import { formatBytes } from '../../protocol/format/quantity';
import type { BackendRequest, PreparedKernel } from '../backends/backend';
import { runData } from '../run-data';
import { deviceId, type SelectedDevice } from '../select-device';
import { summarize } from '../statistics';

/** The plainest kernel that streams: no reduction reads faster with this engine. */
const TEXT = `kernel read_roof {
    dtype_out = int32;
    neutral = 0;
    reduce_expr = a + b;
    map_expr = x[i];
    arguments = const int *x;
}
`;

/** Bytes to read: large against every cache, and short against a profile. */
const MOST_BYTES = { cuda: 2 ** 30, cpu: 2 ** 28 };
/** Less than this would be a cache's roof. */
const FEWEST_BYTES = { cuda: 2 ** 28, cpu: 2 ** 27 };
const ELEMENT_BYTES = 4;
const TIMING = { warmups: 2, minSamples: 10, maxSamples: 30, budgetSeconds: 0.2 };

/** What one device reads in a second at most, as measured; of each device once in a process. */
const measured = new Map<string, number>();

/** What was measured, in bytes per second, or why it could not be, as a sentence. */
export type Roof = { readonly bytesPerSecond: number } | { readonly problem: string };

export interface RoofRequest {
  /** That the kernel has to read, whose bandwidth the roof is for. */
  readonly bytes: number;
  readonly request: BackendRequest;
  readonly selected: SelectedDevice;
  readonly prepare: (request: BackendRequest) => Promise<PreparedKernel>;
}

/**
 * The bandwidth, in bytes per second, at which this engine's sum of int32 reads memory on a device: the fastest tenth of its
 * samples, since the roof is what can be reached. A problem where memory is too full for vectors that no cache holds. Undefined
 * where there is nothing to compare: for kernels that read nothing, and on the CPU for those whose own vectors a cache may
 * hold, which are timed warm. Throws what the kernel that measures throws.
 */
export async function readRoof({
  bytes: bytesOfRun,
  request,
  selected,
  prepare,
}: RoofRequest): Promise<Roof | undefined> {
  if (!isComparable(selected, bytesOfRun)) return undefined;
  const key = selected.kind === 'cuda' ? selected.device.uuid : `${deviceId(selected)} ${request.settings.cpuThreads}`;
  const known = measured.get(key);
  if (known !== undefined) return { bytesPerSecond: known };
  const { free } = request.tools.addon.memory(selected.kind === 'cuda' ? selected.device.ordinal : undefined);
  const bytes = bytesToRead(free, selected.kind);
  if (bytes === undefined) return { problem: shortOfMemory(free, selected.kind) };
  const document = checkDocument(TEXT);
  const [kernel] = document.kernels;
  if (kernel === undefined) throw new Error('The kernel that measures the roof was not understood.');
  const count = bytes / ELEMENT_BYTES;
  const prepared = await prepare({
    ...request,
    inputsKey: undefined,
    document,
    kernel,
    fileName: 'read-roof.reduce',
    data: runData(kernel, undefined, count),
  });
  try {
    const { kernelSeconds } = await prepared.reduce(count, { ...TIMING, method: 'cold' });
    const fast = summarize(kernelSeconds)?.p05;
    if (fast === undefined || fast <= 0) return { problem: 'The clock of the device saw no time pass.' };
    measured.set(key, bytes / fast);
    return { bytesPerSecond: bytes / fast };
  } finally {
    prepared.release();
  }
}

function isComparable({ kind }: SelectedDevice, bytes: number): boolean {
  return kind === 'cuda' ? bytes > 0 : bytes >= FEWEST_BYTES.cpu;
}

/** A power of two that a quarter of the free memory holds; undefined where that is too small. */
function bytesToRead(free: number, kind: SelectedDevice['kind']): number | undefined {
  const fitting = 2 ** Math.floor(Math.log2(Math.max(1, free / 4)));
  const bytes = Math.min(MOST_BYTES[kind], fitting);
  return bytes < FEWEST_BYTES[kind] ? undefined : bytes;
}

function shortOfMemory(free: number, kind: SelectedDevice['kind']): string {
  const least = FEWEST_BYTES[kind];
  return `Too little memory is free: it takes vectors of at least ${formatBytes(least)} and leaves the rest alone, so ${formatBytes(4 * least)} would have to be free, and ${formatBytes(free)} are.`;
}

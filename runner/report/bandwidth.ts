import type { Run } from '../../protocol/report';
import type { SelectedDevice } from '../select-device';

export interface BandwidthFacts {
  /** That the kernel has to read at least. */
  readonly bytes: number;
  /** Of one reduction. */
  readonly seconds: number;
  readonly timing: 'hot' | 'cold';
  readonly selected: SelectedDevice;
  /** Bytes per second that were measured as the most; undefined where they were not. */
  readonly roof?: number | undefined;
}

/** The bandwidth of a reduction beside what the device allows; undefined for a kernel that reads nothing. */
export function bandwidthOf({ bytes, seconds, timing, selected, roof }: BandwidthFacts): Run['bandwidth'] {
  if (bytes === 0) return undefined;
  const peak = selected.kind === 'cuda' ? selected.device.attributePeakBytesPerSecond : 0;
  return {
    bytes,
    ...(seconds > 0 ? { bytesPerSecond: bytes / seconds, timing } : {}),
    ...(peak > 0 ? { peak, peakSource: 'memory clock and bus width that the driver states' } : {}),
    ...(roof === undefined ? {} : { roof }),
  };
}

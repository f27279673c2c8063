import type { Run } from '../../protocol/report';
import type { Roof } from '../profile/read-roof';
import type { SelectedDevice } from '../select-device';

export interface BandwidthFacts {
  /** That the kernel has to read at least. */
  readonly bytes: number;
  /** Of one reduction. */
  readonly seconds: number;
  readonly timing: 'hot' | 'cold';
  readonly selected: SelectedDevice;
  /** What was measured as the most; undefined where nothing was to be. */
  readonly roof?: Roof | undefined;
}

/** The bandwidth of a reduction beside what the device allows; undefined for a kernel that reads nothing. */
export function bandwidthOf({ bytes, seconds, timing, selected, roof }: BandwidthFacts): Run['bandwidth'] {
  if (bytes === 0) return undefined;
  const peak = selected.kind === 'cuda' ? selected.device.attributePeakBytesPerSecond : 0;
  return {
    bytes,
    ...(seconds > 0 ? { bytesPerSecond: bytes / seconds, timing } : {}),
    ...(peak > 0 ? { peak, peakSource: 'memory clock and bus width that the driver states' } : {}),
    ...roofFacts(roof),
  };
}

function roofFacts(roof: Roof | undefined): Pick<NonNullable<Run['bandwidth']>, 'roof' | 'roofNote'> {
  if (roof === undefined) return {};
  return 'problem' in roof ? { roofNote: roof.problem } : { roof: roof.bytesPerSecond };
}

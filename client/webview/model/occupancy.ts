import { residencyOf, type OccupancyLimiter } from '../../../protocol/occupancy';
import type { Run } from '../../../protocol/report';

/**
 * What keeps more blocks from being resident on a multiprocessor. Undefined where it is not known: for other GPUs, where
 * the launch is not known, and where this account does not come to the occupancy that the driver reported.
 */
export function occupancyLimiters(run: Run): readonly OccupancyLimiter[] | undefined {
  const { block, registers, sharedBytes, occupancy } = run.launch ?? {};
  if (block === undefined || registers === undefined || occupancy === undefined || sharedBytes === undefined)
    return undefined;
  const resident = residencyOf({ block, registers, sharedBytes }, run.device?.computeCapability ?? '');
  if (resident === undefined || Math.abs(resident.occupancy - occupancy) > 0.01) return undefined;
  return (Object.keys(resident.limits) as OccupancyLimiter[]).filter(
    (name) => resident.limits[name] === resident.blocks,
  );
}

import type { PlanParameters } from '../../codegen';
import { WarpfoldError } from '../../protocol/errors';
import { keyText, type TuningEntry, type TuningKey } from './tuning-entry';
import { readTuningFile } from './tuning-file';

/** What a tuning file has for a run. */
export type TunedPlan =
  | { readonly parameters: PlanParameters; readonly file: string; readonly device: string }
  /** @param problem Why the file cannot be used, as a sentence. */
  | { readonly problem: string };

/** The plans of one tuning file, read when they are asked for. */
export class TunedPlans {
  constructor(private readonly file: string) {}

  /** The parameters that were tuned for exactly this; undefined where there are none. */
  find(key: TuningKey): TunedPlan | undefined {
    return this.newest((entry) => keyText(entry) === keyText(key));
  }

  /** The parameters that were tuned for this last, on any device of the compute capability and with any driver. */
  findOnAnyDevice(key: Omit<TuningKey, 'device' | 'driver'>): TunedPlan | undefined {
    return this.newest((entry) => keyText(entry) === keyText({ ...key, device: entry.device, driver: entry.driver }));
  }

  private newest(fits: (entry: TuningEntry) => boolean): TunedPlan | undefined {
    let entries: readonly TuningEntry[];
    try {
      ({ entries } = readTuningFile(this.file));
    } catch (error) {
      if (error instanceof WarpfoldError) return { problem: error.message };
      throw error;
    }
    const [entry] = entries.filter(fits).toSorted((one, other) => (one.tunedAt < other.tunedAt ? 1 : -1));
    return entry && { parameters: entry.parameters, file: this.file, device: entry.device };
  }
}

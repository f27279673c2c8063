import type { PlanParameters } from '../../codegen';
import { WarpfoldError } from '../../protocol/errors';
import { keyText, type TuningEntry, type TuningKey } from './tuning-entry';
import { readTuningFile } from './tuning-file';

/** What a tuning file has for a run. */
export type TunedPlan =
  | { readonly parameters: PlanParameters; readonly file: string }
  /** @param problem Why the file cannot be used, as a sentence. */
  | { readonly problem: string };

/** The plans of one tuning file, read when they are asked for. */
export class TunedPlans {
  constructor(private readonly file: string) {}

  /** The parameters that were tuned for exactly this; undefined where there are none. */
  find(key: TuningKey): TunedPlan | undefined {
    let entries: readonly TuningEntry[];
    try {
      ({ entries } = readTuningFile(this.file));
    } catch (error) {
      if (error instanceof WarpfoldError) return { problem: error.message };
      throw error;
    }
    const wanted = keyText(key);
    const entry = entries.find((each) => keyText(each) === wanted);
    return entry && { parameters: entry.parameters, file: this.file };
  }
}

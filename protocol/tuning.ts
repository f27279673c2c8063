import * as v from 'valibot';
import { deviceSchema, errorSchema, reportDiagnosticSchema, runSchema, samplesSchema } from './report';

/**
 * What a search for a faster plan came to: `warpfold tune --json` prints it, and the runner answers with it. Times are
 * seconds, sizes bytes; a key that is not known is left out. `docs/profiling.md` explains the method.
 */
export const TUNING_SCHEMA_VERSION = 1;

/** How long a search takes where nobody says. */
export const DEFAULT_TUNE_SECONDS = 3;
/** Less time than this compiles no variant. */
export const LEAST_TUNE_SECONDS = 0.1;

/** Parameters by CUB's names: `threads_per_block`, `items_per_thread`, `vec_size`, … */
export const planParametersSchema = v.record(v.string(), v.number());

/** What became of a variant: it gave the result that the default plan gives, or why it is out. */
export const trialOutcomeSchema = v.picklist(['correct', 'compile', 'runtime', 'correctness', 'resources', 'timeout']);
export type TrialOutcome = v.InferOutput<typeof trialOutcomeSchema>;

export const trialSchema = v.object({
  parameters: planParametersSchema,
  outcome: trialOutcomeSchema,
  /** Why, for every outcome but `correct`. */
  message: v.optional(v.string()),
  /** Median of its samples. */
  seconds: v.optional(v.number()),
  samples: v.optional(v.number()),
  registers: v.optional(v.number()),
});
export type Trial = v.InferOutput<typeof trialSchema>;

const timedPlan = v.object({ parameters: planParametersSchema, kernel: samplesSchema });

export const tuningSchema = v.object({
  startedAt: v.string(),
  uri: v.string(),
  /** Of the kernel and its preambles, comments and spacing apart. */
  hash: v.string(),
  versions: runSchema.entries.versions,
  kernel: v.string(),
  case: v.optional(v.string()),
  status: v.picklist(['ok', 'error', 'cancelled']),
  /** Why, for every status but `ok`. */
  error: v.optional(errorSchema),
  device: v.optional(deviceSchema),
  n: v.optional(v.number()),
  count: v.optional(v.number()),
  /** Bytes that the kernel has to read at least. */
  bytes: v.optional(v.number()),
  /** The plan that needs no tuning. */
  default: v.optional(timedPlan),
  /** The fastest plan that was found, where it is faster than the default beyond noise: measured in turn with it. */
  tuned: v.optional(
    v.object({
      ...timedPlan.entries,
      /** Relative change of the median time: -0.2 takes a fifth less time. */
      change: v.number(),
      /** The larger of the two spreads, as half of the central 90 % over the median. */
      noise: v.number(),
    }),
  ),
  /** In the order that they were tried, the default first. */
  trials: v.array(trialSchema),
  /** Variants that there are, and those that could be told beforehand to be no use. */
  variants: v.optional(v.number()),
  pruned: v.optional(v.number()),
  /** Seconds that the search took. */
  seconds: v.optional(v.number()),
  /** The tuning file that keeps the plan, where it was kept. */
  file: v.optional(v.string()),
  diagnostics: v.array(reportDiagnosticSchema),
});
export type Tuning = v.InferOutput<typeof tuningSchema>;

/** What `warpfold tune --json` prints. */
export const tuningReportSchema = v.object({
  schemaVersion: v.literal(TUNING_SCHEMA_VERSION),
  tunings: v.array(tuningSchema),
});
export type TuningReport = v.InferOutput<typeof tuningReportSchema>;

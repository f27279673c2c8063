import * as v from 'valibot';
import { runSchema } from '../../protocol/report';
import { progressSchema } from '../../protocol/rpc';

/** What the extension and the panel's view say to each other. Both validate what they receive. */

const changeSchema = v.object({
  verdict: v.picklist(['faster', 'slower', 'same', 'within-noise']),
  /** Relative change of the median time against the baseline's. */
  change: v.number(),
});

/** One row of the list: what is needed of each run, before anyone asks for all of it. */
export const runRowSchema = v.object({
  id: v.string(),
  startedAt: v.string(),
  kernel: v.string(),
  case: v.optional(v.string()),
  /** The document's name without its folder. */
  file: v.string(),
  device: v.optional(v.object({ id: v.string(), name: v.string() })),
  n: v.optional(v.number()),
  status: runSchema.entries.status,
  /** The result in one line. */
  result: v.optional(v.string()),
  /** Median of the kernel's time. */
  seconds: v.optional(v.number()),
  bytesPerSecond: v.optional(v.number()),
  change: v.optional(changeSchema),
  isBaseline: v.boolean(),
  isProfile: v.boolean(),
});
export type RunRow = v.InferOutput<typeof runRowSchema>;

const activeRowSchema = v.object({
  id: v.number(),
  kernel: v.string(),
  case: v.optional(v.string()),
  isProfile: v.boolean(),
  /** Milliseconds since the epoch. */
  startedAt: v.number(),
  stage: progressSchema.entries.stage,
});
export type ActiveRow = v.InferOutput<typeof activeRowSchema>;

const comparisonSchema = v.variant('comparable', [
  v.object({
    comparable: v.literal(true),
    ...changeSchema.entries,
    noise: v.number(),
    note: v.optional(v.string()),
    isOfClock: v.optional(v.boolean()),
  }),
  v.object({ comparable: v.literal(false), why: v.string() }),
]);

/** An earlier run of the same kernel, case, device and length. */
const trendPointSchema = v.object({
  id: v.string(),
  startedAt: v.string(),
  median: v.number(),
  p05: v.number(),
  p95: v.number(),
});
export type TrendPoint = v.InferOutput<typeof trendPointSchema>;

export const runDetailSchema = v.object({
  run: runSchema,
  /** Left out where none was set. */
  baseline: v.optional(v.object({ run: runSchema, comparison: comparisonSchema })),
  /** Oldest first, the run itself among them. */
  trend: v.array(trendPointSchema),
  /** Whether the text has changed since; left out where the document is not open. */
  isStale: v.optional(v.boolean()),
});
export type RunDetail = v.InferOutput<typeof runDetailSchema>;

export const toViewSchema = v.variant('type', [
  /** A slice of the list, newest first. The first slice replaces what the view has. */
  v.object({ type: v.literal('runs'), rows: v.array(runRowSchema), isFirst: v.boolean(), isLast: v.boolean() }),
  /** A run has ended; without a row where there was nothing to run. */
  v.object({
    type: v.literal('ended'),
    kernel: v.string(),
    case: v.optional(v.string()),
    row: v.optional(runRowSchema),
  }),
  v.object({ type: v.literal('active'), active: v.array(activeRowSchema) }),
  v.object({ type: v.literal('detail'), detail: runDetailSchema }),
  /** The run that was asked for is known no more. */
  v.object({ type: v.literal('missing'), id: v.string() }),
  /** Choose a run, and show its comparison where that was asked for. */
  v.object({ type: v.literal('reveal'), id: v.string(), comparison: v.boolean() }),
]);
export type ToView = v.InferOutput<typeof toViewSchema>;

export const fromViewSchema = v.variant('type', [
  /** The view's script has started and knows nothing. */
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('select'), id: v.string() }),
  v.object({ type: v.literal('cancel'), id: v.number() }),
  /** Run the kernel at the cursor: what an empty panel offers. */
  v.object({ type: v.literal('runAtCursor') }),
  v.object({ type: v.literal('runAgain'), id: v.string(), profile: v.boolean() }),
  v.object({ type: v.literal('setBaseline'), id: v.string() }),
  v.object({ type: v.literal('export'), ids: v.array(v.string()), format: v.picklist(['json', 'csv']) }),
  v.object({
    type: v.literal('savePlot'),
    /** What the plot shows, in words for a file name. */
    name: v.string(),
    format: v.picklist(['svg', 'png']),
    /** SVG: the text; PNG: base64. */
    data: v.string(),
  }),
  v.object({ type: v.literal('copy'), text: v.string() }),
  v.object({ type: v.literal('openSource'), id: v.string() }),
  v.object({ type: v.literal('openDiagnostic'), id: v.string(), index: v.pipe(v.number(), v.integer()) }),
]);
export type FromView = v.InferOutput<typeof fromViewSchema>;

import * as v from 'valibot';
import { jsonValueSchema } from './values';

/**
 * What a run produced. The panel, the inline view, the terminal, history and tests all read this one type;
 * `docs/report.md` explains every key. Times are seconds, sizes bytes. A key that is not known is left out, never
 * zero. Readers ignore keys that they do not know.
 */
export const REPORT_SCHEMA_VERSION = 1;

const severity = v.picklist(['error', 'warning', 'information', 'hint']);

/** Zero-based lines, characters in UTF-16 code units, the end excluded: as in the Language Server Protocol. */
const position = v.object({ line: v.number(), character: v.number() });
export const rangeSchema = v.object({ start: position, end: position });
export type Range = v.InferOutput<typeof rangeSchema>;

export const reportDiagnosticSchema = v.object({
  code: v.string(),
  severity,
  message: v.string(),
  range: rangeSchema,
  /** `warpfold`, or the compiler that said it: `nvrtc`, `nvcc`, `c++`. */
  source: v.optional(v.string()),
});
export type ReportDiagnostic = v.InferOutput<typeof reportDiagnosticSchema>;

/** Statistics of the samples of one quantity, in seconds. */
export const samplesSchema = v.object({
  median: v.number(),
  p05: v.number(),
  p95: v.number(),
  min: v.number(),
  /** How many samples there were. */
  samples: v.number(),
  /** How many of them lie more than three interquartile ranges above the third quartile. */
  outliers: v.optional(v.number()),
  /** Half the width of the median's 95 % confidence interval, over the median. */
  medianError: v.optional(v.number()),
  /** Profiles: each sample, in the order that they were taken. */
  values: v.optional(v.array(v.number())),
});

/** The same reduction over the first elements only: how time grows with size. */
const sweepPointSchema = v.object({
  /** Elements that were reduced. */
  count: v.number(),
  /** Seconds. */
  median: v.number(),
  p05: v.number(),
  p95: v.number(),
  samples: v.number(),
  /** Bytes that the kernel has to read at least. */
  bytes: v.number(),
  bytesPerSecond: v.optional(v.number()),
});
export type SweepPoint = v.InferOutput<typeof sweepPointSchema>;

/** One way to spread the reduction over the device, which adds in an order of its own, and what it gave. */
const accuracyShapeSchema = v.object({
  mapping: v.picklist(['striped', 'contiguous']),
  block: v.optional(v.number()),
  grid: v.optional(v.number()),
  itemsPerThread: v.optional(v.number()),
  chunkSize: v.optional(v.number()),
  lanes: v.optional(v.number()),
  value: jsonValueSchema,
  /** |value - reference| in units in the last place of the reference; see `docs/profiling.md`. */
  ulps: v.optional(v.number()),
});
export type AccuracyShape = v.InferOutput<typeof accuracyShapeSchema>;

/** How far a result can be trusted. Every number that does not exist for the kernel or its data is left out. */
const accuracySchema = v.object({
  /** How the kernel accumulates. */
  accumulator: v.picklist(['plain', 'compensated']),
  /** |result - reference|. */
  absoluteError: v.optional(v.number()),
  /** The same over |reference|. */
  relativeError: v.optional(v.number()),
  /** The same in units in the last place of the reference, in the result's dtype. */
  ulps: v.optional(v.number()),
  /** The run's own shape first. */
  shapes: v.array(accuracyShapeSchema),
  spread: v.object({
    /** How many different values the shapes gave. */
    distinct: v.number(),
    min: v.optional(v.number()),
    max: v.optional(v.number()),
    /** `max - min` in units in the last place of the reference, or of the result where there is no reference. */
    ulps: v.optional(v.number()),
  }),
  /** Floating sums: Σ|x| / |Σx| over the values of the map. */
  conditionNumber: v.optional(v.number()),
  /** Floating sums: decimal digits that the results of all shapes share with the reference. */
  trustedDigits: v.optional(v.number()),
});
export type Accuracy = v.InferOutput<typeof accuracySchema>;

export const deviceSchema = v.object({
  kind: v.picklist(['cuda', 'cpu']),
  /** The device's own name. */
  name: v.string(),
  /** `cuda:0`, `cpu`: what `--device` takes. */
  id: v.string(),
  /** CUDA: compute capability, as in `9.0`. */
  computeCapability: v.optional(v.string()),
  /** CUDA: the GPU's own identity. */
  uuid: v.optional(v.string()),
  multiprocessors: v.optional(v.number()),
  /** CPU: threads used. */
  threads: v.optional(v.number()),
  memory: v.optional(v.number()),
});
export type ReportDevice = v.InferOutput<typeof deviceSchema>;

export const errorSchema = v.object({
  code: v.string(),
  message: v.string(),
  cuda: v.optional(v.string()),
  doing: v.optional(v.string()),
  advice: v.optional(v.string()),
  /** The fault left the device unusable for the process, which was replaced. */
  fatal: v.optional(v.boolean()),
});

export type ReportError = v.InferOutput<typeof errorSchema>;

/** Hardware counters of one launch, shares from 0 to 1. What was not measured is left out. */
const countersSchema = v.object({
  /** What read them: `Nsight Compute 2025.3.1.0`. */
  tool: v.optional(v.string()),
  /** Why there are none. */
  error: v.optional(errorSchema),
  /** Time of the launch that was counted, with empty caches. */
  seconds: v.optional(v.number()),
  dramReadBytes: v.optional(v.number()),
  dramWrittenBytes: v.optional(v.number()),
  dramBytesPerSecond: v.optional(v.number()),
  /** Of what the memory can sustain. */
  dramShare: v.optional(v.number()),
  /** Of what the busiest unit of the multiprocessors can sustain. */
  computeShare: v.optional(v.number()),
  l1HitRate: v.optional(v.number()),
  l2HitRate: v.optional(v.number()),
  /** Achieved: warps that were active over the most that a multiprocessor holds. */
  occupancy: v.optional(v.number()),
  /** Floating operations, a fused one counted as two. */
  float32Operations: v.optional(v.number()),
  float64Operations: v.optional(v.number()),
  /** Operations for each byte of DRAM. */
  arithmeticIntensity: v.optional(v.number()),
  operationsPerSecond: v.optional(v.number()),
  /** The roofs: fused operations of the wider type in use, and DRAM. */
  peakOperationsPerSecond: v.optional(v.number()),
  peakBytesPerSecond: v.optional(v.number()),
  /** What warps waited for, the most first: how many waited, on average, for each that issued. */
  stalls: v.optional(v.array(v.object({ reason: v.string(), meaning: v.string(), warps: v.number() }))),
});
export type Counters = v.InferOutput<typeof countersSchema>;

export const runSchema = v.object({
  id: v.string(),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  uri: v.string(),
  /** Of the kernel, its preambles and the case, comments and spacing apart: the run is stale where it differs. */
  hash: v.string(),
  versions: v.object({
    warpfold: v.string(),
    compiler: v.optional(v.string()),
    driver: v.optional(v.string()),
  }),
  kernel: v.string(),
  /** Left out where the kernel ran on generated input of the default length. */
  case: v.optional(v.string()),
  status: v.picklist(['ok', 'failed', 'error', 'cancelled', 'timeout']),
  /** Why, for every status but `ok`. */
  error: v.optional(errorSchema),
  device: v.optional(deviceSchema),
  n: v.optional(v.number()),
  /** How many values `i` took: less than `n` with a slice. */
  count: v.optional(v.number()),
  result: v.optional(v.object({ dtype: v.string(), value: jsonValueSchema })),
  expect: v.optional(
    v.object({
      value: jsonValueSchema,
      passed: v.boolean(),
      rtol: v.optional(v.number()),
      atol: v.optional(v.number()),
    }),
  ),
  reference: v.optional(
    v.object({
      value: jsonValueSchema,
      /** |result - reference| / |reference|; left out for a reference of 0 and for values that are no numbers. */
      relativeError: v.optional(v.number()),
      /** `compensated`: widened, error-free transformations; `sequential`: in the kernel's own types. */
      method: v.picklist(['compensated', 'sequential']),
    }),
  ),
  /** On request: how far the result can be trusted. */
  accuracy: v.optional(accuracySchema),
  timings: v.optional(
    v.object({
      /** From the kernel's text to a loaded binary. */
      compile: v.optional(v.number()),
      compileFromCache: v.optional(v.boolean()),
      /** CUDA: bringing the binary to the device. */
      load: v.optional(v.number()),
      /** The first launch, from the call to its end. */
      firstLaunch: v.optional(v.number()),
      /** Making the inputs or bringing them to the device. */
      upload: v.optional(v.number()),
      download: v.optional(v.number()),
      kernel: v.optional(samplesSchema),
      /** CUDA profiles: the same once L2 was emptied of what the kernel reads. */
      cold: v.optional(samplesSchema),
      /** CUDA profiles: one of many launches that follow each other as fast as the host queues them. */
      backToBack: v.optional(samplesSchema),
      /** From the request to the report. */
      total: v.optional(v.number()),
    }),
  ),
  launch: v.optional(
    v.object({
      /** Threads in a block. */
      block: v.optional(v.number()),
      /** Blocks. */
      grid: v.optional(v.number()),
      itemsPerThread: v.optional(v.number()),
      vecSize: v.optional(v.number()),
      /** CUDA: independent values that a thread folds its elements into, where there is more than one. */
      accumulators: v.optional(v.number()),
      /** CUDA: `words` of 16 bytes where vectors are read at the index itself, or element by element. */
      loads: v.optional(v.picklist(['words', 'elements'])),
      mapping: v.picklist(['striped', 'contiguous']),
      /** True for the plan of a deterministic kernel, which is the same on every device. */
      deterministic: v.optional(v.boolean()),
      /** Whether the plan is the one that is made for any kernel, or one that a tuner found for this one. */
      planSource: v.optional(v.picklist(['default', 'tuned'])),
      /** Why a plan that a tuning file holds was not used. */
      planNote: v.optional(v.string()),
      registers: v.optional(v.number()),
      sharedBytes: v.optional(v.number()),
      /** Spilled to memory, per thread. */
      localBytes: v.optional(v.number()),
      /** Resident warps over the most that a multiprocessor holds, 0 to 1. */
      occupancy: v.optional(v.number()),
      /** Blocks over the blocks that are resident at a time. */
      waves: v.optional(v.number()),
      /** Tiles over blocks: how often a block goes round. */
      rounds: v.optional(v.number()),
      /** Share of the places for elements, over all rounds, that the last one leaves empty. */
      tail: v.optional(v.number()),
      /** Bytes that one multiprocessor has asked memory for at a time. */
      bytesInFlight: v.optional(v.number()),
      /** CPU: elements in a chunk, and accumulators in it. */
      chunkSize: v.optional(v.number()),
      lanes: v.optional(v.number()),
    }),
  ),
  bandwidth: v.optional(
    v.object({
      /** Bytes that the kernel has to read at least: each element of each vector that it reads, once. */
      bytes: v.number(),
      /** Over the median time. */
      bytesPerSecond: v.optional(v.number()),
      /** Which median: `cold` where it was taken, so that no cache passes for memory. */
      timing: v.optional(v.picklist(['hot', 'cold'])),
      /** Of the device's memory. */
      peak: v.optional(v.number()),
      /** Where `peak` comes from. */
      peakSource: v.optional(v.string()),
      /** Profiles: what this engine's plainest kernel reads in a second on the device, measured. */
      roof: v.optional(v.number()),
      /** Why there is no `roof`, where it was to be measured. */
      roofNote: v.optional(v.string()),
    }),
  ),
  /** Profiles of deterministic kernels: what that costs. */
  determinism: v.optional(
    v.object({
      /** Seconds with the plan that is the same everywhere, and with the one that the kernel would have otherwise. */
      median: v.number(),
      plainMedian: v.number(),
      /** `median` over `plainMedian`. */
      ratio: v.number(),
      /** How many samples each had at least. They were taken in turn. */
      samples: v.number(),
    }),
  ),
  /** Profiles: by growing size, the whole reduction last. */
  sweep: v.optional(v.array(sweepPointSchema)),
  /** Profiles: `time = fixed + perElement · count`, fitted to the sweep. */
  sweepFit: v.optional(
    v.object({
      /** Seconds that a reduction of any size takes. */
      fixed: v.number(),
      /** Seconds that each element adds. */
      perElement: v.number(),
      /** What the reduction of ever larger inputs tends to; left out for kernels that read nothing. */
      bytesPerSecond: v.optional(v.number()),
      /** Elements at which half of that is reached. */
      halfCount: v.number(),
      /** The greatest relative distance of a measured point from the fit. */
      worstDeviation: v.number(),
    }),
  ),
  /** CUDA profiles, where NVML tells: what the device did meanwhile. */
  clocks: v.optional(
    v.object({
      /** Clock of the multiprocessors, in hertz: the median and the least of what was seen, and the highest that there is. */
      smMedian: v.optional(v.number()),
      smMin: v.optional(v.number()),
      smMax: v.optional(v.number()),
      /** Clock of the memory, in hertz. */
      memory: v.optional(v.number()),
      /** The most that was drawn, and the limit. */
      watts: v.optional(v.number()),
      wattsLimit: v.optional(v.number()),
      /** The highest temperature. */
      celsius: v.optional(v.number()),
      /** What kept the clock below its highest at any time. */
      heldBackBy: v.array(v.string()),
      /** How often the device was asked while it worked. */
      samples: v.number(),
    }),
  ),
  /** Deep profiles: hardware counters, or why there are none. */
  counters: v.optional(countersSchema),
  /** True where accesses were checked: the kernel was not timed then. */
  sanitized: v.optional(v.boolean()),
  diagnostics: v.array(reportDiagnosticSchema),
});
export type Run = v.InferOutput<typeof runSchema>;

export const reportSchema = v.object({ schemaVersion: v.literal(REPORT_SCHEMA_VERSION), runs: v.array(runSchema) });
export type Report = v.InferOutput<typeof reportSchema>;

/** What `warpfold check --json` prints. */
export const checkReportSchema = v.object({
  schemaVersion: v.literal(REPORT_SCHEMA_VERSION),
  files: v.array(v.object({ path: v.string(), diagnostics: v.array(reportDiagnosticSchema) })),
});
export type CheckReport = v.InferOutput<typeof checkReportSchema>;

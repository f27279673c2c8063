import * as v from 'valibot';
import { deviceSchema, rangeSchema, reportDiagnosticSchema, runSchema } from './report';
import { DEFAULT_TUNE_SECONDS, LEAST_TUNE_SECONDS } from './tuning';

/** The runner's requests, as JSON-RPC messages over the channel of a forked process. */

/** What a runner may do: `compile` refuses to run anything and creates no CUDA context. */
export const roleSchema = v.picklist(['compile', 'execute']);
export type Role = v.InferOutput<typeof roleSchema>;

export const sanitizerTool = v.picklist(['memcheck', 'racecheck', 'initcheck']);
export type SanitizerTool = v.InferOutput<typeof sanitizerTool>;

/** What the user set, for one request. Every key has a default. */
export const settingsSchema = v.object({
  /** Elements where neither a case nor its data fix `n`. */
  defaultLength: v.optional(v.number(), 1 << 20),
  /** A folder or library to look for NVRTC in first. */
  nvrtcPath: v.optional(v.string()),
  /** The C++ compiler of the CPU engine, and `nvcc`. */
  compilerPath: v.optional(v.string()),
  nvccPath: v.optional(v.string()),
  /** 0 for all cores. */
  cpuThreads: v.optional(v.number(), 0),
  /** Whether the binary cache on disk is used. */
  useCache: v.optional(v.boolean(), true),
  /** Whether the reference is computed. */
  reference: v.optional(v.boolean(), false),
  /** Whether the accuracy is measured: against the reference, which it needs, and over several shapes of the reduction. */
  accuracy: v.optional(v.boolean(), false),
  warmups: v.optional(v.number(), 1),
  minSamples: v.optional(v.number(), 5),
  maxSamples: v.optional(v.number(), 50),
  /** Profile: every sample is reported, and a sweep over sizes is timed. */
  profile: v.optional(v.boolean(), false),
  /** Whether hardware counters are read, by Nsight Compute. */
  counters: v.optional(v.boolean(), false),
  /** Seconds that Nsight Compute may take for them. The run's own limit waits meanwhile. */
  countersLimit: v.optional(v.pipe(v.number(), v.minValue(0)), 180),
  /** Whether accesses to vectors are checked before the kernel runs. Such a run is no measurement: it is not timed. */
  sanitize: v.optional(v.boolean(), false),
  /** The tool of compute-sanitizer that a checked run on a GPU uses besides, where it is installed. */
  sanitizerTool: v.optional(sanitizerTool, 'memcheck'),
  /**
   * Whether a tool watches the run: binaries then say which line each instruction came from, and memory ends where the
   * vectors end.
   */
  watched: v.optional(v.boolean(), false),
  /** Whether plans are taken from tuning files. */
  useTuning: v.optional(v.boolean(), true),
  /** The tuning file. A relative path counts from the folder of the `.reduce` file; left out: `.warpfold/tuning.json` there. */
  tuningFile: v.optional(v.string()),
  /** Seconds after which no more samples are taken. */
  sampleBudget: v.optional(v.number(), 0.5),
  /** No more samples are taken, too, once the median is known to this relative error; 0 for never. */
  medianError: v.optional(v.number(), 0),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
export type SettingsInput = v.InferInput<typeof settingsSchema>;

const documentKeys = {
  /** Chosen by the sender: progress and `started` messages carry it. */
  token: v.number(),
  /** A `file:` or `untitled:` URI. */
  uri: v.string(),
  version: v.optional(v.number(), 0),
  text: v.string(),
};

export const initializeParamsSchema = v.object({ role: roleSchema, protocolVersion: v.literal(1) });
export type InitializeParams = v.InferOutput<typeof initializeParamsSchema>;

export const executeParamsSchema = v.object({
  ...documentKeys,
  kernel: v.string(),
  /** Left out: the kernel on generated input of the default length. */
  case: v.optional(v.string()),
  /** `auto`: the first CUDA device, or the CPU where there is none. */
  device: v.optional(v.string(), 'auto'),
  settings: v.optional(settingsSchema, {}),
});
export type ExecuteParams = v.InferOutput<typeof executeParamsSchema>;
export type ExecuteParamsInput = v.InferInput<typeof executeParamsSchema>;
export const executeResultSchema = runSchema;

export const artifactKind = v.picklist(['cuda', 'cpp', 'ptx', 'sass']);
export type ArtifactKind = v.InferOutput<typeof artifactKind>;

export const compileParamsSchema = v.object({
  ...documentKeys,
  /** Left out: every kernel of the file. */
  kernel: v.optional(v.string()),
  /** Whose run the program is to be of; left out: the case with the most elements, else generated input. */
  case: v.optional(v.string()),
  /** `auto`, `cpu`, `cuda:N`, or `sm_90` to compile for a GPU that is not here. */
  device: v.optional(v.string(), 'auto'),
  /** What to return beside the diagnostics. */
  artifact: v.optional(artifactKind),
  settings: v.optional(settingsSchema, {}),
});
export type CompileParams = v.InferOutput<typeof compileParamsSchema>;
export type CompileParamsInput = v.InferInput<typeof compileParamsSchema>;

/** How many instructions there are of each sort. */
const instructionCounts = {
  instructions: v.number(),
  accesses: v.array(
    v.object({
      kind: v.picklist(['load', 'store', 'atomic']),
      space: v.picklist(['global', 'shared', 'local', 'constant']),
      /** That one instruction moves for one thread. */
      bytes: v.number(),
      count: v.number(),
    }),
  ),
  operations: v.array(
    v.object({
      /** `float32`, `float64`, `float16`, `special`, `integer`, `convert`, `shuffle`, `barrier`, `branch`, `move`, … */
      kind: v.string(),
      /** The opcode of arithmetic: `FFMA`, `MUFU.RSQ`; else the kind. */
      name: v.string(),
      count: v.number(),
    }),
  ),
  /** Subroutines that are called. */
  calls: v.array(v.string()),
};

/** What PTX or SASS of a kernel consists of. */
export const codeSummarySchema = v.object({
  /** The same in sentences. */
  words: v.array(v.string()),
  /** What makes the kernel slow, in sentences. */
  warnings: v.array(v.string()),
  /** Of a thread. */
  registers: v.optional(v.number()),
  /** Of a block. */
  sharedBytes: v.optional(v.number()),
  /** Local memory of a thread. */
  stackBytes: v.optional(v.number()),
  spillStoreBytes: v.optional(v.number()),
  spillLoadBytes: v.optional(v.number()),
  ...instructionCounts,
  /** One pass through the loop that folds the elements. */
  mainLoop: v.optional(
    v.object({
      /** That one pass takes, where the bytes that it loads tell. */
      elements: v.optional(v.number()),
      ...instructionCounts,
    }),
  ),
});
export type CodeSummary = v.InferOutput<typeof codeSummarySchema>;

/** What the instruction on a line of an artifact was made from. */
export const codeLinkSchema = v.object({
  /** Zero-based line of the artifact. */
  line: v.number(),
  /** Sub-expressions of the document. */
  ranges: v.array(rangeSchema),
});
export type CodeLink = v.InferOutput<typeof codeLinkSchema>;

export const compileResultSchema = v.object({
  kernels: v.array(
    v.object({
      kernel: v.string(),
      ok: v.boolean(),
      seconds: v.number(),
      fromCache: v.boolean(),
      /** `nvrtc`, `nvcc` or `c++`. */
      compiler: v.optional(v.string()),
      /** What the compiler said, at the user's characters. */
      diagnostics: v.array(reportDiagnosticSchema),
      artifact: v.optional(v.string()),
      /** The plan that the program has: that of a run on the same device. */
      plan: v.optional(
        v.object({
          source: v.picklist(['default', 'tuned']),
          /** Whose run it is of; left out on generated input. */
          case: v.optional(v.string()),
          /** Elements of that run; left out where the kernel cannot run without a case. */
          count: v.optional(v.number()),
          /** What the plan was made for: a device's name, or an architecture; of a tuned one what it was tuned on. */
          device: v.string(),
          /** Why a plan that a tuning file holds was not used. */
          note: v.optional(v.string()),
          /** All of it as a sentence. */
          words: v.string(),
        }),
      ),
      /** PTX and SASS: what it consists of, and which sub-expression each instruction was made from. */
      summary: v.optional(codeSummarySchema),
      links: v.optional(v.array(codeLinkSchema)),
    }),
  ),
});
export type CompileResult = v.InferOutput<typeof compileResultSchema>;

const searchStep = v.object({ path: v.string(), why: v.string(), outcome: v.string() });
/** A thing that was looked for, what came of it, and what to do where it is missing. */
export const findingSchema = v.object({
  name: v.string(),
  found: v.optional(v.object({ path: v.string(), version: v.string() })),
  tried: v.array(searchStep),
  /** What is missing and how to get it. */
  advice: v.optional(v.string()),
});
export type Finding = v.InferOutput<typeof findingSchema>;

export const devicesParamsSchema = v.object({ token: v.number(), settings: v.optional(settingsSchema, {}) });
export type DevicesParams = v.InferOutput<typeof devicesParamsSchema>;

export const devicesResultSchema = v.object({
  schemaVersion: v.literal(1),
  /** In the order that `auto` prefers them. */
  devices: v.array(deviceSchema),
  findings: v.array(findingSchema),
});
export type DevicesResult = v.InferOutput<typeof devicesResultSchema>;

export const tuneParamsSchema = v.object({
  ...documentKeys,
  kernel: v.string(),
  /** Left out: the kernel on generated input of the default length. */
  case: v.optional(v.string()),
  device: v.optional(v.string(), 'auto'),
  settings: v.optional(settingsSchema, {}),
  /** Seconds that the search may take, the making of its inputs apart. */
  budgetSeconds: v.optional(v.pipe(v.number(), v.minValue(LEAST_TUNE_SECONDS)), DEFAULT_TUNE_SECONDS),
  /** Whether a plan that is faster is kept in the tuning file. */
  save: v.optional(v.boolean(), true),
});
export type TuneParams = v.InferOutput<typeof tuneParamsSchema>;
export type TuneParamsInput = v.InferInput<typeof tuneParamsSchema>;

export const cancelParamsSchema = v.object({ token: v.number() });

/** Sent while a request runs. */
export const progressSchema = v.object({
  /** The request's own. */
  token: v.number(),
  stage: v.picklist(['queued', 'compiling', 'running', 'counters', 'reference']),
  kernel: v.string(),
  case: v.optional(v.string()),
  /** Of a search for a faster plan. */
  tuning: v.optional(
    v.object({
      /** Variants that were tried. */
      tried: v.number(),
      /** Median seconds of the default plan, and of the fastest variant so far. */
      defaultSeconds: v.number(),
      bestSeconds: v.number(),
    }),
  ),
});
export type Progress = v.InferOutput<typeof progressSchema>;

/**
 * Sent once the kernel is found and checked: the run as far as it is known, with status `error`. Whoever ends the
 * runner completes the report from it.
 */
export const startedSchema = v.object({ token: v.number(), run: runSchema });
export type Started = v.InferOutput<typeof startedSchema>;

/** Exit code of a runner that ends by its own will (idle, or unable to go on): nobody's request is to blame. */
export const RETIRED_EXIT_CODE = 75;

export const methods = {
  initialize: 'runner/initialize',
  execute: 'runner/execute',
  compile: 'runner/compile',
  tune: 'runner/tune',
  devices: 'runner/devices',
  /** A notification `{ token }`: stop that request if it can be stopped. */
  cancel: 'runner/cancel',
  started: 'runner/started',
  progress: 'runner/progress',
} as const;

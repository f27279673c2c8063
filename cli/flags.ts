import path from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import * as v from 'valibot';
import { profileSettings } from '../protocol/profile-settings';
import { artifactKind, sanitizerTool, type ArtifactKind, type SettingsInput } from '../protocol/rpc';
import { DEFAULT_TUNE_SECONDS, LEAST_TUNE_SECONDS } from '../protocol/tuning';
import { UsageError } from './exit-codes';

/** Options of the commands that take kernels to a device, as `parseArgs` takes them. */
const deviceOptions = {
  kernel: { type: 'string' },
  case: { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
  'default-length': { type: 'string' },
  'time-limit': { type: 'string' },
  threads: { type: 'string' },
  'no-cache': { type: 'boolean' },
  'tuning-file': { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Options of the commands that run kernels. */
const timedOptions = {
  ...deviceOptions,
  reference: { type: 'boolean' },
  accuracy: { type: 'boolean' },
  'no-tuning': { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** What decides which program a run has. */
export const emitOptions = {
  as: { type: 'string', default: 'cuda' },
  kernel: { type: 'string' },
  case: { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
  'default-length': { type: 'string' },
  threads: { type: 'string' },
  'no-tuning': { type: 'boolean' },
  'tuning-file': { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** A checked run is not timed: `profile` has nothing to do with it. */
export const runOptions = {
  ...timedOptions,
  sanitize: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

export const profileOptions = {
  ...timedOptions,
  sweep: { type: 'boolean' },
  counters: { type: 'boolean' },
  baseline: { type: 'string' },
  csv: { type: 'boolean' },
  samples: { type: 'string' },
  time: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

export const tuneOptions = {
  ...deviceOptions,
  budget: { type: 'string' },
  'no-save': { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

export interface RunFlags {
  readonly kernel?: string;
  readonly case?: string;
  readonly device: string;
  readonly json?: boolean;
  readonly timeLimitSeconds?: number;
  readonly settings: SettingsInput;
}

export interface EmitFlags extends RunFlags {
  readonly as: ArtifactKind;
}

export interface ProfileFlags extends RunFlags {
  readonly sweep?: boolean;
  /** Path of a report. */
  readonly baseline?: string;
  readonly csv?: boolean;
}

export interface TuneFlags extends RunFlags {
  /** Seconds for the search of one kernel on one case. */
  readonly budgetSeconds: number;
  /** Whether what is found is kept. */
  readonly save: boolean;
}

type Values<Options extends NonNullable<ParseArgsConfig['options']>> = {
  readonly [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string;
};

/** Throws a UsageError for a value that is not what its option takes. */
export function runFlags(values: Values<typeof runOptions>): RunFlags {
  const defaultLength = whole('default-length', values['default-length']);
  const cpuThreads = whole('threads', values.threads);
  return {
    kernel: values.kernel,
    case: values.case,
    device: values.device ?? 'auto',
    json: values.json,
    timeLimitSeconds: timeLimit(values['time-limit']),
    settings: {
      ...(values.reference === true ? { reference: true } : {}),
      ...(values.accuracy === true ? { accuracy: true, reference: true } : {}),
      ...sanitizeSettings(values.sanitize),
      ...(values['no-cache'] === true ? { useCache: false } : {}),
      ...(values['no-tuning'] === true ? { useTuning: false } : {}),
      ...(values['tuning-file'] === undefined ? {} : { tuningFile: path.resolve(values['tuning-file']) }),
      ...(defaultLength === undefined ? {} : { defaultLength }),
      ...(cpuThreads === undefined ? {} : { cpuThreads }),
    },
  };
}

/** Throws a UsageError for a value that is not what its option takes. */
export function emitFlags({ as, ...values }: Values<typeof emitOptions>): EmitFlags {
  const kind = v.safeParse(artifactKind, as);
  if (!kind.success) throw new UsageError(`--as takes ${artifactKind.options.join(', ')}; "${as}" is none of them.`);
  return { ...runFlags(values), as: kind.output };
}

/** Throws a UsageError for a value that is not what its option takes, and for options that exclude each other. */
export function profileFlags(values: Values<typeof profileOptions>): ProfileFlags {
  const { json, csv, baseline } = values;
  if (json === true && csv === true) throw new UsageError('Choose --json or --csv: the output is one of them.');
  if (baseline !== undefined && (json === true || csv === true))
    throw new UsageError('--baseline adds its verdicts to the table: leave out --json and --csv.');
  const flags = runFlags(values);
  const maxSamples = whole('samples', values.samples) ?? profileSettings.maxSamples;
  if (maxSamples === 0) throw new UsageError('--samples takes a number from 1 on.');
  return {
    ...flags,
    sweep: values.sweep,
    baseline,
    csv,
    settings: {
      ...profileSettings,
      reference: false,
      ...flags.settings,
      ...(values.counters === true ? { counters: true } : {}),
      minSamples: Math.min(profileSettings.minSamples, maxSamples),
      maxSamples,
      sampleBudget: seconds('time', values.time) ?? profileSettings.sampleBudget,
    },
  };
}

function sanitizeSettings(tool: string | undefined): SettingsInput {
  if (tool === undefined) return {};
  const parsed = v.safeParse(sanitizerTool, tool);
  if (!parsed.success)
    throw new UsageError(`--sanitize takes ${sanitizerTool.options.join(', ')}; "${tool}" is none of them.`);
  return { sanitize: true, sanitizerTool: parsed.output };
}

/** Throws a UsageError for a value that is not what its option takes. */
export function tuneFlags(values: Values<typeof tuneOptions>): TuneFlags {
  const budgetSeconds = seconds('budget', values.budget) ?? DEFAULT_TUNE_SECONDS;
  if (budgetSeconds < LEAST_TUNE_SECONDS) {
    throw new UsageError(`--budget takes at least ${LEAST_TUNE_SECONDS} seconds.`);
  }
  return { ...runFlags(values), budgetSeconds, save: values['no-save'] !== true };
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} takes a whole number; "${text}" is none.`);
  return Number(text);
}

function timeLimit(text: string | undefined): number | undefined {
  const limit = whole('time-limit', text);
  if (limit === 0) throw new UsageError('--time-limit takes at least 1 second.');
  return limit;
}

function seconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text))
    throw new UsageError(`--${name} takes seconds, such as 2 or 0.5; "${text}" are none.`);
  return Number(text);
}

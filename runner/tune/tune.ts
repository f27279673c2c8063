import { randomUUID } from 'node:crypto';
import { hashOf, type CheckedDocument, type CheckedKernel, type Value } from '../../language';
import { WarpfoldError } from '../../protocol/errors';
import type { Progress, TuneParams } from '../../protocol/rpc';
import type { Trial, Tuning } from '../../protocol/tuning';
import { distanceBetween, type PlanVariant } from '../../codegen';
import { CompileFailure, type BackendRequest } from '../backends/backend';
import { decodeResult } from '../execute';
import { fileNameOf } from '../file-name';
import { findCase, findKernel, requireRunnable } from '../find-target';
import { bytesRead } from '../inputs';
import { diagnosticsOf } from '../report/diagnostics';
import { reportError } from '../report/failed-run';
import { runData } from '../run-data';
import { describeDevice, deviceId, selectDevice } from '../select-device';
import { summarize } from '../statistics';
import type { Toolset } from '../toolset';
import { VariantFailure } from './bench';
import { whyFixed } from './fixed-plan';
import { KernelBench } from './kernel-bench';
import { checkAgainst, isRounded } from './result-check';
import { search, type SearchOutcome, type VariantTrial } from './search';
import { withTarget, type TuningTarget } from './target';
import { keyText, type TuningEntry, type TuningKey } from './tuning-entry';
import { keepTuningEntry, readTuningFile, tuningFileOf } from './tuning-file';

export interface TuneContext {
  readonly document: CheckedDocument;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly report: (progress: Pick<Progress, 'stage' | 'tuning'>) => void;
  /** Waits for the device's turn. */
  readonly onDevice: <Result>(id: string, work: () => Promise<Result>) => Promise<Result>;
}

/** Shapes of the default's launch, beside its own, whose results show what rounding does to the data. */
const OTHER_SHAPES = 3;

/**
 * Looks for a plan that is faster than the default, and keeps it in the tuning file. What goes wrong with the kernel, the
 * machine or the file is part of the answer; only a request that names no kernel or case of the text throws.
 */
export async function tune(params: TuneParams, context: TuneContext): Promise<Tuning> {
  const { document, tools, signal, report } = context;
  const { settings } = params;
  const kernel = findKernel(document, params.kernel);
  const case_ = params.case === undefined ? undefined : findCase(document, kernel, params.case);
  let tuning: Tuning = {
    startedAt: new Date().toISOString(),
    uri: params.uri,
    hash: hashOf(kernel),
    versions: { warpfold: process.env['WARPFOLD_VERSION'] ?? 'development' },
    kernel: kernel.name,
    ...(case_ === undefined ? {} : { case: case_.name }),
    status: 'error',
    trials: [],
    diagnostics: [...diagnosticsOf(document, kernel, case_)],
  };
  try {
    requireRunnable(kernel, case_);
    requireTunable(kernel);
    const file = params.save ? tuningFileOf(params.uri, settings.tuningFile) : undefined;
    // A file that cannot be understood is told before the search and not after it.
    const known = file === undefined ? [] : readTuningFile(file).entries;
    const selected = selectDevice(params.device, tools.discovery);
    const data = runData(kernel, case_, settings.defaultLength);
    const { count } = data.range;
    requireElements(count, kernel);
    const bytes = bytesRead(kernel, count);
    const driver = selected.kind === 'cuda' ? tools.discovery.driver.found?.version : undefined;
    tuning = {
      ...tuning,
      versions: { ...tuning.versions, ...(driver === undefined ? {} : { driver }) },
      device: describeDevice(selected, settings.cpuThreads),
      n: data.n,
      count,
      ...(bytes > 0 ? { bytes } : {}),
    };
    const request: BackendRequest = {
      document,
      kernel,
      fileName: fileNameOf(params.uri),
      data,
      settings,
      tools,
      inputsKey: `tune ${randomUUID()}`,
      signal,
      stage: () => undefined,
    };
    return await context.onDevice(deviceId(selected), () => {
      signal.throwIfAborted();
      return withTarget(request, selected, (target) =>
        tuneTarget(tuning, { target, request, budgetSeconds: params.budgetSeconds, report, file, known }),
      );
    });
  } catch (error) {
    return failedTuning(tuning, error, signal);
  }
}

interface TargetRequest<Plan, Program> {
  readonly target: TuningTarget<Plan, Program>;
  readonly request: BackendRequest;
  readonly budgetSeconds: number;
  readonly report: TuneContext['report'];
  /** The file that keeps what is found. */
  readonly file: string | undefined;
  readonly known: readonly TuningEntry[];
}

async function tuneTarget<Plan, Program>(
  begun: Tuning,
  { target, request, budgetSeconds, report, file, known }: TargetRequest<Plan, Program>,
): Promise<Tuning> {
  const { kernel, data, signal } = request;
  const { start, others } = target;
  const bench = new KernelBench(target, {
    count: data.range.count,
    decode: (result) => decodeResult(kernel, result),
    signal,
  });
  try {
    report({ stage: 'compiling' });
    const { compiler, compilerDiagnostics } = await bench.preparedOf(start);
    const tuning = {
      ...begun,
      versions: { ...begun.versions, compiler },
      diagnostics: [...begun.diagnostics, ...compilerDiagnostics],
    };
    signal.throwIfAborted();
    report({ stage: 'running' });
    bench.check = checkAgainst(kernel.resultType, await comparedResults(bench, kernel, target, signal));
    const found = await search({
      bench,
      start,
      others,
      seeds: seedsOf(target, known),
      budgetSeconds,
      signal,
      now: () => performance.now() / 1000,
      onProgress: ({ stage, ...progress }) => {
        report({ stage, tuning: progress });
      },
    });
    const finished = finishedTuning(tuning, found, others.length + 1);
    if (file === undefined) return finished;
    // What is no faster now is not kept from earlier; a search that was cut short says nothing of that.
    if (finished.tuned === undefined && finished.status !== 'ok') return finished;
    keepTuningEntry(file, target.key, entryOf(target.key, finished));
    return finished.tuned === undefined ? finished : { ...finished, file };
  } finally {
    bench.release();
  }
}

/**
 * The default's result, and where it is rounded those of other shapes, so that they differ by rounding only: other launches of
 * the same program, or its neighbours, where the input is too small for other launches.
 */
async function comparedResults<Plan, Program>(
  bench: KernelBench<Plan, Program>,
  kernel: CheckedKernel,
  { start, others }: TuningTarget<Plan, Program>,
  signal: AbortSignal,
): Promise<[Value, ...Value[]]> {
  const results: [Value, ...Value[]] = [await bench.resultOf(start)];
  if (!isRounded(kernel.resultType)) return results;
  const launches = others.filter(({ program }) => program === start.program);
  const shapes =
    launches.length > 0
      ? launches
      : others.toSorted((one, other) => distanceBetween(one, start) - distanceBetween(other, start));
  for (const shape of shapes.slice(0, OTHER_SHAPES)) {
    signal.throwIfAborted();
    try {
      results.push(await bench.resultOf(shape));
    } catch (error) {
      // What is wrong with a variant is told once the search tries it.
      if (!(error instanceof VariantFailure) || error.isFatal) throw error;
    }
  }
  return results;
}

/** The variant that an earlier search has kept for the same. */
function seedsOf<Plan, Program>(
  { key, variantWith }: TuningTarget<Plan, Program>,
  known: readonly TuningEntry[],
): readonly PlanVariant<Plan>[] {
  const text = keyText(key);
  const entry = known.find((each) => keyText(each) === text);
  const seed = entry && variantWith(entry.parameters);
  return seed === undefined ? [] : [seed];
}

function finishedTuning<Plan>(tuning: Tuning, found: SearchOutcome<Plan>, variants: number): Tuning {
  const { trials, verified, failure } = found;
  const [first] = trials;
  const kernel = verified?.default ?? summarize(first?.samples ?? []);
  return {
    ...tuning,
    status: found.isCancelled ? 'cancelled' : failure === undefined ? 'ok' : 'error',
    ...(found.isCancelled
      ? { error: cancelled(tuning) }
      : failure === undefined
        ? {}
        : { error: reportError(failure) }),
    ...(first === undefined || kernel === undefined
      ? {}
      : { default: { parameters: first.variant.parameters, kernel } }),
    ...(verified === undefined
      ? {}
      : {
          tuned: {
            parameters: verified.variant.parameters,
            kernel: verified.kernel,
            change: verified.comparison.change,
            noise: verified.comparison.noise,
          },
        }),
    trials: trials.map(reportTrial),
    variants,
    pruned: found.pruned,
    seconds: found.seconds,
  };
}

function reportTrial<Plan>({ variant, outcome, message, samples, launch }: VariantTrial<Plan>): Trial {
  const summary = summarize(samples);
  return {
    parameters: variant.parameters,
    outcome,
    ...(message === undefined ? {} : { message }),
    ...(summary === undefined ? {} : { seconds: summary.median, samples: summary.samples }),
    ...(launch === undefined ? {} : { registers: launch.registers }),
  };
}

function entryOf(key: TuningKey, tuning: Tuning): TuningEntry | undefined {
  const { tuned, count, versions } = tuning;
  if (tuned === undefined || tuning.default === undefined || count === undefined) return undefined;
  return {
    ...key,
    parameters: tuned.parameters,
    measured: { count, defaultSeconds: tuning.default.kernel.median, tunedSeconds: tuned.kernel.median },
    tunedAt: tuning.startedAt,
    warpfold: versions.warpfold,
    ...(versions.compiler === undefined ? {} : { compiler: versions.compiler }),
  };
}

function failedTuning(tuning: Tuning, error: unknown, signal: AbortSignal): Tuning {
  if (signal.aborted) return { ...tuning, status: 'cancelled', error: cancelled(tuning) };
  const diagnostics =
    error instanceof CompileFailure ? [...tuning.diagnostics, ...error.diagnostics] : tuning.diagnostics;
  return { ...tuning, status: 'error', error: reportError(errorOfDefault(error, tuning)), diagnostics };
}

/** What failed of the default plan, which is nothing to be passed over. */
function errorOfDefault(error: unknown, { kernel }: Tuning): unknown {
  if (!(error instanceof VariantFailure)) return error;
  if (error.outcome !== 'correctness') return error.cause ?? error;
  return new WarpfoldError({
    code: 'invalid-request',
    message: `Kernel "${kernel}" cannot be tuned: its default plan does not give the same result each time. ${error.message}`,
    advice: 'Look for what in it depends on more than its arguments: shared variables of a preamble, clocks, atomics.',
    kernel,
  });
}

function cancelled({ kernel }: Tuning): NonNullable<Tuning['error']> {
  return { code: 'cancelled', message: `Tuning kernel "${kernel}" was cancelled.` };
}

function requireTunable(kernel: CheckedKernel): void {
  const why = whyFixed(kernel);
  if (why === undefined) return;
  throw new WarpfoldError({
    code: 'invalid-request',
    message: `There is nothing to tune: ${why}`,
    advice: 'To let its plan suit a device, take "deterministic" out of it.',
    kernel: kernel.name,
  });
}

function requireElements(count: number, kernel: CheckedKernel): void {
  if (count > 0) return;
  throw new WarpfoldError({
    code: 'invalid-request',
    message: `There is nothing to tune: kernel "${kernel.name}" has no element to reduce here.`,
    advice: 'Tune a case with as many elements as the kernel will have.',
    kernel: kernel.name,
  });
}

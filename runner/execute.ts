import { randomUUID } from 'node:crypto';
import {
  decodeValue,
  defaultRtol,
  hashOf,
  passes,
  suggest,
  type CheckedCase,
  type CheckedDocument,
  type CheckedKernel,
  type Value,
} from '../language';
import type { TimingRequest } from '../native/binding';
import { WarpfoldError } from '../protocol/errors';
import type { Run } from '../protocol/report';
import type { ExecuteParams, Progress, Settings } from '../protocol/rpc';
import { toJson } from '../protocol/values';
import { CompileFailure, type BackendOutcome, type BackendRequest } from './backends/backend';
import { runOnCpu, runReference } from './backends/cpu';
import { runOnCuda } from './backends/cuda';
import type { Toolset } from './toolset';
import { toErrorData } from './errors';
import { fileNameOf } from './file-name';
import { bytesRead } from './inputs';
import { diagnosticsOf } from './report-diagnostics';
import { runData } from './run-data';
import { deviceId, describeDevice, selectDevice, type SelectedDevice } from './select-device';
import { summarize } from './statistics';

export interface ExecuteContext {
  readonly document: CheckedDocument;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly stage: (stage: Progress['stage']) => void;
  readonly started: (run: Run) => void;
  /** Waits for the device's turn. */
  readonly onDevice: <Result>(id: string, work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Runs one kernel and reports. What goes wrong with the kernel or the machine is part of the report; only a request
 * that names no kernel or case of the text throws (`unknown-kernel`, `unknown-case`).
 */
export async function execute(params: ExecuteParams, context: ExecuteContext): Promise<Run> {
  const { document } = context;
  const begin = performance.now();
  const kernel = findKernel(document, params.kernel);
  const case_ = params.case === undefined ? undefined : findCase(document, kernel, params.case);
  let run: Run = {
    id: randomUUID(),
    startedAt: new Date().toISOString(),
    uri: params.uri,
    hash: hashOf(kernel, case_),
    versions: { warpfold: process.env['WARPFOLD_VERSION'] ?? 'development' },
    kernel: kernel.name,
    ...(case_ === undefined ? {} : { case: case_.name }),
    status: 'error',
    diagnostics: [...diagnosticsOf(document, kernel, case_)],
  };
  context.started(run);
  const learn = (more: Partial<Run>): void => {
    run = { ...run, ...more };
    context.started(run);
  };
  try {
    requireRunnable(kernel, case_);
    const selected = selectDevice(params.device, context.tools.discovery);
    learn({ device: describeDevice(selected, params.settings.cpuThreads) });
    const data = runData(kernel, case_, params.settings.defaultLength);
    learn({ n: data.n, count: data.range.count });
    const request: BackendRequest = {
      document,
      kernel,
      fileName: fileNameOf(params.uri),
      data,
      settings: params.settings,
      timing: timingOf(params.settings),
      tools: context.tools,
      signal: context.signal,
      stage: context.stage,
    };
    const outcome = await context.onDevice(deviceId(selected), () => {
      context.signal.throwIfAborted();
      return selected.kind === 'cuda' ? runOnCuda(request, selected.device) : runOnCpu(request);
    });
    run = completed(run, outcome, request, selected, case_);
    if (params.settings.reference) run = await withReference(run, request, decodeResult(kernel, outcome.job.result));
    const total = (performance.now() - begin) / 1000;
    return { ...run, timings: { ...run.timings, total } };
  } catch (error) {
    return failed(run, error, context.signal);
  }
}

function completed(
  run: Run,
  { job, compiler, compileSeconds, compileFromCache, compilerDiagnostics, launch }: BackendOutcome,
  { kernel, data, tools }: BackendRequest,
  selected: SelectedDevice,
  case_: CheckedCase | undefined,
): Run {
  const value = decodeResult(kernel, job.result);
  const { expect, rtol, atol } = case_?.settings ?? {};
  const passed = expect === undefined || passes(value, expect, kernel.resultType, { rtol, atol });
  const usedRtol = rtol ?? defaultRtol(kernel.resultType);
  const kernelTime = summarize(job.kernelSeconds);
  const bytes = bytesRead(kernel, data.range.count);
  const peak = selected.kind === 'cuda' ? selected.device.attributePeakBytesPerSecond : 0;
  return {
    ...run,
    status: passed ? 'ok' : 'failed',
    versions: {
      ...run.versions,
      compiler,
      ...(selected.kind === 'cuda' && tools.discovery.driver.found !== undefined
        ? { driver: tools.discovery.driver.found.version }
        : {}),
    },
    result: { dtype: kernel.resultDtype, value: toJson(value) },
    ...(expect === undefined
      ? {}
      : {
          expect: {
            value: toJson(expect),
            passed,
            ...(usedRtol === undefined ? {} : { rtol: usedRtol }),
            ...(atol === undefined ? {} : { atol }),
          },
        }),
    timings: {
      compile: compileSeconds,
      compileFromCache,
      upload: job.uploadSeconds,
      download: job.downloadSeconds,
      ...(kernelTime === undefined ? {} : { kernel: kernelTime }),
    },
    launch,
    ...(bytes === 0 || kernelTime === undefined
      ? {}
      : {
          bandwidth: {
            bytes,
            bytesPerSecond: bytes / kernelTime.median,
            ...(peak > 0 ? { peak, peakSource: 'memory clock and bus width that the driver states' } : {}),
          },
        }),
    diagnostics: [...run.diagnostics, ...compilerDiagnostics],
  };
}

function decodeResult(kernel: CheckedKernel, bytes: Uint8Array): Value {
  return decodeValue(kernel.resultType, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Adds the reference, where the machine can compute one; a run stands without it. */
async function withReference(run: Run, request: BackendRequest, result: Value): Promise<Run> {
  const reference = await runReference(request);
  if (reference === undefined) return run;
  const relative = relativeError(result, reference.value);
  return {
    ...run,
    reference: {
      value: toJson(reference.value),
      method: reference.method,
      ...(relative === undefined ? {} : { relativeError: relative }),
    },
  };
}

/** |value - reference| / |reference|; undefined for a reference of 0 and for values that are no finite numbers. */
function relativeError(value: Value, reference: Value): number | undefined {
  const [actual, expected] = [Number(value), Number(reference)];
  if (typeof value === 'object' || expected === 0 || !Number.isFinite(actual) || !Number.isFinite(expected))
    return undefined;
  return Math.abs(actual - expected) / Math.abs(expected);
}

function failed(run: Run, error: unknown, signal: AbortSignal): Run {
  if (signal.aborted) {
    return {
      ...run,
      status: 'cancelled',
      error: { code: 'cancelled', message: `Kernel "${run.kernel}" was cancelled.` },
    };
  }
  const { code, message, cuda, doing, advice, fatal } = toErrorData(error);
  const diagnostics = error instanceof CompileFailure ? [...run.diagnostics, ...error.diagnostics] : run.diagnostics;
  return {
    ...run,
    status: 'error',
    error: {
      code,
      message,
      ...(cuda && { cuda }),
      ...(doing && { doing }),
      ...(advice && { advice }),
      ...(fatal && { fatal }),
    },
    diagnostics,
  };
}

function requireRunnable(kernel: CheckedKernel, case_: CheckedCase | undefined): void {
  const broken = !kernel.runnable
    ? `Kernel "${kernel.name}"`
    : case_?.runnable === false
      ? `Case "${case_.name}"`
      : undefined;
  if (broken !== undefined) {
    throw new WarpfoldError({ code: 'check-failed', message: `${broken} has errors: nothing was run.` });
  }
}

function findKernel(document: CheckedDocument, name: string): CheckedKernel {
  const kernel = document.kernels.find((one) => one.name === name);
  if (kernel !== undefined) return kernel;
  const names = document.kernels.map((one) => one.name);
  throw new WarpfoldError({
    code: 'unknown-kernel',
    message: `There is no kernel "${name}" here.${hint(name, names)}`,
  });
}

function findCase(document: CheckedDocument, kernel: CheckedKernel, name: string): CheckedCase {
  const cases = document.cases.filter((one) => one.kernel.name === kernel.name);
  const case_ = cases.find((one) => one.name === name);
  if (case_ !== undefined) return case_;
  const names = cases.map((one) => one.name);
  throw new WarpfoldError({
    code: 'unknown-case',
    message: `Kernel "${kernel.name}" has no case "${name}".${hint(name, names)}`,
  });
}

function hint(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  return names.length === 0 ? '' : ` There are: ${names.join(', ')}.`;
}

function timingOf({ warmups, minSamples, maxSamples, sampleBudget }: Settings): TimingRequest {
  return { warmups, minSamples, maxSamples, budgetSeconds: sampleBudget };
}

import { randomUUID } from 'node:crypto';
import {
  decodeValue,
  hashOf,
  type CheckedCase,
  type CheckedDocument,
  type CheckedKernel,
  type Value,
} from '../language';
import type { TimingRequest } from '../native/binding';
import type { Counters, Run } from '../protocol/report';
import type { ExecuteParams, Progress, Settings } from '../protocol/rpc';
import { accuracyOf, type ShapeResult } from './accuracy/accuracy';
import { runShapes } from './accuracy/shapes';
import type { BackendRequest, PreparedKernel } from './backends/backend';
import { prepareCpu, runReference } from './backends/cpu';
import { prepareCuda } from './backends/cuda';
import { collectCounters } from './counters/collect';
import { fileNameOf } from './file-name';
import { findCase, findKernel, requireRunnable } from './find-target';
import { DeviceWatch } from './profile/device-watch';
import { profileKernel } from './profile/profile-kernel';
import { diagnosticsOf } from './report/diagnostics';
import { failedRun } from './report/failed-run';
import { finishedRun } from './report/finished-run';
import { referenceOf } from './report/reference';
import { runData } from './run-data';
import { sanitize } from './sanitize/sanitize';
import { deviceId, describeDevice, selectDevice, type SelectedDevice } from './select-device';
import { summarize } from './statistics';
import type { Toolset } from './toolset';
import { TunedPlans } from './tune/tuned-plans';
import { tuningFileOf } from './tune/tuning-file';

export interface ExecuteContext {
  readonly document: CheckedDocument;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly stage: (stage: Progress['stage']) => void;
  /** Called with what is known of the run, each time that it is more: all that is left of it if the process dies. */
  readonly started: (run: Run) => void;
  /** Waits for the device's turn. */
  readonly onDevice: <Result>(id: string, work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Runs one kernel and reports. What goes wrong with the kernel or the machine is part of the report; only a request
 * that names no kernel or case of the text throws (`unknown-kernel`, `unknown-case`).
 */
export async function execute(params: ExecuteParams, context: ExecuteContext): Promise<Run> {
  const { document, signal, tools } = context;
  const { settings } = params;
  const begin = performance.now();
  const kernel = findKernel(document, params.kernel);
  const case_ = params.case === undefined ? undefined : findCase(document, kernel, params.case);
  let run = begunRun(params, document, kernel, case_);
  const learn = (more: Partial<Run>): void => {
    run = { ...run, ...more };
    context.started(run);
  };
  learn({});
  try {
    requireRunnable(kernel, case_);
    const selected = selectDevice(params.device, tools.discovery);
    const sanitized = settings.sanitize ? { sanitized: true } : {};
    learn({ device: describeDevice(selected, settings.cpuThreads), ...sanitized });
    const data = runData(kernel, case_, settings.defaultLength);
    learn({ n: data.n, count: data.range.count });
    const { stage } = context;
    const tuningFile = tuningFileOf(params.uri, settings.tuningFile);
    const request: BackendRequest = {
      document,
      kernel,
      ...(case_ === undefined ? {} : { caseName: case_.name }),
      fileName: fileNameOf(params.uri),
      data,
      settings,
      tools,
      ...(tuningFile === undefined ? {} : { tuning: new TunedPlans(tuningFile) }),
      signal,
      stage,
    };
    const target: Target = { case: case_, selected };
    const outcome = await context.onDevice(deviceId(selected), async () => {
      signal.throwIfAborted();
      const result = await runOnDevice(run, { params, request, target }, learn);
      // The inputs are gone by now: the process that is counted has its own.
      if (settings.counters) learn({ counters: await countersOn(selected, params, context) });
      return result;
    });
    await learnReference(request, outcome, learn);
    const total = (performance.now() - begin) / 1000;
    return { ...run, timings: { ...run.timings, total } };
  } catch (error) {
    return failedRun(run, error, signal);
  }
}

/** Computes the reference, and what it says of the accuracy, where they were asked for and this machine can. */
async function learnReference(
  request: BackendRequest,
  { value, shapes }: DeviceOutcome,
  learn: (more: Partial<Run>) => void,
): Promise<void> {
  const { kernel, settings } = request;
  // A run stands without a reference.
  const reference = settings.reference || settings.accuracy ? await runReference(request) : undefined;
  if (reference === undefined && shapes === undefined) return;
  learn({
    ...(reference === undefined ? {} : { reference: referenceOf(reference, value) }),
    ...(shapes === undefined
      ? {}
      : { accuracy: accuracyOf({ dtype: kernel.resultDtype, accumulator: kernel.accuracy, shapes, reference }) }),
  });
}

/** What a run leaves for the reference to be held against. */
interface DeviceOutcome {
  readonly value: Value;
  /** Where the accuracy was asked for: what several shapes gave. */
  readonly shapes: readonly [ShapeResult, ...ShapeResult[]] | undefined;
}

interface Target {
  readonly case: CheckedCase | undefined;
  readonly selected: SelectedDevice;
}

interface DeviceRun {
  readonly params: ExecuteParams;
  readonly request: BackendRequest;
  readonly target: Target;
}

/**
 * Compiles and runs a kernel, sweeps over sizes where it is profiled, and over shapes where the accuracy is asked for.
 * Tells what it learns; gives the result.
 */
async function runOnDevice(
  run: Run,
  { params, request, target: { case: case_, selected } }: DeviceRun,
  learn: (more: Partial<Run>) => void,
): Promise<DeviceOutcome> {
  const { kernel, settings, stage, tools } = request;
  const { count } = request.data.range;
  // Named for the sweep and other shapes to find in place.
  const named = settings.profile || settings.accuracy ? { ...request, inputsKey: run.id } : request;
  const prepare = (of: BackendRequest): Promise<PreparedKernel> =>
    selected.kind === 'cuda' ? prepareCuda(of, selected.device) : prepareCpu(of);
  const prepared = await prepare(named);
  // Released together: what one releases, the others run on.
  const all = [prepared];
  const watch =
    settings.profile && selected.kind === 'cuda' ? new DeviceWatch(tools.addon, selected.device.uuid) : undefined;
  try {
    stage('running');
    const device = selected.kind === 'cuda' ? selected.device : undefined;
    const unchecked = settings.sanitize ? await sanitize(params, request, device) : [];
    const job = await prepared.reduce(count, timingOf(settings));
    const value = decodeResult(kernel, job.result);
    // Whoever checks is not measuring.
    const kernelTime = settings.sanitize ? undefined : summarize(job.kernelSeconds);
    const driver = selected.kind === 'cuda' ? tools.discovery.driver.found?.version : undefined;
    const withSamples = settings.profile;
    const finished = finishedRun(
      { ...run, diagnostics: [...run.diagnostics, ...unchecked] },
      {
        kernel,
        case: case_,
        count,
        selected,
        driver,
        prepared,
        job,
        value,
        kernelTime,
        withSamples,
      },
    );
    learn(finished);
    if (settings.profile && kernelTime !== undefined && count > 0) {
      await profileKernel({
        request: named,
        selected,
        prepared,
        prepare,
        run: finished,
        kernelTime,
        timing: timingOf(settings),
        learn,
        keep: (more) => all.push(more),
      });
    }
    const clocks = watch?.stop();
    if (clocks !== undefined) learn({ clocks });
    const shapes = settings.accuracy ? await runShapes(prepared, request, job) : undefined;
    return { value, shapes };
  } finally {
    watch?.stop();
    for (const each of all) each.release();
  }
}

async function countersOn(
  selected: SelectedDevice,
  params: ExecuteParams,
  { tools, signal, stage }: ExecuteContext,
): Promise<Counters> {
  if (selected.kind !== 'cuda') {
    const message = 'Hardware counters are of NVIDIA GPUs, and this ran on the CPU.';
    return { error: { code: 'counters-unsupported', message, advice: 'Choose a GPU: "warpfold devices" lists them.' } };
  }
  // Before Nsight Compute is looked for: it takes its time from then on.
  stage('counters');
  const limitSeconds = params.settings.countersLimit;
  return collectCounters(params, { ncu: tools.ncu(), runner: process.argv[1] ?? '', signal, limitSeconds });
}

function begunRun(
  params: ExecuteParams,
  document: CheckedDocument,
  kernel: CheckedKernel,
  case_: CheckedCase | undefined,
): Run {
  return {
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
}

/** The value that a reduction wrote. */
export function decodeResult(kernel: CheckedKernel, bytes: Uint8Array): Value {
  return decodeValue(kernel.resultType, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function timingOf({
  sanitize: isChecked,
  warmups,
  minSamples,
  maxSamples,
  sampleBudget,
  medianError,
}: Settings): TimingRequest {
  if (isChecked) return { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 };
  return { warmups, minSamples, maxSamples, budgetSeconds: sampleBudget, medianError };
}

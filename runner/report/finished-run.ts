import { defaultRtol, passes, type CheckedCase, type CheckedKernel, type Value } from '../../language';
import type { JobResult } from '../../native/binding';
import type { Run } from '../../protocol/report';
import { toJson } from '../../protocol/values';
import type { PreparedKernel } from '../backends/backend';
import { bytesRead } from '../inputs';
import type { SelectedDevice } from '../select-device';
import type { SampleSummary } from '../statistics';
import { bandwidthOf } from './bandwidth';

/** All that is known once a kernel has run. */
export interface FinishedKernel {
  readonly kernel: CheckedKernel;
  readonly case: CheckedCase | undefined;
  /** Values that `i` took. */
  readonly count: number;
  readonly selected: SelectedDevice;
  /** CUDA's version that the driver supports, where it ran on CUDA. */
  readonly driver: string | undefined;
  readonly prepared: PreparedKernel;
  readonly job: JobResult;
  readonly value: Value;
  readonly kernelTime: SampleSummary | undefined;
  /** Whether the report has every sample. */
  readonly withSamples: boolean;
}

/** The run of a kernel that has run: what it gave, how long it took, and whether that is what its case expects. */
export function finishedRun(run: Run, finished: FinishedKernel): Run {
  const { kernel, prepared, job, value, kernelTime } = finished;
  const expect = expectationOf(finished);
  const bandwidth =
    kernelTime === undefined
      ? undefined
      : bandwidthOf({
          bytes: bytesRead(kernel, finished.count),
          seconds: kernelTime.median,
          timing: 'hot',
          selected: finished.selected,
        });
  return {
    ...run,
    status: expect?.passed === false ? 'failed' : 'ok',
    versions: {
      ...run.versions,
      compiler: prepared.compiler,
      ...(finished.driver === undefined ? {} : { driver: finished.driver }),
    },
    result: { dtype: kernel.resultDtype, value: toJson(value) },
    ...(expect === undefined ? {} : { expect }),
    timings: {
      compile: prepared.compileSeconds,
      compileFromCache: prepared.compileFromCache,
      ...(job.loadSeconds === undefined ? {} : { load: job.loadSeconds }),
      ...(job.firstLaunchSeconds === undefined ? {} : { firstLaunch: job.firstLaunchSeconds }),
      upload: job.uploadSeconds,
      // On the CPU the result is where it is read.
      ...(finished.selected.kind === 'cuda' ? { download: job.downloadSeconds } : {}),
      ...(kernelTime === undefined
        ? {}
        : { kernel: { ...kernelTime, ...(finished.withSamples ? { values: [...job.kernelSeconds] } : {}) } }),
    },
    launch: prepared.launchOf(job),
    ...(bandwidth === undefined ? {} : { bandwidth }),
    diagnostics: [...run.diagnostics, ...prepared.compilerDiagnostics],
  };
}

function expectationOf({ kernel, case: case_, value }: FinishedKernel): Run['expect'] {
  const { expect, rtol, atol } = case_?.settings ?? {};
  if (expect === undefined) return undefined;
  const usedRtol = rtol ?? defaultRtol(kernel.resultType);
  return {
    value: toJson(expect),
    passed: passes(value, expect, kernel.resultType, { rtol, atol }),
    ...(usedRtol === undefined ? {} : { rtol: usedRtol }),
    ...(atol === undefined ? {} : { atol }),
  };
}

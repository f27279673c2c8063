import type { Run } from '../../protocol/report';
import { CompileFailure } from '../backends/backend';
import { toErrorData } from '../errors';
import { MarkedError } from '../sanitize/marked-error';

/** The run of a kernel that could not run, faulted or was cancelled. What is known of it by then is kept. */
export function failedRun(run: Run, error: unknown, signal: AbortSignal): Run {
  if (signal.aborted) {
    return {
      ...run,
      status: 'cancelled',
      error: { code: 'cancelled', message: `Kernel "${run.kernel}" was cancelled.` },
    };
  }
  const diagnostics =
    error instanceof CompileFailure || error instanceof MarkedError
      ? [...run.diagnostics, ...error.diagnostics]
      : run.diagnostics;
  return { ...run, status: 'error', error: reportError(error), diagnostics };
}

/** What a report says of an error. */
export function reportError(error: unknown): NonNullable<Run['error']> {
  const { code, message, cuda, doing, advice, fatal } = toErrorData(error);
  return {
    code,
    message,
    ...(cuda && { cuda }),
    ...(doing && { doing }),
    ...(advice && { advice }),
    ...(fatal && { fatal }),
  };
}

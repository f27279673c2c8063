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
  const { code, message, cuda, doing, advice, fatal } = toErrorData(error);
  const diagnostics =
    error instanceof CompileFailure || error instanceof MarkedError
      ? [...run.diagnostics, ...error.diagnostics]
      : run.diagnostics;
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

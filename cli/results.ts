import { REPORT_SCHEMA_VERSION, type Report } from '../protocol/report';
import type { FileRuns } from './execute';
import { ExitCode } from './exit-codes';

/** The report of all runs, as `docs/report.md` describes it. */
export function reportJson(results: readonly FileRuns[]): string {
  const runs = results.flatMap((result) => result.runs);
  const report: Report = { schemaVersion: REPORT_SCHEMA_VERSION, runs };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Fails where a run does, and where a file's errors left nothing of it to run. */
export function exitCodeOf(results: readonly FileRuns[], signal: AbortSignal): number {
  if (signal.aborted) return ExitCode.interrupted;
  const failed = results.some(({ file, runs }) =>
    runs.length === 0
      ? file.diagnostics.some(({ severity }) => severity === 'error')
      : runs.some(({ status }) => status !== 'ok'),
  );
  return failed ? ExitCode.failed : ExitCode.done;
}

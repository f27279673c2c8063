import type { Run } from '../../protocol/report';
import { compareRuns } from '../../protocol/compare/compare-runs';
import { formatValue } from '../../protocol/format/value';
import type { RunRow } from './messages';

/** Longer results are shown whole in the run's detail only. */
const RESULT_LENGTH = 60;

/** A run as the list shows it. */
export function runRow(run: Run, baseline: Run | undefined): RunRow {
  const comparison = baseline === undefined || baseline.id === run.id ? undefined : compareRuns(run, baseline);
  return withoutUndefined({
    id: run.id,
    startedAt: run.startedAt,
    kernel: run.kernel,
    case: run.case,
    file: fileName(run.uri),
    device: run.device && { id: run.device.id, name: run.device.name },
    n: run.n,
    status: run.status,
    result: run.result && shortened(formatValue(run.result.value, run.result.dtype)),
    seconds: run.timings?.kernel?.median,
    bytesPerSecond: run.bandwidth?.bytesPerSecond,
    change: comparison?.comparable ? { verdict: comparison.verdict, change: comparison.change } : undefined,
    isBaseline: baseline?.id === run.id,
    isProfile: run.sweep !== undefined,
  });
}

/** The last part of a URI's path, decoded. */
export function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function shortened(text: string): string {
  return text.length <= RESULT_LENGTH ? text : `${text.slice(0, RESULT_LENGTH - 1)}…`;
}

/** What is not known is left out, as the schema has it. */
function withoutUndefined(row: { [Key in keyof RunRow]: RunRow[Key] | undefined }): RunRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as RunRow;
}

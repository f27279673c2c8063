import type { Run } from '../../../protocol/report';
import { formatCount, formatSeconds, formatTolerance } from '../../../protocol/format/quantity';

export interface Status {
  /** A codicon. */
  readonly icon: string;
  /** What it means, in a word. */
  readonly word: string;
}

export const statuses: Readonly<Record<Run['status'], Status>> = {
  ok: { icon: 'pass', word: 'OK' },
  failed: { icon: 'error', word: 'Failed' },
  error: { icon: 'warning', word: 'Error' },
  cancelled: { icon: 'circle-slash', word: 'Cancelled' },
  timeout: { icon: 'watch', word: 'Time limit' },
};

/** What became of a run, in a sentence; why it came to nothing stands in the section of its error, and only there. */
export function statusSentence(run: Run): string {
  switch (run.status) {
    case 'ok': {
      const checked = run.sanitized === true ? 'Every access was in range. ' : '';
      return run.expect === undefined
        ? `${checked}${run.case === undefined ? 'It ran.' : 'It ran; the case expects nothing.'}`
        : `${checked}The result is as expected${tolerance(run)}.`;
    }
    case 'failed':
      return `The result is not as expected${tolerance(run)}.`;
    case 'error':
      return errorSentences.get(run.error?.code) ?? 'It could not run.';
    case 'cancelled':
      return 'It was cancelled.';
    case 'timeout':
      return 'It was stopped at its time limit.';
  }
}

/** How far a run came that ended in an error, by the error's code. */
const errorSentences: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'It could not run, and no reason was given.'],
  ['compile-failed', 'It did not compile.'],
  ['check-failed', 'It was not run: its text has errors.'],
  ['kernel-faulted', 'It failed while it ran.'],
  ['kernel-crashed', 'It failed while it ran.'],
  ['cuda-error', 'It could not be finished.'],
  ['runner-died', 'It could not be finished.'],
  ['internal', 'It could not be finished.'],
  ['index-out-of-range', 'The check found an error.'],
  ['sanitizer-error', 'The check found an error.'],
  ['not-checkable', 'It could not be checked.'],
]);

/** Where and on what a run ran: `Xeon (cpu, 2 threads)`, `16 777 216 elements`, `2.55 s in all`. */
export function circumstances(run: Run): readonly string[] {
  const { device, n, count, timings } = run;
  const parts: string[] = [];
  if (device !== undefined) {
    const threads = device.threads === undefined ? '' : `, ${device.threads} threads`;
    const capability = device.computeCapability === undefined ? '' : `, compute capability ${device.computeCapability}`;
    parts.push(`${device.name} (${device.id}${threads}${capability})`);
  }
  if (n !== undefined) {
    const some = count === undefined || count === n ? '' : `${formatCount(count)} of `;
    parts.push(`${some}${formatCount(n)} elements`);
  }
  if (timings?.total !== undefined) parts.push(`${formatSeconds(timings.total)} in all`);
  return parts;
}

function tolerance({ expect }: Run): string {
  if (expect === undefined) return '';
  if (expect.rtol === undefined && expect.atol === undefined) return ' (compared exactly)';
  const parts = [
    expect.rtol === undefined ? undefined : `rtol ${formatTolerance(expect.rtol)}`,
    expect.atol === undefined ? undefined : `atol ${formatTolerance(expect.atol)}`,
  ];
  return ` (within ${parts.filter(Boolean).join(', ')})`;
}

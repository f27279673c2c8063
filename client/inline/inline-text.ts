import type { Run } from '../../protocol/report';
import { formatBandwidth, formatCountShort, formatPercent, formatSeconds } from '../../protocol/format/quantity';
import { formatValue } from '../../protocol/format/value';

/** How a text at the end of a line is coloured. */
export type Tone = 'plain' | 'passed' | 'failed' | 'stale' | 'running';

export interface InlineText {
  readonly text: string;
  readonly tone: Tone;
}

/** What a run says at the end of its kernel's line: result, time, bandwidth and its share of the peak. */
export function kernelText(run: Run, isStale: boolean): InlineText {
  const parts = run.status === 'ok' || run.status === 'failed' ? measured(run) : [failure(run)];
  const tone = isStale ? 'stale' : run.status === 'ok' || run.status === 'failed' ? 'plain' : 'failed';
  return { text: joined([...parts, ...(isStale ? ['stale'] : [])]), tone };
}

/** What a run says at the end of its case's line: whether it met its expectation, and both values where it did not. */
export function caseText(run: Run, isStale: boolean): InlineText {
  const stale = isStale ? ['stale'] : [];
  const tone = (fresh: Tone): Tone => (isStale ? 'stale' : fresh);
  if (run.status !== 'ok' && run.status !== 'failed')
    return { text: joined([failure(run), ...stale]), tone: tone('failed') };
  const { result, expect } = run;
  const actual = result === undefined ? 'no result' : formatValue(result.value, result.dtype);
  const time = timeOf(run);
  if (expect === undefined) return { text: joined([actual, ...time, ...stale]), tone: tone('plain') };
  if (expect.passed) return { text: joined([`✓ ${actual}`, ...time, ...stale]), tone: tone('passed') };
  const expected = formatValue(expect.value, result?.dtype ?? 'float64');
  return { text: joined([`✗ ${actual}, expected ${expected}`, ...stale]), tone: tone('failed') };
}

/** What an expression costs, where the run tells: bytes per element and load width, or registers and spills. */
export function expressionText(run: Run, field: string): string | undefined {
  const { bandwidth, count, launch } = run;
  if (field === 'map_expr') {
    const bytes = bandwidth === undefined || !count ? [] : [`${round(bandwidth.bytes / count)} B/element`];
    const loads = launch?.vecSize === undefined ? [] : [`${launch.vecSize} per load`];
    return bytes.length + loads.length === 0 ? undefined : joined([...bytes, ...loads]);
  }
  if (field !== 'reduce_expr' || launch?.registers === undefined) return undefined;
  const spills = launch.localBytes ? [`${launch.localBytes} B spilled`] : [];
  return joined([`${launch.registers} registers`, ...spills]);
}

/** The share of the device's peak bandwidth, 0 to 1; undefined where it is not known. */
export function peakShare({ bandwidth }: Run): number | undefined {
  if (bandwidth?.peak === undefined || bandwidth.bytesPerSecond === undefined || bandwidth.peak <= 0) return undefined;
  return bandwidth.bytesPerSecond / bandwidth.peak;
}

function measured(run: Run): string[] {
  const { result, bandwidth, n } = run;
  const share = peakShare(run);
  return [
    ...(result === undefined ? [] : [`= ${formatValue(result.value, result.dtype)}`]),
    ...timeOf(run),
    ...(run.sanitized === true ? ['in range'] : []),
    ...(bandwidth?.bytesPerSecond === undefined ? [] : [formatBandwidth(bandwidth.bytesPerSecond)]),
    ...(share === undefined ? [] : [`${formatPercent(share)} of peak`]),
    ...(n === undefined ? [] : [`n = ${formatCountShort(n)}`]),
    ...(run.launch?.planSource === 'tuned' ? ['tuned'] : []),
  ];
}

function timeOf({ timings }: Run): string[] {
  return timings?.kernel === undefined ? [] : [formatSeconds(timings.kernel.median)];
}

const wordOf = { error: '✗', timeout: '✗ out of time:', cancelled: 'cancelled', ok: '', failed: '' } as const;

function failure({ status, error }: Run): string {
  const [firstLine = ''] = (error?.message ?? '').split('\n');
  const word = wordOf[status];
  return status === 'cancelled' ? word : `${word} ${firstLine === '' ? status : firstLine}`;
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

function joined(parts: readonly string[]): string {
  return parts.join(' · ');
}

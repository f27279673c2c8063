import type { Run } from '../../protocol/report';
import type { JsonValue } from '../../protocol/values';
import { formatBandwidth, formatCountShort, formatPercent, formatSeconds } from '../../protocol/format/quantity';
import { formatValue } from '../../protocol/format/value';

/** How a text at the end of a line is coloured. */
export type Tone = 'plain' | 'passed' | 'failed' | 'stale' | 'running';

export interface InlineText {
  readonly text: string;
  readonly tone: Tone;
}

/** Characters of a value on a line of usual length, and behind a long one. The hover and the panel have it whole. */
const VALUE_LENGTH = 60;
const SHORT_VALUE_LENGTH = 24;

/**
 * What a run says at the end of its kernel's line: result, time, bandwidth and its share of the peak. Behind a long line, of
 * which the end may be out of sight, only what one looks for first: the hover has the rest.
 */
export function kernelText(run: Run, isStale: boolean, isBehindLongLine = false): InlineText {
  const hasRun = run.status === 'ok' || run.status === 'failed';
  const parts = !hasRun ? [failure(run)] : isBehindLongLine ? briefly(run) : measured(run);
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
  const actual = result === undefined ? 'no result' : valueOf(result.value, result.dtype);
  const time = timeOf(run);
  if (expect === undefined) return { text: joined([actual, ...time, ...stale]), tone: tone('plain') };
  if (expect.passed) return { text: joined([`✓ ${actual}`, ...time, ...stale]), tone: tone('passed') };
  const expected = valueOf(expect.value, result?.dtype ?? 'float64');
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
    ...(result === undefined ? [] : [`= ${valueOf(result.value, result.dtype)}`]),
    ...timeOf(run),
    ...(run.sanitized === true ? ['in range'] : []),
    ...(bandwidth?.bytesPerSecond === undefined
      ? []
      : // The time is hot: said, so that nobody divides one by the other.
        [`${formatBandwidth(bandwidth.bytesPerSecond)}${bandwidth.timing === 'cold' ? ' cold' : ''}`]),
    ...(share === undefined ? [] : [`${formatPercent(share)} of peak`]),
    ...(n === undefined ? [] : [`n = ${formatCountShort(n)}`]),
    ...(run.launch?.planSource === 'tuned' ? ['tuned'] : []),
  ];
}

function briefly(run: Run): string[] {
  const { result } = run;
  const share = peakShare(run);
  return [
    ...(result === undefined ? [] : [`= ${valueOf(result.value, result.dtype, SHORT_VALUE_LENGTH)}`]),
    ...timeOf(run),
    ...(run.sanitized === true ? ['in range'] : []),
    ...(share === undefined ? [] : [`${formatPercent(share)} of peak`]),
  ];
}

function valueOf(value: JsonValue, dtype: string, length = VALUE_LENGTH): string {
  const text = formatValue(value, dtype);
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
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

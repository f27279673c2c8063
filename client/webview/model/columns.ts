import type { RunRow } from '../../panel/messages';
import { formatBandwidth, formatChange, formatCountShort, formatSeconds } from '../../../protocol/format/quantity';

export const columnNames = ['kernel', 'device', 'n', 'result', 'time', 'bandwidth', 'change', 'started'] as const;
export type ColumnName = (typeof columnNames)[number];

export interface Column {
  readonly title: string;
  /** Undefined is shown as missing. */
  readonly text: (row: RunRow) => string | undefined;
  /** What rows are sorted by; rows without it come last. */
  readonly key: (row: RunRow) => string | number | undefined;
  readonly isNumeric: boolean;
}

/** The columns of the list of runs, in their order. */
export const columns: Readonly<Record<ColumnName, Column>> = {
  kernel: { title: 'Kernel and case', text: rowLabel, key: rowLabel, isNumeric: false },
  device: { title: 'Device', text: (row) => row.device?.id, key: (row) => row.device?.id, isNumeric: false },
  n: {
    title: 'n',
    text: (row) => (row.n === undefined ? undefined : formatCountShort(row.n)),
    key: (row) => row.n,
    isNumeric: true,
  },
  result: { title: 'Result', text: (row) => row.result, key: (row) => row.result, isNumeric: true },
  time: {
    title: 'Time',
    text: (row) => (row.seconds === undefined ? undefined : formatSeconds(row.seconds)),
    key: (row) => row.seconds,
    isNumeric: true,
  },
  bandwidth: {
    title: 'Bandwidth',
    text: (row) => (row.bytesPerSecond === undefined ? undefined : formatBandwidth(row.bytesPerSecond)),
    key: (row) => row.bytesPerSecond,
    isNumeric: true,
  },
  change: { title: 'Change', text: changeText, key: (row) => row.change?.change, isNumeric: true },
  started: {
    title: 'Started',
    text: (row) => startedText(row.startedAt),
    key: (row) => row.startedAt,
    isNumeric: true,
  },
};

/** `dot_product · large`. */
export function rowLabel(row: { readonly kernel: string; readonly case?: string | undefined }): string {
  return row.case === undefined ? row.kernel : `${row.kernel} · ${row.case}`;
}

function changeText({ change, isBaseline }: RunRow): string | undefined {
  if (isBaseline) return 'baseline';
  if (change === undefined) return undefined;
  switch (change.verdict) {
    case 'faster':
    case 'slower':
      return formatChange(change.change);
    case 'same':
      return 'same';
    case 'within-noise':
      return 'noise';
  }
}

let formatters: { readonly timeOfDay: Intl.DateTimeFormat; readonly day: Intl.DateTimeFormat } | undefined;

/** The time of a run of today, the day of an earlier one. The first call takes tens of milliseconds: see `RunList`. */
export function startedText(startedAt: string, now = new Date()): string {
  const started = new Date(startedAt);
  if (Number.isNaN(started.getTime())) return startedAt;
  // Made once: making a formatter takes a hundred times as long as using it.
  formatters ??= {
    timeOfDay: new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: new Intl.DateTimeFormat([], { year: 'numeric', month: 'short', day: 'numeric' }),
  };
  return (started.toDateString() === now.toDateString() ? formatters.timeOfDay : formatters.day).format(started);
}

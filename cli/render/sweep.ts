import type { Run, SweepPoint } from '../../protocol/report';
import { formatBandwidth, formatCount, formatPercent, formatSeconds } from '../../protocol/format/quantity';
import { formatSweepFit } from '../../protocol/format/sweep-fit';
import { nameOf } from './runs';
import type { Style } from './style';
import { cell, renderTable, withoutEmptyColumns } from './table';

const BAR_COLUMNS = 24;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A run's sweep as a table. Bars show the bandwidth as a share of the device's peak, or of the best in the sweep where no
 * peak is known; of a kernel that reads nothing, the elements in a second.
 */
export function renderSweep(run: Run, style: Style): string {
  const sweep = run.sweep ?? [];
  const peak = run.bandwidth?.peak;
  const best = Math.max(...sweep.map(rateOf));
  const shareOf = (point: SweepPoint): number =>
    peak === undefined || point.bytesPerSecond === undefined ? rateOf(point) / best : point.bytesPerSecond / peak;
  const head = ['n', 'median', 'p5', 'p95', 'samples', 'bandwidth', 'of peak'].map((text) =>
    cell(text, style.dim, 'right'),
  );
  const rows = sweep.map((point) => [
    ...[
      formatCount(point.count),
      ...[point.median, point.p05, point.p95].map(formatSeconds),
      formatCount(point.samples),
      point.bytesPerSecond === undefined ? '' : formatBandwidth(point.bytesPerSecond),
      point.bytesPerSecond === undefined || peak === undefined ? '' : formatPercent(point.bytesPerSecond / peak),
    ].map((text) => cell(text, undefined, 'right')),
    cell(bar(shareOf(point)), style.cyan),
  ]);
  const scale = peak === undefined ? 'bars: of the best' : 'bars: of peak';
  const title = `${style.bold(nameOf(run))} ${style.dim(`by size (${scale})`)}`;
  const fit = run.sweepFit === undefined ? [] : [`  ${style.dim('fit:')} ${formatSweepFit(run.sweepFit)}`];
  return [title, renderTable(withoutEmptyColumns([[...head, cell('')], ...rows])), ...fit].join('\n');
}

/** Elements in a second; a median of 0 is a clock that could not tell. */
function rateOf({ count, median }: SweepPoint): number {
  return median > 0 ? count / median : 0;
}

/** A share from 0 to 1 as a bar, to an eighth of a column. */
function bar(share: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * BAR_COLUMNS * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

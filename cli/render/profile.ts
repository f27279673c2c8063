import type { RunComparison } from '../../protocol/compare/compare-runs';
import { noiseOf, type TimingVerdict } from '../../protocol/compare/samples';
import type { Run } from '../../protocol/report';
import { formatClock, formatReasons } from '../../protocol/format/clocks';
import { formatDeterminism } from '../../protocol/format/determinism';
import {
  formatBandwidth,
  formatChange,
  formatCount,
  formatPercent,
  formatSeconds,
} from '../../protocol/format/quantity';
import { nameOf, plansOf, problemOf, titleOf } from './runs';
import type { Style } from './style';
import { cell, renderTable, withoutEmptyColumns, type Cell } from './table';

const HEAD = [
  'kernel',
  'case',
  'n',
  'median',
  'p5',
  'p95',
  'min',
  'noise',
  'samples',
  'cold',
  'bandwidth',
  'of peak',
  'of roof',
];

/**
 * The times of one file's runs as a table, and below it what went wrong. `compare` gives a run's comparison with its
 * baseline.
 */
export function renderProfiles(
  path: string,
  runs: readonly Run[],
  style: Style,
  compare: (run: Run) => RunComparison | undefined = () => undefined,
): string {
  const compared = runs.map((run) => ({ run, comparison: compare(run) }));
  const head = [...HEAD, 'against baseline'].map((text, column) => cell(text, style.dim, alignOf(column)));
  const rows = compared.map(({ run, comparison }) => [...timesOf(run, style), verdictCell(comparison, style)]);
  const notes = compared.flatMap(({ run, comparison }) =>
    [comparison?.comparable === true ? comparison.note : comparison?.why].flatMap((said) =>
      said === undefined ? [] : [`  ${style.yellow('!')} ${nameOf(run)}: ${said}`],
    ),
  );
  const costs = runs.flatMap(({ determinism, ...run }) =>
    determinism === undefined ? [] : [`  ${nameOf(run)}, deterministic: ${formatDeterminism(determinism)}`],
  );
  const clocks = runs.flatMap((run) => clocksOf(run, style));
  const roofs = roofNotesOf(runs, style);
  const problems = runs.flatMap((run) => problemOf(run, style));
  const table = renderTable(withoutEmptyColumns([head, ...rows]));
  const below = [...plansOf(runs, style), ...costs, ...roofs, ...clocks, ...problems, ...notes];
  return [titleOf(path, runs, style), table, ...below].join('\n');
}

/** Why the column of the roof is empty, each reason once: it is the device's, and tends to be that of all runs. */
function roofNotesOf(runs: readonly Run[], style: Style): readonly string[] {
  const notes = new Set(runs.flatMap(({ bandwidth }) => bandwidth?.roofNote ?? []));
  return [...notes].map((note) => `  ${style.yellow('!')} the roof was not measured. ${note}`);
}

/** Said where a time is not what the device could do. */
function clocksOf(run: Run, style: Style): readonly string[] {
  const { clocks } = run;
  const reasons = clocks && formatReasons(clocks);
  if (clocks === undefined || reasons === undefined) return [];
  const clock = formatClock(clocks);
  return [
    `  ${style.yellow('!')} ${nameOf(run)}: the clock was held back by ${reasons}${clock === undefined ? '' : `: ${clock}`}`,
  ];
}

function alignOf(column: number): Cell['align'] {
  return column >= 2 && column < HEAD.length ? 'right' : 'left';
}

function timesOf(run: Run, style: Style): readonly Cell[] {
  const kernel = run.timings?.kernel;
  const { bytesPerSecond, peak, roof } = run.bandwidth ?? {};
  const shareOf = (whole: number | undefined): string =>
    bytesPerSecond === undefined || whole === undefined ? '' : formatPercent(bytesPerSecond / whole);
  const cold = run.timings?.cold;
  const times =
    kernel === undefined
      ? ['', '', '', '', '', '']
      : [
          ...[kernel.median, kernel.p05, kernel.p95, kernel.min].map(formatSeconds),
          kernel.median > 0 ? `±${formatPercent(noiseOf(kernel))}` : '',
          formatCount(kernel.samples),
        ];
  return [
    cell(run.kernel, style.bold),
    cell(run.case ?? '', style.dim),
    ...[
      run.count === undefined ? '' : formatCount(run.count),
      ...times,
      cold === undefined ? '' : formatSeconds(cold.median),
      bytesPerSecond === undefined ? '' : formatBandwidth(bytesPerSecond),
      shareOf(peak),
      shareOf(roof),
    ].map((text) => cell(text, undefined, 'right')),
  ];
}

function verdictCell(comparison: RunComparison | undefined, style: Style): Cell {
  if (comparison === undefined) return cell('');
  if (!comparison.comparable) return cell('not comparable', style.dim);
  const { verdict, change, isOfClock } = comparison;
  if (isOfClock === true) return cell(`another clock, ${formatChange(change)}`, style.dim);
  return cell(`${wordOf(verdict)}, ${formatChange(change)}`, paintOf(verdict, style));
}

function wordOf(verdict: TimingVerdict): string {
  return verdict === 'within-noise' ? 'within noise' : verdict;
}

function paintOf(verdict: TimingVerdict, style: Style): (text: string) => string {
  switch (verdict) {
    case 'faster':
      return style.green;
    case 'slower':
      return style.red;
    case 'same':
    case 'within-noise':
      return style.dim;
  }
}

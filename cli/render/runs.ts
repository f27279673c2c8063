import type { Run } from '../../protocol/report';
import { formatBandwidth, formatCount, formatPercent, formatSeconds, formatValue } from './quantity';
import type { Style } from './style';
import { cell, renderTable, type Cell } from './table';

/** The runs of one file as a table, and below it what went wrong. */
export function renderRuns(path: string, runs: readonly Run[], style: Style): string {
  const devices = [...new Set(runs.flatMap((run) => (run.device === undefined ? [] : [run.device.name])))];
  const title = `${style.bold(path)}${devices.length === 0 ? '' : style.dim(` on ${devices.join(', ')}`)}`;
  const head = ['kernel', 'case', 'n', 'result', 'check', 'time', 'bandwidth', 'of peak'].map((text, column) =>
    cell(text, style.dim, isNumeric(column) ? 'right' : 'left'),
  );
  const rows = withoutEmptyColumns([head, ...runs.map((run) => rowOf(run, style))]);
  const problems = runs.flatMap((run) => problemOf(run, style));
  return [title, renderTable(rows), ...problems].join('\n');
}

const isNumeric = (column: number): boolean => [2, 3, 5, 6, 7].includes(column);

function rowOf(run: Run, style: Style): readonly Cell[] {
  const time = run.timings?.kernel?.median;
  const { bytesPerSecond, peak } = run.bandwidth ?? {};
  const share = bytesPerSecond !== undefined && peak !== undefined ? formatPercent(bytesPerSecond / peak) : '';
  return [
    cell(run.kernel, style.bold),
    cell(run.case ?? '', style.dim),
    cell(run.count === undefined ? '' : formatCount(run.count), undefined, 'right'),
    cell(run.result === undefined ? '' : formatValue(run.result.value, run.result.dtype), undefined, 'right'),
    outcomeOf(run, style),
    cell(time === undefined ? '' : formatSeconds(time), undefined, 'right'),
    cell(bytesPerSecond === undefined ? '' : formatBandwidth(bytesPerSecond), undefined, 'right'),
    cell(share, undefined, 'right'),
  ];
}

function outcomeOf(run: Run, style: Style): Cell {
  switch (run.status) {
    case 'ok':
      return run.expect === undefined ? cell('') : cell('✓ expected', style.green);
    case 'failed':
      return cell('✗ failed', style.red);
    case 'error':
      return cell('✗ error', style.red);
    case 'timeout':
      return cell('✗ time limit', style.red);
    case 'cancelled':
      return cell('cancelled', style.yellow);
  }
}

/** What went wrong with a run, in words, without the messages that stand in the file. */
function problemOf(run: Run, style: Style): readonly string[] {
  const name = run.case === undefined ? run.kernel : `${run.kernel} · ${run.case}`;
  if (run.status === 'failed' && run.result !== undefined && run.expect !== undefined) {
    const { value, rtol, atol } = run.expect;
    const tolerance =
      rtol === undefined ? 'exactly' : `within rtol ${rtol}${atol === undefined ? '' : `, atol ${atol}`}`;
    const actual = formatValue(run.result.value, run.result.dtype);
    return [
      `  ${style.red('✗')} ${name}: expected ${formatValue(value, run.result.dtype)} (${tolerance}), got ${actual}`,
    ];
  }
  if (run.error === undefined || run.status === 'ok') return [];
  const { message, doing, cuda, advice } = run.error;
  const details = [cuda, doing === undefined ? undefined : `while: ${doing}`].filter((text) => text !== undefined);
  return [
    `  ${style.red('✗')} ${name}: ${message}${details.length === 0 ? '' : ` (${details.join('; ')})`}`,
    ...(advice === undefined ? [] : [`    ${style.dim(advice)}`]),
  ];
}

/** Leaves out the columns that no run fills, headings included. */
function withoutEmptyColumns(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const [head, ...body] = rows;
  const kept = (head ?? []).map((_, column) => body.some((row) => (row[column]?.width ?? 0) > 0));
  return rows.map((row) => row.filter((_, column) => kept[column]));
}

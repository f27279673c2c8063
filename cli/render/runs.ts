import type { Run } from '../../protocol/report';
import { formatBandwidth, formatCount, formatPercent, formatSeconds } from '../../protocol/format/quantity';
import { formatValue } from '../../protocol/format/value';
import type { Style } from './style';
import { cell, renderTable, withoutEmptyColumns, type Cell } from './table';

/** The runs of one file as a table, and below it what went wrong. */
export function renderRuns(path: string, runs: readonly Run[], style: Style): string {
  const head = ['kernel', 'case', 'n', 'result', 'check', 'time', 'bandwidth', 'of peak'].map((text, column) =>
    cell(text, style.dim, isNumeric(column) ? 'right' : 'left'),
  );
  const rows = withoutEmptyColumns([head, ...runs.map((run) => rowOf(run, style))]);
  const problems = runs.flatMap((run) => problemOf(run, style));
  return [titleOf(path, runs, style), renderTable(rows), ...plansOf(runs, style), ...problems].join('\n');
}

/** Which runs had a tuned plan, and where one that there is was not used. */
export function plansOf(runs: readonly Run[], style: Style): readonly string[] {
  const tuned = runs.filter(({ launch }) => launch?.planSource === 'tuned').map(nameOf);
  const notes = new Set(runs.flatMap(({ launch }) => (launch?.planNote === undefined ? [] : [launch.planNote])));
  return [
    ...(tuned.length === 0 ? [] : [style.dim(`  tuned plan: ${tuned.join(', ')}`)]),
    ...[...notes].map((note) => `  ${style.yellow('!')} default plan: ${note}`),
  ];
}

/** A file's name and the devices that its runs ran on. */
export function titleOf(path: string, runs: readonly Run[], style: Style): string {
  const devices = [...new Set(runs.flatMap((run) => (run.device === undefined ? [] : [run.device.name])))];
  return `${style.bold(path)}${devices.length === 0 ? '' : style.dim(` on ${devices.join(', ')}`)}`;
}

/** A run's kernel and case. */
export function nameOf(run: Run): string {
  return run.case === undefined ? run.kernel : `${run.kernel} · ${run.case}`;
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
      if (run.sanitized === true)
        return cell(run.expect === undefined ? '✓ in range' : '✓ expected, in range', style.green);
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
export function problemOf(run: Run, style: Style): readonly string[] {
  const name = nameOf(run);
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

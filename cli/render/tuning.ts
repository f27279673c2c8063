import { formatBandwidth, formatChange, formatCount, formatSeconds } from '../../protocol/format/quantity';
import { formatParameters, tuningVerdict } from '../../protocol/format/tuning';
import type { Trial, Tuning } from '../../protocol/tuning';
import type { Style } from './style';
import { cell, renderTable, withoutEmptyColumns, type Cell } from './table';

/** Variants that are shown beside the default: the fastest, and some that did not work. */
const SHOWN_FASTEST = 10;
const SHOWN_FAILED = 5;

/** A search as a table of variants, and below it what came of it in one line. */
export function renderTuning(tuning: Tuning, path: string, style: Style): string {
  const { kernel, case: name, device, count } = tuning;
  const about = [
    name === undefined ? kernel : `${kernel} · ${name}`,
    ...(count === undefined ? [] : [`${formatCount(count)} elements`]),
    ...(device === undefined ? [] : [`on ${device.name}`]),
  ].join(', ');
  const isGood = tuning.status === 'ok';
  const mark = tuning.tuned !== undefined ? style.green('✓') : isGood ? style.dim('=') : style.red('✗');
  const lines = [
    `${style.bold(path)} ${style.dim(about)}`,
    ...(tuning.trials.length === 0 ? [] : [renderTable(rowsOf(tuning, style))]),
    ...foot(tuning, style),
    `  ${mark} ${tuningVerdict(tuning)}`,
    ...(tuning.error?.advice === undefined ? [] : [`    ${style.dim(tuning.error.advice)}`]),
    ...(tuning.file === undefined ? [] : [`    ${style.dim(`kept in ${tuning.file}`)}`]),
  ];
  // Plain blanks are what people search for.
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

function rowsOf(tuning: Tuning, style: Style): readonly (readonly Cell[])[] {
  const [first, ...others] = tuning.trials;
  if (first === undefined) return [];
  const fastest = others
    .filter(({ outcome, seconds }) => outcome === 'correct' && seconds !== undefined)
    .sort((one, other) => (one.seconds ?? 0) - (other.seconds ?? 0))
    .slice(0, SHOWN_FASTEST);
  const failed = others.filter(({ outcome }) => outcome !== 'correct').slice(0, SHOWN_FAILED);
  const head = [...Object.keys(first.parameters), 'time', 'bandwidth', 'against default', ''].map((text) =>
    cell(text, style.dim, text === '' ? 'left' : 'right'),
  );
  return withoutEmptyColumns([head, ...[first, ...fastest, ...failed].map((trial) => rowOf(trial, tuning, style))]);
}

/** The default and the chosen plan have the times of their last comparison, in which they were measured in turn. */
function rowOf(trial: Trial, tuning: Tuning, style: Style): readonly Cell[] {
  const [first] = tuning.trials;
  const isDefault = trial === first;
  const isTuned = tuning.tuned !== undefined && isSame(trial, tuning.tuned);
  const before = tuning.default?.kernel.median;
  const seconds = isDefault ? before : isTuned ? tuning.tuned?.kernel.median : trial.seconds;
  const isCorrect = trial.outcome === 'correct';
  const rate = tuning.bytes === undefined || !seconds || !isCorrect ? '' : formatBandwidth(tuning.bytes / seconds);
  const change = before === undefined || seconds === undefined || !isCorrect ? '' : formatChange(seconds / before - 1);
  const right = (text: string): Cell => cell(text, isTuned ? style.green : undefined, 'right');
  const note = isDefault ? 'default' : isTuned ? 'tuned' : isCorrect ? '' : `${trial.outcome}: ${trial.message ?? ''}`;
  return [
    ...Object.values(trial.parameters).map((value) => right(formatCount(value))),
    right(seconds === undefined || !isCorrect ? '' : formatSeconds(seconds)),
    right(rate),
    right(isDefault ? '' : change),
    cell(note.split('\n')[0] ?? '', isCorrect ? style.dim : style.red),
  ];
}

function isSame(trial: Trial, { parameters }: { readonly parameters: Trial['parameters'] }): boolean {
  return formatParameters(trial.parameters) === formatParameters(parameters);
}

function foot({ trials, variants, pruned, seconds }: Tuning, style: Style): readonly string[] {
  if (variants === undefined || seconds === undefined) return [];
  const failed = trials.filter(({ outcome }) => outcome !== 'correct').length;
  const parts = [
    `${formatCount(trials.length)} of ${formatCount(variants)} variants tried in ${formatSeconds(seconds)}`,
    ...(failed > 0 ? [`${formatCount(failed)} did not work`] : []),
    ...(pruned !== undefined && pruned > 0 ? [`${formatCount(pruned)} left out beforehand`] : []),
  ];
  return [style.dim(`  ${parts.join(', ')}`)];
}

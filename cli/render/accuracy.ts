import type { Run } from '../../protocol/report';
import {
  formatAbsoluteError,
  formatConditionNumber,
  formatDigits,
  formatShape,
  formatSpread,
  formatUlps,
} from '../../protocol/format/accuracy';
import { formatRelativeError } from '../../protocol/format/quantity';
import { formatValue } from '../../protocol/format/value';
import { nameOf } from './runs';
import type { Style } from './style';
import { cell, renderTable, withoutEmptyColumns } from './table';

/** What is known of a run's accuracy: the values of the shapes as a table, and what follows from them; none without it. */
export function renderAccuracy(run: Run, style: Style): readonly string[] {
  const { accuracy, result, reference } = run;
  if (accuracy === undefined || result === undefined) return [];
  const { absoluteError, relativeError, ulps, conditionNumber, trustedDigits } = accuracy;
  const head = ['shape', 'result', 'off by'].map((text, column) =>
    cell(text, style.dim, column === 0 ? 'left' : 'right'),
  );
  const rows = accuracy.shapes.map((shape, index) => [
    cell(index === 0 ? `${formatShape(shape)} (this run)` : formatShape(shape)),
    cell(formatValue(shape.value, result.dtype), undefined, 'right'),
    cell(shape.ulps === undefined ? '' : formatUlps(shape.ulps), undefined, 'right'),
  ]);
  const errors = [
    absoluteError === undefined ? undefined : `${formatAbsoluteError(absoluteError)} absolute`,
    relativeError === undefined ? undefined : `${formatRelativeError(relativeError)} relative`,
    ulps === undefined ? undefined : formatUlps(ulps),
  ].filter((text) => text !== undefined);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['accumulator', accuracy.accumulator],
    [
      'reference',
      reference === undefined ? undefined : `${formatValue(reference.value, referenceDtype(run))}, ${reference.method}`,
    ],
    ['error', errors.length === 0 ? undefined : errors.join(', ')],
    ['spread', formatSpread(accuracy)],
    ['condition number', conditionNumber === undefined ? undefined : formatConditionNumber(conditionNumber)],
    ['trusted', trustedDigits === undefined ? undefined : formatDigits(trustedDigits)],
  ];
  const known = facts.flatMap(([name, text]) => (text === undefined ? [] : [[cell(name, style.dim), cell(text)]]));
  const title = `${style.bold(nameOf(run))} ${style.dim('accuracy')}`;
  return [[title, renderTable(withoutEmptyColumns([head, ...rows])), renderTable(known)].join('\n')];
}

/** A reference has more digits than the result where it was computed in a wider type. */
function referenceDtype({ result, reference }: Run): string {
  return reference?.method === 'sequential' && result !== undefined ? result.dtype : 'float64';
}

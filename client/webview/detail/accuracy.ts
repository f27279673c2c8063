import {
  formatAbsoluteError,
  formatConditionNumber,
  formatDigits,
  formatShape,
  formatSpread,
  formatUlps,
} from '../../../protocol/format/accuracy';
import { formatRelativeError } from '../../../protocol/format/quantity';
import { formatValue } from '../../../protocol/format/value';
import type { Run } from '../../../protocol/report';
import { h, type Child } from '../dom';
import { facts, section, table } from './section';

/** How far the result can be trusted, where the run measured it. */
export function accuracySection({ accuracy, result, reference }: Run): HTMLElement | undefined {
  if (accuracy === undefined || result === undefined) return undefined;
  const { absoluteError, relativeError, ulps, conditionNumber, trustedDigits } = accuracy;
  const isSum = reference?.method === 'compensated';
  const rows = accuracy.shapes.map((shape, index) => [
    index === 0 ? `${formatShape(shape)} (this run)` : formatShape(shape),
    number(formatValue(shape.value, result.dtype)),
    shape.ulps === undefined ? undefined : number(formatUlps(shape.ulps)),
  ]);
  return section(
    'accuracy',
    'Accuracy',
    facts([
      ['Accumulator', accuracy.accumulator],
      ['Absolute error', written(absoluteError, formatAbsoluteError)],
      ['Relative error', written(relativeError, formatRelativeError)],
      ['Error', written(ulps, formatUlps), 'units in the last place of the reference'],
      ['Spread', formatSpread(accuracy)],
      // Of other reductions there is none, which is no gap in what is known.
      ...(isSum
        ? ([
            ['Condition number', written(conditionNumber, formatConditionNumber), 'Σ|x| / |Σx|'],
            ['Trusted', written(trustedDigits, formatDigits), 'that all shapes share with the reference'],
          ] as const)
        : []),
    ]),
    table('Shapes', ['Shape', 'Result', 'Off by'], rows, 'numeric'),
  );
}

function written(value: number | undefined, format: (value: number) => string): Child {
  return value === undefined ? undefined : number(format(value));
}

function number(text: string): HTMLElement {
  return h('span', { class: 'number' }, text);
}

import { counterFacts, rooflineWords } from '../../../protocol/format/counters';
import type { Run } from '../../../protocol/report';
import { h, icon } from '../dom';
import { figure } from '../plots/figure';
import { rooflinePlot } from '../plots/roofline-plot';
import type { Actions } from './actions';
import { facts, section, table } from './section';

/** What the hardware counted, and where the kernel stands under the roofline; or why that is not known. */
export function countersSection({ counters }: Run, subject: string, actions: Actions): HTMLElement | undefined {
  if (counters === undefined) return undefined;
  const { error, tool, stalls = [] } = counters;
  if (error !== undefined) {
    const advice =
      error.advice === undefined
        ? undefined
        : h('p', { class: 'advice' }, icon('lightbulb'), h('span', {}, error.advice));
    return section('counters', 'Counters', h('p', { class: 'error-message' }, error.message), advice);
  }
  const plot = rooflinePlot(counters, subject);
  const by = tool === undefined ? undefined : h('p', { class: 'note' }, `Measured by ${tool}, on one launch.`);
  return section(
    'counters',
    'Counters',
    h(
      'div',
      { class: 'side-by-side' },
      facts(counterFacts(counters)),
      plot === undefined
        ? h(
            'p',
            { class: 'note' },
            'No roofline: the kernel has no floating operations, or not all of it was measured.',
          )
        : figure(plot, actions.savePlot, rooflineWords(counters)),
    ),
    stalls.length === 0
      ? undefined
      : table(
          'Stalls',
          ['Warps waited for', 'for each that issued'],
          stalls.map(({ meaning, warps }) => [meaning, warps.toFixed(2)]),
          'numeric',
        ),
    by,
  );
}

import type { Run } from '../../../protocol/report';
import { formatPercent, formatSeconds } from '../../../protocol/format/quantity';
import { h } from '../dom';
import { phasesOf, totalOf } from '../model/phases';
import { figure } from '../plots/figure';
import { phaseBar } from '../plots/phase-bar';
import type { Actions } from './actions';
import { section, table } from './section';

/** Where the time of a run went. */
export function phasesSection(run: Run, subject: string, actions: Actions): HTMLElement | undefined {
  const phases = phasesOf(run);
  const total = totalOf(phases);
  if (total === 0) return undefined;
  const rows = phases.map(({ name, title, seconds, note }) => [
    h(
      'span',
      { class: 'phase-name' },
      h('span', { class: `swatch swatch-${name}` }),
      title,
      note === undefined ? undefined : h('span', { class: 'note' }, note),
    ),
    seconds === undefined ? undefined : formatSeconds(seconds),
    seconds === undefined ? undefined : formatPercent(seconds / total),
  ]);
  return section(
    'phases',
    'Phases',
    figure(phaseBar(phases, subject), actions.savePlot),
    table('Phases', ['Phase', 'Time', 'Share'], rows, 'numeric'),
  );
}

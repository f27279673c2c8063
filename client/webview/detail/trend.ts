import type { RunDetail } from '../../panel/messages';
import { h } from '../dom';
import { figure } from '../plots/figure';
import { trendPlot } from '../plots/trend-plot';
import type { Actions } from './actions';
import { section } from './section';

/** The times of earlier runs of the same kernel, case, device and length. */
export function trendSection(
  { run, trend, baseline }: RunDetail,
  subject: string,
  actions: Actions,
): HTMLElement | undefined {
  if (run.timings?.kernel === undefined) return undefined;
  if (trend.length < 2) {
    return section('trend', 'Earlier runs', h('p', { class: 'note' }, 'No earlier run of this case on this device.'));
  }
  const comparable = baseline?.comparison.comparable === true ? baseline.run.timings?.kernel?.median : undefined;
  return section(
    'trend',
    'Earlier runs',
    figure(
      trendPlot({ points: trend, shown: run.id, baseline: comparable }, subject),
      actions.savePlot,
      `${trend.length} runs`,
    ),
  );
}

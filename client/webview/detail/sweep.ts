import type { Run } from '../../../protocol/report';
import { formatBandwidth } from '../../../protocol/format/quantity';
import { formatSweepFit } from '../../../protocol/format/sweep-fit';
import { h } from '../dom';
import { figure } from '../plots/figure';
import { sweepBandwidthPlot, sweepTimePlot } from '../plots/sweep-plot';
import type { Actions } from './actions';
import { section } from './section';

/** How time and bandwidth grow with size, beside what the memory allows. */
export function sweepSection(
  { sweep, sweepFit, bandwidth }: Run,
  subject: string,
  actions: Actions,
): HTMLElement | undefined {
  if (sweep === undefined || sweep.length < 2) return undefined;
  const { peak, peakSource, roof, timing } = bandwidth ?? {};
  const limits = [
    peak === undefined
      ? 'The peak bandwidth of this device’s memory is not known.'
      : `Memory peak: ${formatBandwidth(peak)}${peakSource === undefined ? '' : ` (${peakSource})`}.`,
    ...(roof === undefined
      ? []
      : [`Measured roof: ${formatBandwidth(roof)}, what the plainest sum of this engine reads.`]),
    ...(timing === 'cold' ? ['Every size was timed cold, with an empty L2 cache.'] : []),
  ].join(' ');
  const hasBytes = sweep.some(({ bytes }) => bytes > 0);
  return section(
    'sweep',
    'Size sweep',
    h(
      'div',
      { class: 'side-by-side' },
      figure(sweepTimePlot(sweep, bandwidth, subject), actions.savePlot),
      hasBytes ? figure(sweepBandwidthPlot(sweep, bandwidth, subject), actions.savePlot) : undefined,
    ),
    sweepFit === undefined ? undefined : h('p', { class: 'note' }, `Fit: ${formatSweepFit(sweepFit)}.`),
    h('p', { class: 'note' }, hasBytes ? limits : 'The kernel reads no vector, so it has no bandwidth.'),
  );
}

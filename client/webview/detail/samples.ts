import type { Run } from '../../../protocol/report';
import { formatCount, formatPercent, formatSeconds } from '../../../protocol/format/quantity';
import { h, type Child } from '../dom';
import { figure } from '../plots/figure';
import { samplesPlot } from '../plots/samples-plot';
import type { Actions } from './actions';
import { fact, facts, section, table } from './section';

/** The distribution of the kernel's time. */
export function samplesSection(run: Run, subject: string, actions: Actions): HTMLElement | undefined {
  const kernel = run.timings?.kernel;
  if (kernel === undefined) return undefined;
  const { median, p05, p95, min, samples, values, medianError, outliers = 0 } = kernel;
  const temperatures = temperaturesOf(run);
  const spread = median > 0 ? (p95 - p05) / 2 / median : undefined;
  return section(
    'samples',
    'Samples',
    figure(samplesPlot(kernel, subject), actions.savePlot),
    values === undefined ? h('p', { class: 'note' }, 'Profile the kernel to keep each sample.') : undefined,
    facts([
      fact('Median', formatSeconds(median), medianError && `known to ±${formatPercent(medianError)}`),
      ...(temperatures === undefined
        ? [['5th to 95th percentile', `${formatSeconds(p05)} to ${formatSeconds(p95)}`] as const]
        : []),
      ['Fastest', formatSeconds(min)],
      fact('Samples', formatCount(samples), outliers === 0 ? undefined : `${formatCount(outliers)} far out`),
      ['Noise', spread === undefined ? undefined : `±${formatPercent(spread)}`, 'half of the central 90 %'],
    ]),
    temperatures,
  );
}

/** The ways in which a reduction was timed, side by side, where it was more than one; and which the bandwidth is of. */
function temperaturesOf({ timings, bandwidth }: Run): HTMLElement | undefined {
  const { kernel, cold, backToBack } = timings ?? {};
  if (cold === undefined && backToBack === undefined) return undefined;
  const row = (name: string, samples: typeof kernel, note: string, isOfBandwidth: boolean): Child[][] =>
    samples === undefined
      ? []
      : [
          [
            h(
              'span',
              { class: 'timing-name' },
              name,
              h('span', { class: 'note' }, isOfBandwidth ? `${note}; the bandwidth is of this` : note),
            ),
            formatSeconds(samples.median),
            `${formatSeconds(samples.p05)} to ${formatSeconds(samples.p95)}`,
          ],
        ];
  const rated = bandwidth?.bytesPerSecond === undefined ? undefined : (bandwidth.timing ?? 'hot');
  return table(
    'Times of one reduction',
    ['Timed', 'Median', '5th to 95th'],
    [
      ...row('Hot', kernel, 'caches as the last one left them', rated === 'hot'),
      ...row('Cold', cold, 'L2 emptied before each', rated === 'cold'),
      ...row('Back to back', backToBack, 'many launches in a row', false),
    ],
    'numeric',
  );
}

import type { Run } from '../../../protocol/report';
import { formatCount, formatPercent, formatSeconds } from '../../../protocol/format/quantity';
import { h } from '../dom';
import { figure } from '../plots/figure';
import { samplesPlot } from '../plots/samples-plot';
import type { Actions } from './actions';
import { fact, facts, section } from './section';

/** The distribution of the kernel's time. */
export function samplesSection(run: Run, subject: string, actions: Actions): HTMLElement | undefined {
  const kernel = run.timings?.kernel;
  if (kernel === undefined) return undefined;
  const { median, p05, p95, min, samples, values, medianError, outliers = 0 } = kernel;
  const { cold, backToBack } = run.timings ?? {};
  const spread = median > 0 ? (p95 - p05) / 2 / median : undefined;
  return section(
    'samples',
    'Samples',
    figure(samplesPlot(kernel, subject), actions.savePlot),
    values === undefined ? h('p', { class: 'note' }, 'Profile the kernel to keep each sample.') : undefined,
    facts([
      fact('Median', formatSeconds(median), medianError && `known to ±${formatPercent(medianError)}`),
      ['5th to 95th percentile', `${formatSeconds(p05)} to ${formatSeconds(p95)}`],
      ['Fastest', formatSeconds(min)],
      fact('Samples', formatCount(samples), outliers === 0 ? undefined : `${formatCount(outliers)} far out`),
      ['Noise', spread === undefined ? undefined : `±${formatPercent(spread)}`, 'half of the central 90 %'],
      ...(cold === undefined ? [] : [['Cold', formatSeconds(cold.median), 'with an empty L2 cache'] as const]),
      ...(backToBack === undefined
        ? []
        : [['Back to back', formatSeconds(backToBack.median), 'one of many launches in a row'] as const]),
    ]),
  );
}

import type { Run } from '../../../protocol/report';
import type { RunDetail } from '../../panel/messages';
import {
  formatBandwidth,
  formatChange,
  formatCount,
  formatPercent,
  formatSeconds,
} from '../../../protocol/format/quantity';
import { h, icon, type Child } from '../dom';
import { startedText } from '../model/columns';
import { changeOf, verdictIcons } from '../model/verdict';
import { section, table } from './section';

interface Metric {
  readonly name: string;
  readonly of: (run: Run) => number | undefined;
  readonly format: (value: number) => string;
}

const metrics: readonly Metric[] = [
  { name: 'Median', of: (run) => run.timings?.kernel?.median, format: formatSeconds },
  { name: '5th percentile', of: (run) => run.timings?.kernel?.p05, format: formatSeconds },
  { name: '95th percentile', of: (run) => run.timings?.kernel?.p95, format: formatSeconds },
  { name: 'Cold', of: (run) => run.timings?.cold?.median, format: formatSeconds },
  { name: 'Bandwidth, hot', of: hotBandwidth, format: formatBandwidth },
  { name: 'Bandwidth, cold', of: coldBandwidth, format: formatBandwidth },
  { name: 'Registers', of: (run) => run.launch?.registers, format: formatCount },
  { name: 'Occupancy', of: (run) => run.launch?.occupancy, format: formatPercent },
  { name: 'Compile', of: (run) => run.timings?.compile, format: formatSeconds },
];

/** Of the hot median, which every run has: that of the report may be cold on one side only. */
function hotBandwidth(run: Run): number | undefined {
  return bandwidthOver(run, run.timings?.kernel?.median);
}

function coldBandwidth(run: Run): number | undefined {
  return bandwidthOver(run, run.timings?.cold?.median);
}

function bandwidthOver({ bandwidth }: Run, seconds: number | undefined): number | undefined {
  return bandwidth === undefined || seconds === undefined || seconds === 0 ? undefined : bandwidth.bytes / seconds;
}

/** A run beside its baseline, with a verdict. */
export function comparisonSection({ run, baseline }: RunDetail): HTMLElement {
  const title = 'Against the baseline';
  if (baseline === undefined) {
    return section(
      'comparison',
      title,
      h('p', { class: 'note' }, 'No baseline yet. Set one with the pin above, change the kernel, and run it again.'),
    );
  }
  if (baseline.run.id === run.id) {
    return section('comparison', title, h('p', { class: 'note' }, 'This run is the baseline.'));
  }
  const change = changeOf(baseline.comparison);
  const note = baseline.comparison.comparable ? baseline.comparison.note : undefined;
  const rows = metrics.flatMap(({ name, of, format }): Child[][] => {
    const [before, now] = [of(baseline.run), of(run)];
    if (before === undefined && now === undefined) return [];
    const shown = (value: number | undefined): Child => (value === undefined ? undefined : format(value));
    const relative = before !== undefined && now !== undefined && before !== 0 ? now / before - 1 : undefined;
    return [[name, shown(before), shown(now), relative === undefined ? undefined : formatChange(relative)]];
  });
  return section(
    'comparison',
    title,
    h(
      'p',
      { class: `verdict verdict-${change.kind}` },
      icon(verdictIcons[change.kind]),
      h('span', {}, change.sentence),
    ),
    note === undefined ? undefined : h('p', { class: 'note' }, note),
    table('Comparison with the baseline', ['Measure', 'Baseline', 'This run', 'Change'], rows, 'numeric'),
    h(
      'p',
      { class: 'note' },
      `The baseline ran ${startedText(baseline.run.startedAt)}` +
        (baseline.run.hash === run.hash ? ', on the same text.' : ', on another text.'),
    ),
  );
}

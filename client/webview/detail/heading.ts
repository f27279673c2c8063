import { fileName } from '../../panel/run-row';
import type { RunDetail } from '../../panel/messages';
import type { Run } from '../../../protocol/report';
import { formatBandwidth, formatPercent, formatSeconds } from '../../../protocol/format/quantity';
import { formatValue } from '../../../protocol/format/value';
import { h, icon, onClick, type Child } from '../dom';
import { rowLabel, startedText } from '../model/columns';
import { valueParts } from '../model/value-parts';
import { circumstances, statuses, statusSentence } from '../model/status';
import { changeOf, verdictIcons } from '../model/verdict';
import type { Actions } from './actions';
import { missing } from './section';

/** What ran, what became of it, its main numbers, and what can be done with it. */
export function heading(detail: RunDetail, actions: Actions): HTMLElement {
  const { run } = detail;
  const status = statuses[run.status];
  return h(
    'header',
    { class: 'detail-heading' },
    h(
      'div',
      { class: 'title-row' },
      h('h2', { id: 'detail-title', tabindex: -1 }, rowLabel(run)),
      onClick(h('button', { class: 'link', type: 'button' }, fileName(run.uri)), () => {
        actions.post({ type: 'openSource', id: run.id });
      }),
      toolbar(detail, actions),
    ),
    h('p', { class: `status status-${run.status}` }, icon(status.icon), h('span', {}, statusSentence(run))),
    h('p', { class: 'note' }, [...circumstances(run), startedText(run.startedAt)].join(' · ')),
    detail.isStale === true
      ? h(
          'p',
          { class: 'stale' },
          icon('history'),
          'The text has changed since: this is the result of an earlier version.',
        )
      : undefined,
    run.result === undefined && run.timings?.kernel === undefined ? undefined : tiles(detail),
  );
}

function toolbar({ run, baseline }: RunDetail, { post }: Actions): HTMLElement {
  const { id, result } = run;
  const isBaseline = baseline?.run.id === id;
  const button = (label: string, name: string, act: () => void): HTMLElement =>
    onClick(h('vscode-toolbar-button', { label, icon: name, title: label }), act);
  return h(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'This run' },
    button('Run Again', 'play', () => {
      post({ type: 'runAgain', id, profile: false });
    }),
    button('Profile', 'pulse', () => {
      post({ type: 'runAgain', id, profile: true });
    }),
    run.timings?.kernel === undefined || isBaseline
      ? undefined
      : button('Set as Baseline', 'pinned', () => {
          post({ type: 'setBaseline', id });
        }),
    result &&
      button('Copy the Value', 'copy', () => {
        const { value } = result;
        post({ type: 'copy', text: typeof value === 'object' ? JSON.stringify(value) : String(value) });
      }),
  );
}

/** Characters of a result that fit into a tile as wide as the others, and into one of two lines. */
const SHORT_RESULT = 14;
const LONG_RESULT = 60;

/** The numbers that one looks for first, each with what it is to be read by. */
function tiles({ run, baseline }: RunDetail): HTMLElement {
  const { bandwidth, result, sanitized } = run;
  const { kernel, cold } = run.timings ?? {};
  const isCold = bandwidth?.timing === 'cold';
  const rate = bandwidth?.bytesPerSecond;
  const change = baseline && baseline.run.id !== run.id ? changeOf(baseline.comparison) : undefined;
  const before = baseline?.run.timings?.kernel?.median;
  const value = result && shortened(formatValue(result.value, result.dtype), result);
  const tile = (name: string, main: Child, note: string | undefined, className = ''): HTMLElement =>
    h(
      'div',
      { class: `tile ${className}`.trim() },
      h('dt', {}, name),
      h('dd', { class: 'main' }, main ?? missing()),
      note === undefined ? undefined : h('dd', { class: 'note' }, note),
    );
  return h(
    'dl',
    { class: 'tiles' },
    tile('Result', value, result?.dtype, (value ?? '').length > SHORT_RESULT ? 'tile-wide' : ''),
    ...(sanitized === true
      ? [tile('Accesses', 'in range', 'checked, so not timed')]
      : [
          tile(cold ? 'Time, hot' : 'Time', kernel && formatSeconds(kernel.median), kernel && spreadOf(kernel)),
          cold && tile('Time, cold', formatSeconds(cold.median), spreadOf(cold)),
          tile(
            isCold ? 'Bandwidth, cold' : 'Bandwidth',
            rate === undefined ? undefined : formatBandwidth(rate),
            shareOf(rate, bandwidth),
          ),
        ]),
    change &&
      tile(
        'Against baseline',
        h('span', { class: 'change' }, icon(verdictIcons[change.kind]), change.text),
        before === undefined ? undefined : `${formatSeconds(before)} before`,
        `verdict-${change.kind}`,
      ),
  );
}

function spreadOf({ p05, p95 }: { readonly p05: number; readonly p95: number }): string {
  return `${formatSeconds(p05)} to ${formatSeconds(p95)}`;
}

/** What is too long to be read at a glance stands in the section of the value, whole. */
function shortened(text: string, { value, dtype }: NonNullable<Run['result']>): string {
  return text.length <= LONG_RESULT ? text : `${valueParts(value, dtype).length} values, below`;
}

function shareOf(rate: number | undefined, bandwidth: Run['bandwidth']): string | undefined {
  if (rate === undefined) return undefined;
  const { peak, roof } = bandwidth ?? {};
  const ofPeak = peak === undefined ? 'peak not known' : `${formatPercent(rate / peak)} of peak`;
  return roof === undefined ? ofPeak : `${ofPeak}, ${formatPercent(rate / roof)} of roof`;
}

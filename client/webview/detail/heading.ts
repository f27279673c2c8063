import { fileName } from '../../panel/run-row';
import type { RunDetail } from '../../panel/messages';
import { formatBandwidth, formatPercent, formatSeconds } from '../../format/quantity';
import { formatValue } from '../../format/value';
import { h, icon, onClick, type Child } from '../dom';
import { rowLabel, startedText } from '../model/columns';
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

/** The numbers that one looks for first. */
function tiles({ run, baseline }: RunDetail): HTMLElement {
  const { bandwidth } = run;
  const kernel = run.timings?.kernel;
  const rate = bandwidth?.bytesPerSecond;
  const share = rate !== undefined && bandwidth?.peak !== undefined ? rate / bandwidth.peak : undefined;
  const change = baseline && changeOf(baseline.comparison);
  const tile = (name: string, value: Child, className = ''): HTMLElement =>
    h('div', { class: `tile ${className}`.trim() }, h('dt', {}, name), h('dd', {}, value ?? missing()));
  return h(
    'dl',
    { class: 'tiles' },
    run.result && tile('Result', formatValue(run.result.value, run.result.dtype), 'tile-wide'),
    tile('Time', kernel && formatSeconds(kernel.median)),
    tile('Bandwidth', rate === undefined ? undefined : formatBandwidth(rate)),
    tile('Share of peak', share === undefined ? undefined : formatPercent(share)),
    change &&
      tile(
        'Against baseline',
        h('span', { class: 'change' }, icon(verdictIcons[change.kind]), change.text),
        `tile-change verdict-${change.kind}`,
      ),
  );
}

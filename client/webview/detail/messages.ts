import type { ReportDiagnostic, Run } from '../../../protocol/report';
import { h, icon, onClick, type Child } from '../dom';
import { failureOf, remarksOf, type PlacedMessage } from '../model/failure';
import type { Actions } from './actions';
import { facts, section } from './section';

const severityIcons: Readonly<Record<ReportDiagnostic['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'lightbulb',
};

/** Why a run came to nothing: what, where, and how to mend it. One that was cancelled has nothing to mend. */
export function errorSection(run: Run, actions: Actions): HTMLElement | undefined {
  const { error, status } = run;
  const failure = failureOf(run);
  if (error === undefined || failure === undefined || status === 'cancelled') return undefined;
  const { message, doing, places } = failure;
  return section(
    'error',
    'What went wrong',
    message === undefined ? undefined : h('p', { class: 'error-message' }, message),
    places.length === 0 ? undefined : messageList(run, places, actions),
    error.advice === undefined
      ? undefined
      : h('p', { class: 'advice' }, icon('lightbulb'), h('span', {}, error.advice)),
    facts([
      ...(places.length > 0 ? [] : [['Code', h('code', {}, error.code)] as const]),
      ...(error.cuda === undefined ? [] : [['CUDA says', h('code', {}, error.cuda)] as const]),
      ...(doing === undefined ? [] : [['While', doing] as const]),
      ...(error.fatal === true ? [['After it', 'the runner process was replaced; the next run works'] as const] : []),
    ]),
  );
}

/** What else the checker and the compiler said. */
export function diagnosticsSection(run: Run, actions: Actions): HTMLElement | undefined {
  const remarks = remarksOf(run);
  return remarks.length === 0 ? undefined : section('diagnostics', 'Messages', messageList(run, remarks, actions));
}

/** Messages, each of which leads to its place in the source. */
function messageList({ id }: Run, messages: readonly PlacedMessage[], { post }: Actions): Child {
  return h(
    'ul',
    { class: 'diagnostics' },
    ...messages.map(({ index, diagnostic: { severity, message, code, source, range } }) => {
      const line = `line\u00a0${range.start.line + 1}`;
      const link = h('button', { class: 'link', type: 'button' }, message);
      return h(
        'li',
        { class: `severity-${severity}` },
        icon(severityIcons[severity]),
        h('span', { class: 'visually-hidden' }, `${severity}: `),
        h(
          'span',
          {},
          onClick(link, () => {
            post({ type: 'openDiagnostic', id, index });
          }),
          h('span', { class: 'note' }, ` ${[line, source ?? 'warpfold', code].join(' · ')}`),
        ),
      );
    }),
  );
}

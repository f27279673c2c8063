import type { ReportDiagnostic, Run } from '../../../protocol/report';
import { h, icon, onClick } from '../dom';
import type { Actions } from './actions';
import { facts, section } from './section';

const severityIcons: Readonly<Record<ReportDiagnostic['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'lightbulb',
};

/** Why a run could not be done, and what to try. */
export function errorSection({ error }: Run): HTMLElement | undefined {
  if (error === undefined) return undefined;
  return section(
    'error',
    'What went wrong',
    h('p', { class: 'error-message' }, error.message),
    error.advice === undefined
      ? undefined
      : h('p', { class: 'advice' }, icon('lightbulb'), h('span', {}, error.advice)),
    facts([
      ['Code', h('code', {}, error.code)],
      ...(error.cuda === undefined ? [] : [['CUDA says', h('code', {}, error.cuda)] as const]),
      ...(error.doing === undefined ? [] : [['While', error.doing] as const]),
      ...(error.fatal === true ? [['After it', 'the runner process was replaced; the next run works'] as const] : []),
    ]),
  );
}

/** What the checker and the compiler said; each message leads to its place in the source. */
export function diagnosticsSection({ id, diagnostics }: Run, { post }: Actions): HTMLElement | undefined {
  if (diagnostics.length === 0) return undefined;
  return section(
    'diagnostics',
    'Messages',
    h(
      'ul',
      { class: 'diagnostics' },
      ...diagnostics.map(({ severity, message, code, source, range }, index) => {
        const line = `line ${range.start.line + 1}`;
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
            h('span', { class: 'note' }, ` ${[source ?? 'warpfold', code, line].join(' · ')}`),
          ),
        );
      }),
    ),
  );
}

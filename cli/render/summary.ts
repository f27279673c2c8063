import type { Run } from '../../protocol/report';
import type { Style } from './style';

/** How many runs there were, and what became of them. */
export function renderSummary(runs: readonly Run[], style: Style): string {
  if (runs.length === 0) return style.yellow('Nothing ran.');
  const failed = runs.filter(({ status }) => status !== 'ok').length;
  const expected = runs.filter(({ expect }) => expect?.passed === true).length;
  const unchecked = runs.filter(({ status, expect }) => status === 'ok' && expect === undefined).length;
  const parts = [
    `${runs.length} run${runs.length === 1 ? '' : 's'}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(expected > 0 ? [`${expected} as expected`] : []),
    ...(unchecked > 0 ? [`${unchecked} with no expectation`] : []),
  ];
  return (failed > 0 ? style.red : style.green)(parts.join(', '));
}

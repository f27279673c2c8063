import { counterFacts, rooflineWords } from '../../protocol/format/counters';
import type { Counters, Run } from '../../protocol/report';
import { nameOf } from './runs';
import type { Style } from './style';
import { cell, renderTable } from './table';

/** Stalls that are shown: the rest are too rare to act on. */
const STALLS_SHOWN = 5;

/** The counters of a run: as a table, or why there are none. */
export function renderCounters(run: Run, counters: Counters, style: Style): string {
  const title = `${style.bold(nameOf(run))} counters${counters.tool === undefined ? '' : style.dim(`, by ${counters.tool}`)}`;
  if (counters.error !== undefined) {
    const { message, advice } = counters.error;
    return [title, `  ${style.yellow('!')} ${message}`, ...(advice === undefined ? [] : [`    ${advice}`])].join('\n');
  }
  const rows = counterFacts(counters).flatMap(([name, value, note]) =>
    value === undefined ? [] : [[cell(name, style.dim), cell(value, undefined, 'right'), cell(note ?? '', style.dim)]],
  );
  const stalls = (counters.stalls ?? [])
    .slice(0, STALLS_SHOWN)
    .map(({ meaning, warps }) => `  ${warps.toFixed(2)} warps waited for ${meaning}, for each that issued`);
  const roofline = rooflineWords(counters);
  return [title, renderTable(rows), ...(roofline === undefined ? [] : [roofline]), ...stalls].join('\n');
}

import type { RunRow } from '../../panel/messages';
import { h, icon } from '../dom';
import { columnNames, columns, rowLabel } from '../model/columns';
import { statuses } from '../model/status';
import { verdictIcons } from '../model/verdict';

interface Place {
  readonly index: number;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  /** Whether to say when it started; else that cell stays empty. */
  readonly isDated: boolean;
}

/** One run in the list. */
export function rowElement(row: RunRow, { index, isChosen, isActive, isDated }: Place): HTMLElement {
  const status = statuses[row.status];
  const cells = columnNames.map((name, column) => {
    const { text, isNumeric } = columns[name];
    const shown = name === 'started' && !isDated ? '' : text(row);
    const cell = h(
      'div',
      {
        role: 'gridcell',
        'aria-colindex': column + 1,
        class: `cell cell-${name}${isNumeric ? ' numeric' : ''}${changeClass(row, name)}`,
        title: name === 'kernel' ? `${rowLabel(row)} (${row.file}): ${status.word}` : undefined,
      },
      ...(name === 'kernel'
        ? [icon(status.icon, `status-${row.status}`), h('span', { class: 'visually-hidden' }, `${status.word}: `)]
        : []),
      changeIcon(row, name),
      name === 'kernel'
        ? nameElement(row)
        : h('span', { class: shown === undefined ? 'missing' : 'text' }, shown ?? '–'),
    );
    return cell;
  });
  return h(
    'div',
    {
      class: `row${isActive ? ' active' : ''}${index % 2 === 1 ? ' odd' : ''}`,
      role: 'row',
      id: `row-${index}`,
      'aria-rowindex': index + 2,
      'aria-selected': isChosen ? 'true' : 'false',
      'data-index': index,
    },
    ...cells,
  );
}

/** Kernel and case in parts: where there is little room, the kernel's name is cut before the case's. */
function nameElement({ kernel, case: name }: RunRow): HTMLElement {
  if (name === undefined) return h('span', { class: 'text' }, kernel);
  return h(
    'span',
    { class: 'text name' },
    h('span', { class: 'kernel-name' }, kernel),
    h('span', { class: 'case-name' }, ` · ${name}`),
  );
}

/** Which way the time went, beside the number. */
function changeIcon({ change }: RunRow, name: string): HTMLElement | undefined {
  if (name !== 'change' || (change?.verdict !== 'faster' && change?.verdict !== 'slower')) return undefined;
  return icon(verdictIcons[change.verdict]);
}

function changeClass(row: RunRow, name: string): string {
  return name === 'change' && row.change !== undefined ? ` verdict-${row.change.verdict}` : '';
}

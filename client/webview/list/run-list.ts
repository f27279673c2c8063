import type { RunRow } from '../../panel/messages';
import { h, icon, onClick } from '../dom';
import { columnNames, columns, type ColumnName } from '../model/columns';
import type { Sort } from '../model/order';
import { rowElement } from './row';
import { movedBy } from './keys';

/** Pixels; the stylesheet has the same. */
export const ROW_HEIGHT = 22;
/** Rows above and below the window, so that slow scrolling shows no gap. */
const MARGIN = 8;

export interface ListEvents {
  /** A row is to be shown; with `extend`, those between it and the shown one are chosen too, with `toggle` it alone. */
  readonly onChoose: (index: number, how: 'only' | 'extend' | 'toggle') => void;
  readonly onChooseAll: () => void;
  /** Enter: the details are wanted. */
  readonly onOpen: () => void;
  readonly onSort: (column: ColumnName) => void;
  readonly onScroll: () => void;
}

interface Shown {
  readonly rows: readonly RunRow[];
  readonly sort: Sort | undefined;
  readonly chosen: ReadonlySet<string>;
  /** Index of the row that the keyboard stands on, or -1. */
  readonly active: number;
}

/**
 * The list of runs, as a grid. Only the rows in the window are in the document, so the focus stays on the grid itself and
 * names the row that it stands on.
 */
export class RunList {
  readonly element: HTMLElement;
  private readonly header = h('div', { class: 'row header', role: 'row', 'aria-rowindex': 1 });
  private readonly body = h('div', { class: 'list-body', role: 'rowgroup' });
  private readonly all = h('div', { class: 'list-all', role: 'presentation' });
  private shown: Shown = { rows: [], sort: undefined, chosen: new Set(), active: -1 };

  constructor(private readonly events: ListEvents) {
    this.body.append(this.all);
    this.element = h(
      'div',
      { class: 'list', role: 'grid', tabindex: 0, 'aria-label': 'Runs', 'aria-multiselectable': 'true' },
      h('div', { role: 'rowgroup', class: 'list-head' }, this.header),
      this.body,
    );
    this.body.addEventListener('scroll', () => {
      this.paint();
      events.onScroll();
    });
    new ResizeObserver(() => {
      this.paint();
    }).observe(this.body);
    this.element.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    this.body.addEventListener('click', (event) => {
      this.onClick(event);
    });
  }

  get scrollTop(): number {
    return this.body.scrollTop;
  }

  set scrollTop(top: number) {
    this.body.scrollTop = top;
    this.paint();
  }

  show(shown: Shown): void {
    const isSortNew = this.shown.sort !== shown.sort || this.header.childElementCount === 0;
    this.shown = shown;
    if (isSortNew) this.paintHeader();
    this.all.style.height = `${shown.rows.length * ROW_HEIGHT}px`;
    this.element.setAttribute('aria-rowcount', String(shown.rows.length + 1));
    this.paint();
  }

  /** Brings a row into the window. */
  scrollTo(index: number): void {
    const top = index * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.body;
    if (top < scrollTop) this.body.scrollTop = top;
    else if (top + ROW_HEIGHT > scrollTop + clientHeight) this.body.scrollTop = top + ROW_HEIGHT - clientHeight;
    this.paint();
  }

  private paint(): void {
    const { rows, chosen, active } = this.shown;
    const { scrollTop, clientHeight } = this.body;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((scrollTop + clientHeight) / ROW_HEIGHT) + MARGIN);
    const painted = rows.slice(first, last).map((row, offset) => {
      const index = first + offset;
      const element = rowElement(row, { index, isChosen: chosen.has(row.id), isActive: index === active });
      element.style.top = `${index * ROW_HEIGHT}px`;
      return element;
    });
    this.all.replaceChildren(...painted);
    // The heads stand above their columns, whether or not a scrollbar takes of the rows' width.
    this.element.style.setProperty('--scrollbar-width', `${this.body.offsetWidth - this.body.clientWidth}px`);
    if (active >= first && active < last) this.element.setAttribute('aria-activedescendant', `row-${active}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private paintHeader(): void {
    const { sort } = this.shown;
    this.header.replaceChildren(
      ...columnNames.map((name, index) => {
        const { title, isNumeric } = columns[name];
        const direction = sort?.column !== name ? undefined : sort.descending ? 'descending' : 'ascending';
        const button = onClick(
          h(
            'button',
            { type: 'button', class: 'sort' },
            title,
            direction && icon(direction === 'ascending' ? 'arrow-small-up' : 'arrow-small-down'),
          ),
          () => {
            this.events.onSort(name);
          },
        );
        return h(
          'div',
          {
            role: 'columnheader',
            'aria-colindex': index + 1,
            'aria-sort': direction ?? 'none',
            class: `cell cell-${name}${isNumeric ? ' numeric' : ''}`,
          },
          button,
        );
      }),
    );
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.element) return;
    if (event.key === 'Enter') {
      this.events.onOpen();
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      this.events.onChooseAll();
    } else {
      const { rows, active } = this.shown;
      const page = Math.max(1, Math.floor(this.body.clientHeight / ROW_HEIGHT) - 1);
      const to = movedBy(event.key, { at: active, count: rows.length, page });
      if (to === undefined) return;
      this.events.onChoose(to, event.shiftKey ? 'extend' : 'only');
    }
    event.preventDefault();
  }

  private onClick(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(row?.dataset['index'] ?? NaN);
    if (!Number.isInteger(index)) return;
    this.events.onChoose(index, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  }
}

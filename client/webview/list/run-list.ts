import type { RunRow } from '../../panel/messages';
import { afterPaint, h, icon, onClick } from '../dom';
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
 * names the row that it stands on. However often its content changes, it is painted once a frame, and by sizes that were
 * observed: asking for them would make the browser lay the page out each time. The first picture leaves out when the runs
 * started, and the second, right behind it, has it: a browser's first date takes as long as all the rows together.
 */
export class RunList {
  readonly element: HTMLElement;
  private readonly header = h('div', { class: 'row header', role: 'row', 'aria-rowindex': 1 });
  private readonly body = h('div', { class: 'list-body', role: 'rowgroup' });
  private readonly all = h('div', { class: 'list-all', role: 'presentation' });
  private shown: Shown = { rows: [], sort: undefined, chosen: new Set(), active: -1 };
  /** Pixels: what is above the window, and the window. */
  private readonly view = { top: 0, height: 0 };
  private isPaintDue = false;
  private isDated = false;

  constructor(private readonly events: ListEvents) {
    this.body.append(this.all);
    this.element = h(
      'div',
      { class: 'list', role: 'grid', tabindex: 0, 'aria-label': 'Runs', 'aria-multiselectable': 'true' },
      h('div', { role: 'rowgroup', class: 'list-head' }, this.header),
      this.body,
    );
    this.body.addEventListener('scroll', () => {
      this.view.top = this.body.scrollTop;
      this.paint();
      events.onScroll();
    });
    new ResizeObserver(() => {
      this.view.height = this.body.clientHeight;
      // The heads stand above their columns, whether or not a scrollbar takes of the rows' width.
      this.element.style.setProperty('--scrollbar-width', `${this.body.offsetWidth - this.body.clientWidth}px`);
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
    return this.view.top;
  }

  set scrollTop(top: number) {
    if (top === this.view.top) return;
    this.body.scrollTop = top;
    this.view.top = this.body.scrollTop;
    this.paintSoon();
  }

  show(shown: Shown): void {
    const isSortNew = this.shown.sort !== shown.sort || this.header.childElementCount === 0;
    this.shown = shown;
    if (isSortNew) this.paintHeader();
    this.all.style.height = `${shown.rows.length * ROW_HEIGHT}px`;
    this.element.setAttribute('aria-rowcount', String(shown.rows.length + 1));
    this.paintSoon();
  }

  /** Brings a row into the window. */
  scrollTo(index: number): void {
    const start = index * ROW_HEIGHT;
    const { top, height } = this.view;
    if (start < top) this.scrollTop = start;
    else if (height > 0 && start + ROW_HEIGHT > top + height) this.scrollTop = start + ROW_HEIGHT - height;
  }

  private paintSoon(): void {
    if (this.isPaintDue) return;
    this.isPaintDue = true;
    requestAnimationFrame(() => {
      this.paint();
    });
  }

  private paint(): void {
    this.isPaintDue = false;
    const { rows, chosen, active } = this.shown;
    const { isDated } = this;
    const { top, height } = this.view;
    // Before it has a size it is out of sight; the observer tells when it comes.
    if (height === 0) return;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN);
    const painted = rows.slice(first, last).map((row, offset) => {
      const index = first + offset;
      const element = rowElement(row, { index, isChosen: chosen.has(row.id), isActive: index === active, isDated });
      element.style.top = `${index * ROW_HEIGHT}px`;
      return element;
    });
    this.all.replaceChildren(...painted);
    if (active >= first && active < last) this.element.setAttribute('aria-activedescendant', `row-${active}`);
    else this.element.removeAttribute('aria-activedescendant');
    if (!isDated && painted.length > 0) this.dateSoon();
  }

  private dateSoon(): void {
    this.isDated = true;
    afterPaint(() => {
      this.paintSoon();
    });
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
      const page = Math.max(1, Math.floor(this.view.height / ROW_HEIGHT) - 1);
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

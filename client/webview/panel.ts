import type { FromView, RunRow, ToView } from '../panel/messages';
import { formatSeconds } from '../../protocol/format/quantity';
import { Announcer } from './announcer';
import { DetailView } from './detail/detail-view';
import { afterPaint, h } from './dom';
import type { Host } from './host';
import { ActiveRuns } from './list/active-runs';
import { RunList } from './list/run-list';
import { ListToolbar } from './list/toolbar';
import { rowLabel } from './model/columns';
import { chooseRows } from './model/choice';
import { arrange, nextSort } from './model/order';
import { statuses } from './model/status';
import type { ViewState } from './state';
import { Welcome } from './welcome';

/** The Results panel: what is known of the runs, and the views that show it. */
export class Panel {
  private rows: readonly RunRow[] = [];
  /** The rows that the filter lets through, in the order of the list. */
  private arranged: readonly RunRow[] = [];
  private state: ViewState;
  /** Whether the list has come, so that an empty one means that there are no runs. */
  private isLoaded = false;
  private isListPainted = false;
  private wantsComparison = false;
  private wantsDetailScroll: number | undefined;

  private readonly announcer = new Announcer();
  private readonly activeRuns: ActiveRuns;
  private readonly list: RunList;
  private readonly toolbar: ListToolbar;
  private readonly detail: DetailView;
  private readonly welcome: Welcome;
  private readonly content: HTMLElement;

  constructor(
    private readonly host: Host,
    root: HTMLElement,
  ) {
    this.state = host.loadState();
    this.wantsDetailScroll = this.state.detailScroll;
    const post = (message: FromView): void => {
      host.post(message);
    };
    this.activeRuns = new ActiveRuns((id) => {
      post({ type: 'cancel', id });
    });
    this.toolbar = new ListToolbar({
      onFilter: (filter) => {
        this.update({ filter });
      },
      onExport: (format) => {
        const ids = this.state.chosen.length > 0 ? this.state.chosen : this.rows.map(({ id }) => id);
        post({ type: 'export', ids: [...ids], format });
      },
    });
    this.list = new RunList({
      onChoose: (index, how) => {
        this.choose(index, how);
      },
      onChooseAll: () => {
        this.update({ chosen: this.arranged.map(({ id }) => id) });
      },
      onOpen: () => {
        this.detail.focusHeading();
      },
      onSort: (column) => {
        this.update({ sort: nextSort(this.state.sort, column) });
      },
      onScroll: () => {
        this.remember({ listScroll: this.list.scrollTop });
      },
    });
    this.detail = new DetailView({
      post,
      savePlot: (name, format, data) => {
        post({ type: 'savePlot', name, format, data });
      },
    });
    this.detail.element.addEventListener('scroll', () => {
      this.remember({ detailScroll: this.detail.scrollTop });
    });
    this.detail.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.list.element.focus();
    });
    this.welcome = new Welcome(() => {
      post({ type: 'runAtCursor' });
    });
    this.content = h(
      'div',
      { class: 'content', hidden: true },
      h('div', { class: 'runs' }, this.toolbar.element, this.list.element),
      this.detail.element,
    );
    root.append(
      h('h1', { class: 'visually-hidden' }, 'Warpfold results'),
      this.activeRuns.element,
      this.welcome.element,
      this.content,
      this.announcer.element,
    );
  }

  receive(message: ToView): void {
    switch (message.type) {
      case 'runs':
        this.rows = message.isFirst ? message.rows : [...this.rows, ...message.rows];
        // The first slice fills the window; the ones between are out of sight.
        if (message.isLast) this.onLoaded();
        else if (message.isFirst) this.arrange();
        return;
      case 'active':
        this.activeRuns.show(message.active);
        return;
      case 'ended':
        this.onEnded(message);
        return;
      case 'detail':
        this.onDetail(message);
        return;
      case 'missing':
        if (message.id === this.state.shown)
          this.detail.showNothing('This run is known no more: the history has dropped it.');
        return;
      case 'reveal':
        this.wantsComparison = message.comparison;
        this.remember({ filter: '' });
        this.arrange();
        this.showRun(message.id);
    }
  }

  private onLoaded(): void {
    const isFirstLoad = !this.isLoaded;
    this.isLoaded = true;
    this.arrange();
    const { shown, listScroll } = this.state;
    if (isFirstLoad) this.list.scrollTop = listScroll;
    const isKnown = shown !== undefined && this.rows.some(({ id }) => id === shown);
    if (!isKnown) this.showFirst();
    if (isFirstLoad) {
      afterPaint(() => {
        this.isListPainted = true;
        this.askForDetail();
      });
    }
  }

  /** Asks for the whole of the shown run. The list comes first: until it is painted, this waits. */
  private askForDetail(): void {
    const { shown } = this.state;
    if (this.isListPainted && shown !== undefined) this.host.post({ type: 'select', id: shown });
  }

  private onEnded({ kernel, case: name, row }: Extract<ToView, { type: 'ended' }>): void {
    const label = rowLabel({ kernel, case: name });
    if (row === undefined) {
      this.announcer.say(`${label} ended without a result.`);
      return;
    }
    const followed = this.state.shown === undefined || this.rows[0]?.id === this.state.shown;
    this.rows = [row, ...this.rows.filter(({ id }) => id !== row.id)];
    this.arrange();
    if (followed) this.showRun(row.id);
    const time = row.seconds === undefined ? '' : ` in ${formatSeconds(row.seconds)}`;
    const result = row.result === undefined ? '' : `, ${row.result}${time}`;
    this.announcer.say(`${label}: ${statuses[row.status].word}${result}.`);
  }

  private onDetail({ detail }: Extract<ToView, { type: 'detail' }>): void {
    if (detail.run.id !== this.state.shown) return;
    this.detail.show(detail);
    if (this.wantsDetailScroll !== undefined) this.detail.scrollTop = this.wantsDetailScroll;
    this.wantsDetailScroll = undefined;
    if (this.wantsComparison) this.detail.showComparison();
    this.wantsComparison = false;
  }

  private choose(index: number, how: 'only' | 'extend' | 'toggle'): void {
    const row = this.arranged[index];
    if (row === undefined) return;
    const ids = this.arranged.map(({ id }) => id);
    const chosen = chooseRows(ids, { chosen: this.state.chosen, anchor: this.state.shown, to: row.id, how });
    this.showRun(row.id, chosen);
  }

  private showFirst(): void {
    const [first] = this.arranged;
    if (first !== undefined) this.showRun(first.id);
    else this.detail.showNothing('Choose a run to see its details.');
  }

  private showRun(id: string, chosen: readonly string[] = [id]): void {
    const isNew = this.state.shown !== id;
    this.update({ shown: id, chosen: [...chosen] });
    if (isNew) this.wantsDetailScroll = undefined;
    const index = this.arranged.findIndex((row) => row.id === id);
    if (index >= 0) this.list.scrollTo(index);
    this.askForDetail();
  }

  private update(change: Partial<ViewState>): void {
    this.remember(change);
    this.arrange();
  }

  private remember(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.host.saveState(this.state);
  }

  private arrange(): void {
    const { filter, sort, chosen, shown } = this.state;
    this.arranged = arrange(this.rows, filter, sort);
    this.welcome.show(this.isLoaded && this.rows.length === 0);
    this.content.hidden = this.rows.length === 0;
    this.toolbar.show({ filter, matching: this.arranged.length, all: this.rows.length, chosen: chosen.length });
    this.list.show({
      rows: this.arranged,
      sort,
      chosen: new Set(chosen),
      active: this.arranged.findIndex(({ id }) => id === shown),
    });
  }
}

import type { ActiveRow } from '../../panel/messages';
import { h, icon, onClick } from '../dom';
import { rowLabel } from '../model/columns';

const stages: Readonly<Record<ActiveRow['stage'], string>> = {
  queued: 'queued',
  compiling: 'compiling',
  running: 'running',
  counters: 'reading counters',
  reference: 'computing the reference',
};

/** What runs now, each with a button that ends it. */
export class ActiveRuns {
  readonly element = h('ul', { class: 'active-runs', 'aria-label': 'Running', hidden: true });
  private active: readonly ActiveRow[] = [];
  private timer: number | undefined;

  constructor(private readonly cancel: (id: number) => void) {}

  show(active: readonly ActiveRow[]): void {
    this.active = active;
    this.element.hidden = active.length === 0;
    this.element.replaceChildren(...active.map((run) => this.item(run)));
    if (active.length > 0) this.timer ??= window.setInterval(() => this.tick(), 1000);
    else {
      window.clearInterval(this.timer);
      this.timer = undefined;
    }
    this.tick();
  }

  private item(run: ActiveRow): HTMLElement {
    const label = rowLabel(run);
    return h(
      'li',
      {},
      icon(run.stage === 'queued' ? 'clock' : 'loading', run.stage === 'queued' ? '' : 'codicon-modifier-spin'),
      h('span', { class: 'text' }, label),
      h('span', { class: 'note' }, `${run.isProfile ? 'profile, ' : ''}${stages[run.stage]}`),
      h('span', { class: 'note number elapsed', 'aria-hidden': 'true' }),
      onClick(h('vscode-toolbar-button', { icon: 'debug-stop', label: `Cancel ${label}`, title: 'Cancel' }), () => {
        this.cancel(run.id);
      }),
    );
  }

  private tick(): void {
    this.element.querySelectorAll('.elapsed').forEach((element, index) => {
      const run = this.active[index];
      const seconds = run === undefined ? 0 : Math.max(0, Math.floor((Date.now() - run.startedAt) / 1000));
      element.textContent = seconds === 0 ? '' : `${seconds} s`;
    });
  }
}

import type { RunDetail } from '../../panel/messages';
import { h, type Child } from '../dom';
import { rowLabel } from '../model/columns';
import type { Actions } from './actions';
import { comparisonSection } from './comparison';
import { heading } from './heading';
import { launchSection } from './launch';
import { countersSection } from './counters';
import { diagnosticsSection, errorSection } from './messages';
import { phasesSection } from './phases';
import { samplesSection } from './samples';
import { sweepSection } from './sweep';
import { trendSection } from './trend';
import { valueSection } from './value';

/** The details of the chosen run. */
export class DetailView {
  readonly element = h('div', { class: 'detail', role: 'region', 'aria-label': 'Chosen run', tabindex: -1 });
  private shown: string | undefined;

  constructor(private readonly actions: Actions) {}

  /** Shows a run. What the reader had scrolled to stays where it is when the same run is shown again. */
  show(detail: RunDetail): void {
    const { run } = detail;
    const { scrollTop } = this.element;
    const subject = rowLabel(run);
    const timed = run.timings?.kernel !== undefined;
    this.fill(
      heading(detail, this.actions),
      errorSection(run),
      diagnosticsSection(run, this.actions),
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          { class: 'column' },
          valueSection(run),
          timed ? comparisonSection(detail) : undefined,
          launchSection(run),
        ),
        h(
          'div',
          { class: 'column' },
          phasesSection(run, subject, this.actions),
          samplesSection(run, subject, this.actions),
          trendSection(detail, subject, this.actions),
        ),
      ),
      countersSection(run, subject, this.actions),
      sweepSection(run, subject, this.actions),
    );
    this.element.scrollTop = this.shown === run.id ? scrollTop : 0;
    this.shown = run.id;
  }

  /** Says why there is nothing to see. */
  showNothing(text: string): void {
    this.shown = undefined;
    this.fill(h('p', { class: 'note' }, text));
  }

  focusHeading(): void {
    this.element.querySelector<HTMLElement>('#detail-title')?.focus();
  }

  /** Brings the comparison into view. */
  showComparison(): void {
    const title = this.element.querySelector<HTMLElement>('#section-comparison');
    title?.scrollIntoView({ block: 'start' });
    title?.focus();
  }

  /** Replaces the content. The focus stays where it was: on the same control, or on the heading where that is gone. */
  private fill(...children: readonly Child[]): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.element.replaceChildren(...children.filter((child) => child !== undefined));
    if (focused === null || focused === this.element) return;
    const controls = [...this.element.querySelectorAll<HTMLElement>('[id], [label]')];
    const same = controls.find((control) => isSameControl(control, focused));
    if (same === undefined) this.focusHeading();
    else same.focus();
  }
}

function isSameControl(a: Element, b: Element): boolean {
  const label = a.getAttribute('label');
  return (a.id !== '' && a.id === b.id) || (label !== null && label === b.getAttribute('label'));
}

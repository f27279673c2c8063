import type { RunDetail } from '../../panel/messages';
import { h, type Child } from '../dom';
import { focusControl } from '../focus';
import { rowLabel } from '../model/columns';
import { accuracySection } from './accuracy';
import type { Actions } from './actions';
import { Arrangement } from './arrangement';
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

  private readonly arrangement = new Arrangement();
  private top = 0;

  constructor(private readonly actions: Actions) {
    this.element.addEventListener('scroll', () => {
      this.top = this.element.scrollTop;
    });
  }

  /** Pixels above the window, as last observed: to ask the element would make the browser lay the page out. */
  get scrollTop(): number {
    return this.top;
  }

  set scrollTop(top: number) {
    if (top === this.top) return;
    this.element.scrollTop = top;
    this.top = this.element.scrollTop;
  }

  /** Shows a run. What the reader had scrolled to stays where it is when the same run is shown again. */
  show(detail: RunDetail): void {
    const { run } = detail;
    const { scrollTop } = this;
    const subject = rowLabel(run);
    const timed = run.timings?.kernel !== undefined;
    const sections = {
      value: valueSection(run),
      accuracy: accuracySection(run),
      phases: phasesSection(run, subject, this.actions),
      samples: samplesSection(run, subject, this.actions),
      sweep: sweepSection(run, subject, this.actions),
      counters: countersSection(run, subject, this.actions),
      launch: launchSection(run),
      comparison: timed ? comparisonSection(detail) : undefined,
      trend: trendSection(detail, subject, this.actions),
    };
    this.keepFocus(() => {
      this.arrangement.show(sections);
      this.fill(
        heading(detail, this.actions),
        errorSection(run, this.actions),
        diagnosticsSection(run, this.actions),
        this.arrangement.element,
      );
    });
    this.scrollTop = this.shown === run.id ? scrollTop : 0;
    this.shown = run.id;
  }

  /** Says why there is nothing to see. */
  showNothing(text: string): void {
    this.shown = undefined;
    this.keepFocus(() => {
      this.fill(h('p', { class: 'note' }, text));
    });
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

  private fill(...children: readonly Child[]): void {
    this.element.replaceChildren(...children.filter((child) => child !== undefined));
  }

  /** The focus stays where it was when the content is replaced: on the same control, or on the heading where that is gone. */
  private keepFocus(replace: () => void): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    replace();
    if (focused === null || focused === this.element) return;
    const controls = [...this.element.querySelectorAll<HTMLElement>('[id], [label]')];
    const same = controls.find((control) => isSameControl(control, focused));
    if (same === undefined) this.focusHeading();
    else focusControl(same);
  }
}

function isSameControl(a: Element, b: Element): boolean {
  const label = a.getAttribute('label');
  return (a.id !== '' && a.id === b.id) || (label !== null && label === b.getAttribute('label'));
}

import { h } from '../dom';
import { focusControl } from '../focus';

/** Pixels from which two columns stand side by side. */
const WIDE = 620;

/** In one column the sections stand in the order of the questions: what came out, what it cost, why, and against what. */
const inOneColumn = [
  'value',
  'accuracy',
  'phases',
  'samples',
  'sweep',
  'launch',
  'counters',
  'comparison',
  'trend',
] as const;
const inTwoColumns = [
  ['value', 'accuracy', 'comparison', 'launch'],
  ['phases', 'samples', 'trend'],
] as const;
const belowTwoColumns = ['sweep', 'counters'] as const;

type SectionName = (typeof inOneColumn)[number];
/** The sections that a run has. */
export type Sections = Readonly<Record<SectionName, HTMLElement | undefined>>;

/**
 * The sections of a run in one column, or in two where there is room. They are moved in the document and not by a stylesheet
 * alone, so that the keyboard and screen readers meet them in the order in which they are seen.
 */
export class Arrangement {
  readonly element = h('div', { class: 'arrangement' });
  private sections: Partial<Sections> = {};
  private isWide = false;

  constructor() {
    new ResizeObserver(([entry]) => {
      const isWide = (entry?.contentRect.width ?? 0) >= WIDE;
      if (isWide === this.isWide) return;
      this.isWide = isWide;
      this.arrange();
    }).observe(this.element);
  }

  show(sections: Sections): void {
    this.sections = sections;
    this.arrange();
  }

  private arrange(): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const named = (names: readonly SectionName[]): HTMLElement[] =>
      names.map((name) => this.sections[name]).filter((section) => section !== undefined);
    const columns = inTwoColumns.map(named);
    // Beside nothing, a column would only be narrow.
    if (this.isWide && columns.every((sections) => sections.length > 0)) {
      const elements = columns.map((sections) => h('div', { class: 'column' }, ...sections));
      this.element.replaceChildren(h('div', { class: 'columns' }, ...elements), ...named(belowTwoColumns));
    } else {
      this.element.replaceChildren(...named(inOneColumn));
    }
    // A control that is moved loses the focus.
    if (focused instanceof HTMLElement) focusControl(focused);
  }
}

import { h, type Child } from '../dom';

/** A part of the details under a heading; the name is what the program finds it by. */
export function section(name: string, title: string, ...children: readonly Child[]): HTMLElement {
  const id = `section-${name}`;
  return h(
    'section',
    { class: `section section-${name}`, 'aria-labelledby': id },
    h('h3', { id, tabindex: -1 }, title),
    ...children,
  );
}

/** What is not known, in words and never as a number. */
export function missing(why = 'not known'): HTMLElement {
  return h('span', { class: 'missing' }, why);
}

/** What stands in a row of facts. */
export type Fact = readonly [name: string, value: Child, note?: string];

/** A row of facts whose note may be missing. */
export function fact(name: string, value: Child, note: string | number | undefined): Fact {
  return typeof note === 'string' ? [name, value, note] : [name, value];
}

/** A table of names and values; a value that is undefined is shown as missing. */
export function facts(rows: readonly Fact[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, value, note]) => [
      h('dt', {}, name),
      h('dd', {}, value ?? missing(), note === undefined ? undefined : h('span', { class: 'note' }, note)),
    ]),
  );
}

/** A table with a heading for each column; the first cell of a row is the row's heading. */
export function table(
  label: string,
  headings: readonly string[],
  rows: readonly (readonly Child[])[],
  className = '',
): HTMLElement {
  return h(
    'table',
    { class: `table ${className}`.trim(), 'aria-label': label },
    h('thead', {}, h('tr', {}, ...headings.map((heading) => h('th', { scope: 'col' }, heading)))),
    h(
      'tbody',
      {},
      ...rows.map(([heading, ...cells]) =>
        h('tr', {}, h('th', { scope: 'row' }, heading), ...cells.map((cell) => h('td', {}, cell ?? missing('–')))),
      ),
    ),
  );
}

import type { Run } from '../../../protocol/report';
import { formatRelativeError } from '../../../protocol/format/quantity';
import { h, icon, type Child } from '../dom';
import { differs, valueParts } from '../model/value-parts';
import { facts, section, table } from './section';

/** The value beside what the case expects and what the reference is. Values of several parts are a table. */
export function valueSection(run: Run): HTMLElement | undefined {
  const { result, expect, reference } = run;
  if (result === undefined) return undefined;
  const columns = [
    { heading: 'Result', value: result.value },
    ...(expect === undefined ? [] : [{ heading: 'Expected', value: expect.value }]),
    ...(reference === undefined ? [] : [{ heading: 'Reference', value: reference.value }]),
  ].map(({ heading, value }) => ({ heading, parts: valueParts(value, result.dtype) }));
  const paths = columns[0]?.parts.map(({ path }) => path) ?? [];
  const isScalar = paths.length === 1 && paths[0] === '';
  const about = facts([
    ['Type', result.dtype],
    ['Relative error', relativeError(run), methodOf(run)],
  ]);
  if (isScalar) {
    const rows = columns.map(({ heading, parts }): [string, Child] => [heading, number(parts[0]?.text)]);
    return section('value', 'Value', facts(rows), about);
  }
  const differing = differingPaths(run);
  const rows = paths.map((path) => [
    differing.has(path)
      ? h(
          'span',
          { class: 'differing', title: 'Not as expected' },
          icon('error'),
          h('span', { class: 'visually-hidden' }, 'Not as expected: '),
          pathElement(path),
        )
      : pathElement(path),
    ...columns.map(({ parts }) => number(parts.find((part) => part.path === path)?.text)),
  ]);
  return section(
    'value',
    'Value',
    table('Value', ['Part', ...columns.map(({ heading }) => heading)], rows, 'numeric values'),
    about,
  );
}

function number(text: string | undefined): Child {
  return text === undefined ? undefined : h('span', { class: 'number' }, text);
}

/** A part's place, which is broken between fields where there is no room for it. */
function pathElement(path: string): HTMLElement {
  const names = path.split('.');
  return h('span', {}, ...names.flatMap((name, index) => (index === 0 ? [name] : ['.', h('wbr'), name])));
}

/** The parts that made a case fail. */
function differingPaths({ result, expect }: Run): ReadonlySet<string> {
  if (result === undefined || expect === undefined || expect.passed) return new Set();
  const expected = new Map(valueParts(expect.value, result.dtype).map((part) => [part.path, part]));
  const parts = valueParts(result.value, result.dtype).filter((part) => {
    const other = expected.get(part.path);
    return other !== undefined && differs(part, other, expect);
  });
  return new Set(parts.map(({ path }) => path));
}

function relativeError({ reference }: Run): string | undefined {
  return reference?.relativeError === undefined ? undefined : formatRelativeError(reference.relativeError);
}

function methodOf({ reference }: Run): string {
  switch (reference?.method) {
    case undefined:
      return 'profile the kernel to compute a reference';
    case 'compensated':
      return 'against a compensated, widened sum on the CPU';
    case 'sequential':
      return 'against the kernel’s own types in index order, on the CPU';
  }
}

import type { DocumentLink } from 'vscode-languageserver-types';
import type { CaseValue } from '../syntax/tree';
import { rangeOf, type Analysis } from './model/analysis';
import { span } from '../text/span';

/**
 * The files that cases read with `file("…")`.
 *
 * @param resolve Gives the URI of a path, which counts from the folder of the document; undefined where it has none.
 */
export function documentLinks(analysis: Analysis, resolve: (path: string) => string | undefined): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { item, start } of analysis.model.items) {
    if (item.kind !== 'case') continue;
    for (const path of item.bindings.flatMap(({ value }) => pathsIn(value))) {
      const inside = insideQuotes(item.text, path.span);
      const target = resolve(path.value);
      if (target === undefined || inside === undefined) continue;
      links.push({ range: rangeOf(analysis, inside, start), target, tooltip: `Open ${path.value}` });
    }
  }
  return links;
}

type StringValue = Extract<CaseValue, { kind: 'string' }>;

function pathsIn(value: CaseValue): StringValue[] {
  if (value.kind !== 'generator' || value.name.text !== 'file') return [];
  const path = value.arguments[0]?.value;
  return path?.kind === 'string' && path.value !== '' ? [path] : [];
}

/** Undefined for a literal that is not one `"…"`, such as two of them side by side, or one with a prefix. */
function insideQuotes(text: string, { start, end }: StringValue['span']): StringValue['span'] | undefined {
  const isPlain = text[start] === '"' && text.indexOf('"', start + 1) === end - 1;
  return isPlain ? span(start + 1, end - 1) : undefined;
}

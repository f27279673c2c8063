import type { DocumentItem } from '../documents/document-items';

/** The first and the last line of the expression that a line of the source belongs to; the line itself outside of any. */
export function cursorLines(items: readonly DocumentItem[], line: number): readonly [first: number, last: number] {
  for (const { expressions } of items) {
    const found = expressions.find(({ range }) => range.start.line <= line && line <= range.end.line);
    if (found !== undefined) return [found.range.start.line, found.range.end.line];
  }
  return [line, line];
}

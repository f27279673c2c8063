/**
 * A half-open range of UTF-16 offsets.
 *
 * Inside a syntax tree, offsets count from the start of the tree's item (see `syntax/tree.ts`), so that a
 * tree stays valid when text before it changes. Document offsets appear only on the outermost values.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The smallest span that covers both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

export function shift(range: Span, by: number): Span {
  return { start: range.start + by, end: range.end + by };
}

export function slice(text: string, range: Span): string {
  return text.slice(range.start, range.end);
}

import type { Span } from '../text/span';

/** The text of the comment, or of the run of `//` comments, that ends on the line above an offset or on its line. */
export function documentationBefore(text: string, comments: readonly Span[], offset: number): string | undefined {
  let index = lastBefore(comments, offset);
  const lines: string[] = [];
  let next = offset;
  for (; index >= 0; index--) {
    const comment = comments[index];
    if (comment === undefined || !/^[ \t]*(\r\n|\r|\n)?[ \t]*$/.test(text.slice(comment.end, next))) break;
    const isLine = text.startsWith('//', comment.start);
    // A block comment is a whole; only line comments add up.
    if (!isLine && lines.length > 0) break;
    lines.unshift(...contentOf(text.slice(comment.start, comment.end)));
    if (!isLine || !startsLine(text, comment.start)) break;
    next = comment.start;
  }
  const documentation = lines.join('\n').trim();
  return documentation === '' ? undefined : documentation;
}

/** The index of the last comment that ends at the offset or before it; -1 where there is none. */
function lastBefore(comments: readonly Span[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function startsLine(text: string, offset: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return text.slice(lineStart, offset).trim() === '';
}

function contentOf(comment: string): string[] {
  if (comment.startsWith('//')) return [comment.replace(/^\/\/+[/!<]*\s?/, '').trimEnd()];
  const inner = comment.replace(/^\/\*+!?/, '').replace(/\**\/$/, '');
  return inner.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
}

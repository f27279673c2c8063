import { isBlank, isLineBreak } from '../../syntax/lexeme';
import { span, type Span } from '../../text/span';

/**
 * Comments as people read them: `//` comments on lines of their own that follow each other without an empty line are one.
 * Each block comment and each comment behind code stands alone.
 */
export function commentRuns(text: string, comments: readonly Span[]): Span[] {
  const runs: Span[] = [];
  let last: { readonly span: Span; readonly isGrowing: boolean } | undefined;
  for (const comment of comments) {
    const isGrowing = text.startsWith('//', comment.start) && isFirstOfLine(text, comment.start);
    const run =
      last?.isGrowing && isGrowing && isOneLineBreak(text, last.span.end, comment.start)
        ? span(last.span.start, comment.end)
        : comment;
    if (run !== comment) runs.pop();
    runs.push(run);
    last = { span: run, isGrowing };
  }
  return runs;
}

function isFirstOfLine(text: string, at: number): boolean {
  let before = at - 1;
  while (isBlank(text.charCodeAt(before))) before--;
  return before < 0 || isLineBreak(text.charCodeAt(before));
}

function isOneLineBreak(text: string, start: number, end: number): boolean {
  return /^[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*$/.test(text.slice(start, end));
}

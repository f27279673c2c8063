import { tokenize } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import { commentEnd, isBlank, isLineBreak, startsComment } from '../../syntax/lexeme';
import type { Span } from '../../text/span';

/** What white space stands between: a token, a comment, or a part that is laid out as a whole. */
export interface Piece extends Span {
  readonly kind: 'token' | 'line-comment' | 'block-comment' | 'raw';
  readonly text: string;
}

/** The pieces of an item's text, with offsets of the document. Each of the `raw` parts, which are blank-trimmed, is one piece. */
export function itemPieces(text: string, start: number, raw: readonly Span[]): Piece[] {
  const { tokens, comments } = tokenize(text, { start: 0, end: text.length }, new Findings());
  const inRaw = (span: Span): boolean => raw.some((part) => part.start <= span.start && span.start < part.end);
  const cut = (kind: Piece['kind'], span: Span): Piece => ({
    kind,
    text: text.slice(span.start, span.end),
    start: start + span.start,
    end: start + span.end,
  });
  return [
    ...tokens.filter((token) => token.kind !== 'end' && !inRaw(token)).map((token) => cut('token', token)),
    ...comments.filter((comment) => !inRaw(comment)).map((comment) => cut(commentKind(text, comment.start), comment)),
    ...raw.map((part) => cut('raw', part)),
  ].sort((left, right) => left.start - right.start);
}

/** The comments of a part of a document that holds nothing else. */
export function commentPieces(text: string, { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isLineBreak(code) || !startsComment(text, at)) {
      at++;
      continue;
    }
    const last = Math.min(end, commentEnd(text, at));
    pieces.push({ kind: commentKind(text, at), text: text.slice(at, last), start: at, end: last });
    at = last;
  }
  return pieces;
}

function commentKind(text: string, at: number): 'line-comment' | 'block-comment' {
  return text.startsWith('//', at) ? 'line-comment' : 'block-comment';
}

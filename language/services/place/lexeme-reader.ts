import {
  isBlank,
  isDigit,
  isLineBreak,
  isLiteral,
  isUnclosedComment,
  isUnclosedLiteral,
  isWordStart,
  lexemeEnd,
  startsComment,
} from '../../syntax/lexeme';
import { span, type Span } from '../../text/span';

/** What the cursor stands in, where it stands in a lexeme and not between two. */
export type Interruption =
  | { readonly kind: 'comment' }
  | { readonly kind: 'number' }
  /** A string or character literal; the span has its quotes, and ends with the line where the closing one is missing. */
  | { readonly kind: 'literal'; readonly span: Span };

/**
 * Reads the lexemes before a cursor, one after the other. A word that the cursor touches is not read: it is the one that
 * is being typed.
 */
export class LexemeReader {
  /** Set once the cursor is found to stand in a lexeme. */
  interruption: Interruption | undefined;
  /** True where a line break stands between the last lexeme and the position. */
  isNewLine = true;

  constructor(
    readonly text: string,
    public at: number,
    readonly cursor: number,
  ) {}

  /** The next lexeme that ends before the cursor; undefined once there is none. */
  next(): Span | undefined {
    this.isNewLine = this.at === 0;
    while (this.at < this.cursor) {
      const code = this.text.charCodeAt(this.at);
      if (isLineBreak(code)) this.isNewLine = true;
      if (isLineBreak(code) || isBlank(code)) {
        this.at++;
        continue;
      }
      const start = this.at;
      const end = lexemeEnd(this.text, start);
      if (startsComment(this.text, start)) {
        if (this.isInComment(start, end)) return undefined;
        this.at = end;
        continue;
      }
      if (this.isCut(start, end)) return undefined;
      this.at = end;
      return span(start, end);
    }
    return undefined;
  }

  private isInComment(start: number, end: number): boolean {
    const isOpen = this.text[start + 1] === '/' || isUnclosedComment(this.text, start, end);
    if (this.cursor <= start + 1 || this.cursor > end || (this.cursor === end && !isOpen)) return false;
    this.interruption = { kind: 'comment' };
    return true;
  }

  /** Whether the lexeme reaches the cursor, so that it is not yet written. */
  private isCut(start: number, end: number): boolean {
    const { text, cursor } = this;
    if (isLiteral(text, start, end)) {
      if (cursor > end || (cursor === end && !isUnclosedLiteral(text, start, end))) return false;
      this.interruption = { kind: 'literal', span: span(start, end) };
      return true;
    }
    if (end < cursor) return false;
    const code = text.charCodeAt(start);
    if (isWordStart(code)) return true;
    if (!isDigit(code) && end === start + 1) return false;
    this.interruption = { kind: 'number' };
    return true;
  }
}

import type { Findings } from '../diagnostics/diagnostic';
import { span, type Span } from '../text/span';
import {
  isBlank,
  isLineBreak,
  isUnclosedComment,
  isWordStart,
  lexemeEnd,
  lineEnd,
  startsComment,
  wordEnd,
} from './lexeme';
import type { Identifier } from './tree';

/** A reading position in the text of one item. */
export class Scanner {
  at = 0;
  private lastStart = 0;
  private lastEnd = 0;
  /** True once a comment was met that nothing closes: what is missing behind it is no further mistake. */
  isCutShort = false;

  constructor(
    readonly text: string,
    readonly findings: Findings,
  ) {}

  /** The last lexeme that was read. */
  get last(): Span {
    return span(this.lastStart, this.lastEnd);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character at the position; empty at the end. */
  get character(): string {
    return this.text.charAt(this.at);
  }

  /** Skips blanks, line breaks and comments. True where a line break was among them. */
  skipTrivia(): boolean {
    let isNewLine = false;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (isLineBreak(code)) isNewLine = true;
      else if (startsComment(this.text, this.at)) {
        this.skipComment();
        continue;
      } else if (!isBlank(code)) return isNewLine;
      this.at++;
    }
  }

  private skipComment(): void {
    const end = lexemeEnd(this.text, this.at);
    // Text is read again where a preamble was given up. There is one such comment, since it reaches to the end.
    if (!this.isCutShort && isUnclosedComment(this.text, this.at, end)) {
      this.findings.report('unterminated-comment', span(this.at, this.at + 2), {});
      this.isCutShort = true;
    }
    this.at = end;
  }

  /** Reads a word, if one stands at the position. */
  word(): Identifier | undefined {
    if (!isWordStart(this.text.charCodeAt(this.at))) return undefined;
    const start = this.at;
    this.moveTo(wordEnd(this.text, start));
    return { text: this.text.slice(start, this.at), span: this.last };
  }

  /** Reads the character, if it stands at the position. */
  accept(character: string): boolean {
    if (this.character !== character || this.isAtEnd) return false;
    this.moveTo(this.at + 1);
    return true;
  }

  /** Reads one lexeme, and gives its end. The position must not be at a blank. */
  lexeme(): number {
    this.moveTo(lexemeEnd(this.text, this.at));
    return this.at;
  }

  /** Makes what stands before `end` the last lexeme. */
  moveTo(end: number): void {
    this.lastStart = this.at;
    this.lastEnd = end;
    this.at = end;
  }

  /** Goes back to a position, and to the lexeme that was the last one there. */
  moveBackTo(at: number, last: Span): void {
    this.at = at;
    this.lastStart = last.start;
    this.lastEnd = last.end;
  }

  /** The rest of the line, comments and trailing blanks apart. */
  restOfLine(): Span {
    const limit = lineEnd(this.text, this.at);
    let at = this.at;
    let end = at;
    while (at < limit) {
      if (isBlank(this.text.charCodeAt(at))) {
        at++;
        continue;
      }
      if (startsComment(this.text, at)) break;
      at = lexemeEnd(this.text, at);
      end = at;
    }
    return span(this.at, end);
  }
}

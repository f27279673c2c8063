import { span, type Span } from '../text/span';
import { isKernelField } from './fields';
import { isLiteral, isUnclosedLiteral, isWordPart, isWordStart, skipTrivia, wordEnd } from './lexeme';
import type { Scanner } from './scanner';
import { isStrayBrace, startsBinding, startsPreamble } from './split-items';

/** Where the value of a field or a binding stands. */
export interface ValueExtent {
  /** Without surrounding blanks and comments; empty where the value is missing. */
  readonly span: Span;
  readonly isTerminated: boolean;
  /** True where a literal or a brace is open at the end: that, and no missing `;`, is the mistake then. */
  readonly isOpenEnded: boolean;
  /** For each opening bracket, the offset of the one that closes it. */
  readonly partners: ReadonlyMap<number, number>;
  readonly bracketMistake: BracketMistake | undefined;
}

export interface BracketMistake {
  readonly kind: 'unclosed' | 'unmatched';
  readonly bracket: string;
  readonly at: number;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const openers: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

export function partnerBracket(bracket: string): string {
  return closers.get(bracket) ?? openers.get(bracket) ?? '';
}

/**
 * Finds the end of the value that starts at the scanner, and moves behind its `;`.
 *
 * A value ends at the first `;` outside comments, literals and braces. Where that is missing, it ends before a line
 * that begins the next binding, or before the brace that closes the item.
 *
 * @param isOneLine True where no value of the kind goes on in a next line: it ends before a word there.
 */
export function scanValue(scanner: Scanner, owner: 'kernel' | 'case', isOneLine = false): ValueExtent {
  return new ValueScan(scanner, owner, isOneLine).run();
}

const noPartners: ReadonlyMap<number, number> = new Map();

class ValueScan {
  private partners: Map<number, number> | undefined;
  private readonly open: number[] = [];
  private openBraces = 0;
  private mistake: BracketMistake | undefined;
  private isLiteralOpen = false;
  private start = -1;
  private end = -1;

  constructor(
    private readonly scanner: Scanner,
    private readonly owner: 'kernel' | 'case',
    private readonly isOneLine: boolean,
  ) {}

  run(): ValueExtent {
    const { scanner } = this;
    let isLineStart = false;
    for (;;) {
      if (scanner.skipTrivia()) isLineStart = true;
      if (scanner.isAtEnd) return this.finish(false);
      const { at, character } = scanner;
      if (isLineStart && this.startsNextMember(at)) return this.finish(false);
      isLineStart = false;
      if (character === ';' && this.openBraces === 0 && !this.isInLoopHead()) {
        const extent = this.finish(true);
        scanner.moveTo(at + 1);
        return extent;
      }
      if (character === '}' && this.closesItem(at)) return this.finish(false);
      this.lexeme();
    }
  }

  private lexeme(): void {
    const { scanner } = this;
    const { at: start, text } = scanner;
    const end = scanner.lexeme();
    if (this.start < 0) this.start = start;
    this.end = end;
    if (isLiteral(text, start, end)) this.isLiteralOpen = isUnclosedLiteral(text, start, end);
    else if (end === start + 1 && !isWordPart(text.charCodeAt(start))) this.bracket(text.charAt(start), start);
  }

  private bracket(character: string, at: number): void {
    if (character === '{') this.openBraces++;
    else if (character === '}' && this.openBraces > 0) this.openBraces--;
    // One mistake is enough: behind it, only braces matter.
    if (this.mistake !== undefined) return;
    if (closers.has(character)) this.open.push(at);
    else if (openers.has(character)) this.close(character, at);
  }

  private close(character: string, at: number): void {
    const top = this.open.pop();
    if (top !== undefined && this.scanner.text[top] === openers.get(character)) {
      (this.partners ??= new Map<number, number>()).set(top, at);
    } else if (top !== undefined && this.open.some((open) => this.scanner.text[open] === openers.get(character))) {
      this.mistake = { kind: 'unclosed', bracket: this.scanner.text.charAt(top), at: top };
    } else {
      this.mistake = { kind: 'unmatched', bracket: character, at };
    }
  }

  /** A closing brace without an opening one in the value. If the item goes on behind it, it closes nothing. */
  private closesItem(at: number): boolean {
    const { text } = this.scanner;
    if (this.openBraces === 0) return !isStrayBrace(text, at + 1);
    return skipTrivia(text, at + 1) >= text.length;
  }

  private startsNextMember(at: number): boolean {
    const { text } = this.scanner;
    if (this.owner === 'kernel' && this.openBraces === 0 && startsPreamble(text, at)) return true;
    if (this.isOneLine && this.end >= 0 && isWordStart(text.charCodeAt(at))) return true;
    if (!startsBinding(text, at)) return false;
    if (this.end < 0) return true;
    if (this.owner === 'case') return this.followsOperand();
    return isKernelField(text.slice(at, wordEnd(text, at))) || (this.open.length === 0 && this.followsOperand());
  }

  /** True in `for (…; …; …)`, which is no value: it is kept in one piece, so that it can be refused as one. */
  private isInLoopHead(): boolean {
    if (this.open.length !== 1 || this.start < 0) return false;
    const { text } = this.scanner;
    return text.slice(this.start, wordEnd(text, this.start)) === 'for';
  }

  /** True where no operator, comma or opening bracket asks for more. */
  private followsOperand(): boolean {
    const last = this.scanner.text.charCodeAt(this.end - 1);
    return isWordPart(last) || ')]}"\';'.includes(String.fromCharCode(last));
  }

  private finish(isTerminated: boolean): ValueExtent {
    const top = this.open.at(-1);
    if (this.mistake === undefined && top !== undefined) {
      this.mistake = { kind: 'unclosed', bracket: this.scanner.text.charAt(top), at: top };
    }
    const where = this.start < 0 ? this.scanner.last.end : this.start;
    return {
      span: span(where, Math.max(where, this.end)),
      isTerminated,
      isOpenEnded: this.isLiteralOpen || this.openBraces > 0,
      partners: this.partners ?? noPartners,
      bracketMistake: this.mistake,
    };
  }
}

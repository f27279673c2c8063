import type { Findings } from '../diagnostics/diagnostic';
import { isDigit, isWordPart, isWordStart } from '../syntax/lexeme';
import type { Span } from '../text/span';
import {
  digraphs,
  mayBeLonger,
  operatorWords,
  punctuatorsByLength,
  singlePunctuators,
  typographicOperators,
} from './punctuators';
import { readNumber, scanNumber } from './number-literal';
import { readCharacter, readString, scanQuoted, scanRawString } from './quoted-literal';
import type { CharacterLiteral, FloatLiteral, IntegerLiteral, MissingExpression, StringLiteral } from './tree';

export interface Token {
  readonly kind: 'identifier' | 'literal' | 'punctuator' | 'error' | 'end';
  /** An identifier as written; a punctuator in its first spelling (`&&` for `and`); empty for the rest. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The literal's node. A literal that could not be read is a missing expression, and has been reported. */
  readonly literal?: IntegerLiteral | FloatLiteral | CharacterLiteral | StringLiteral | MissingExpression;
}

/** A preprocessor line, with its continuation lines. It is no part of the token sequence. */
export interface Directive {
  /** `define`, `if`, …; empty for a `#` alone. */
  readonly name: string;
  /** What follows the name. */
  readonly rest: string;
  readonly span: Span;
}

export interface Tokens {
  /** In order, closed by a token of kind `end`. */
  readonly tokens: readonly Token[];
  readonly directives: readonly Directive[];
  readonly comments: readonly Span[];
}

/**
 * Splits a part of a text into C++17 tokens ([lex]). Every mistake is reported once: a literal that cannot be read
 * becomes a `literal` without a value, a run of characters that C++ does not have becomes one `error` token.
 */
export function tokenize(text: string, span: Span, findings: Findings): Tokens {
  return new Lexer(text, span, findings).run();
}

/** UTF-16 codes. */
const Code = {
  Tab: 9,
  LineFeed: 10,
  Return: 13,
  Space: 32,
  DoubleQuote: 34,
  Hash: 35,
  Quote: 39,
  Star: 42,
  Dot: 46,
  Slash: 47,
  Backslash: 92,
} as const;

const stringPrefixes: ReadonlySet<string> = new Set(['L', 'u', 'U', 'u8', 'R', 'LR', 'uR', 'UR', 'u8R']);

class Lexer {
  private readonly tokens: Token[] = [];
  private readonly directives: Directive[] = [];
  private readonly comments: Span[] = [];
  private readonly end: number;
  private position: number;
  private atLineStart = true;

  constructor(
    private readonly text: string,
    span: Span,
    private readonly findings: Findings,
  ) {
    this.position = span.start;
    this.end = span.end;
  }

  run(): Tokens {
    while (this.position < this.end) this.step();
    this.tokens.push({ kind: 'end', text: '', start: this.end, end: this.end, literal: undefined });
    return { tokens: this.tokens, directives: this.directives, comments: this.comments };
  }

  /** The UTF-16 code at a distance from the position; NaN outside the span. */
  private codeAt(offset: number): number {
    const index = this.position + offset;
    return index < this.end ? this.text.charCodeAt(index) : NaN;
  }

  private step(): void {
    const code = this.codeAt(0);
    if (code === Code.LineFeed || code === Code.Return) {
      this.atLineStart = true;
      this.position++;
    } else if (code === Code.Space || (code >= Code.Tab && code <= Code.Return)) {
      this.position++;
    } else if (code === Code.Slash && this.codeAt(1) === Code.Slash) {
      this.lineComment();
    } else if (code === Code.Slash && this.codeAt(1) === Code.Star) {
      this.blockComment();
    } else if (code === Code.Backslash && this.continuationLength() > 0) {
      this.position += this.continuationLength();
    } else if (code === Code.Hash && this.atLineStart) {
      this.directive();
    } else {
      this.atLineStart = false;
      this.token(code);
    }
  }

  private token(code: number): void {
    if (isWordStart(code)) this.word();
    else if (isDigit(code) || (code === Code.Dot && isDigit(this.codeAt(1)))) this.number();
    else if (code === Code.DoubleQuote || code === Code.Quote) this.quoted(this.position);
    else this.punctuator();
  }

  private push(kind: Token['kind'], text: string, start: number, literal?: Token['literal']): void {
    this.tokens.push({ kind, text, start, end: this.position, literal });
  }

  private word(): void {
    const start = this.position;
    do this.position++;
    while (isWordPart(this.codeAt(0)));
    const text = this.text.slice(start, this.position);
    const next = this.codeAt(0);
    if ((next === Code.DoubleQuote || next === Code.Quote) && stringPrefixes.has(text)) {
      this.quoted(start);
      return;
    }
    const operator = operatorWords.get(text);
    if (operator === undefined) this.push('identifier', text, start);
    else this.push('punctuator', operator, start);
  }

  private number(): void {
    const start = this.position;
    this.position = scanNumber(this.text, start, this.end);
    this.push('literal', '', start, readNumber(this.text, { start, end: this.position }, this.findings));
  }

  /** A character or string literal, whose prefix begins at `start` and whose quote stands at the position. */
  private quoted(start: number): void {
    const prefix = this.text.slice(start, this.position);
    const isString = this.codeAt(0) === Code.DoubleQuote;
    const scan = isString && prefix.endsWith('R') ? scanRawString : scanQuoted;
    const { content, end, terminated } = scan(this.text, this.position, this.end);
    this.position = end;
    const span = { start, end };
    if (!terminated) {
      const what = isString ? 'string' : 'character';
      this.findings.report('unterminated-literal', span, { what, quote: isString ? '"' : "'" });
      this.push('literal', '', start, { kind: 'missing', span });
    } else if (isString) {
      this.push('literal', '', start, readString(this.text, prefix, content, span, this.findings));
    } else {
      this.push('literal', '', start, readCharacter(this.text, prefix, content, span, this.findings));
    }
  }

  private punctuator(): void {
    const start = this.position;
    const code = this.codeAt(0);
    const single = singlePunctuators.get(code);
    if (single !== undefined && !mayBeLonger(code, this.codeAt(1))) {
      this.position++;
      this.push('punctuator', single, start);
      return;
    }
    for (const [length, texts] of punctuatorsByLength) {
      const candidate = this.text.slice(start, Math.min(start + length, this.end));
      if (candidate.length !== length || !texts.has(candidate)) continue;
      if (candidate === '<:' && this.isQualifiedArgument()) continue;
      this.position += length;
      this.push('punctuator', digraphs.get(candidate) ?? candidate, start);
      return;
    }
    this.badCharacters();
  }

  /** `<::x` is `<` and `::` unless a third `:` or a `>` follows ([lex.pptoken]/3.2). */
  private isQualifiedArgument(): boolean {
    const [third, fourth] = [this.text[this.position + 2], this.text[this.position + 3]];
    return third === ':' && fourth !== ':' && fourth !== '>';
  }

  private badCharacters(): void {
    const start = this.position;
    const character = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
    const instead = typographicOperators.get(character);
    if (instead !== undefined) {
      this.position = start + character.length;
      const span = { start, end: this.position };
      const fix = { title: `Replace with ${instead}`, edits: [{ span, newText: instead }] };
      this.findings.report('bad-character', span, { character, instead }, { fixes: [fix] });
      this.push('punctuator', instead, start);
      return;
    }
    while (this.position < this.end && !this.startsToken()) this.position++;
    this.findings.report('bad-character', { start, end: this.position }, { character });
    this.push('error', '', start);
  }

  /** Whether a token, a blank or the end stands at the position; false for characters that C++ does not have. */
  private startsToken(): boolean {
    const character = this.text[this.position] ?? ' ';
    return character <= '~' && !'@$`#\\\u007f'.includes(character) && (character > ' ' || /\s/.test(character));
  }

  private lineComment(): void {
    const start = this.position;
    while (this.position < this.end && this.codeAt(0) !== Code.LineFeed && this.codeAt(0) !== Code.Return) {
      this.position += this.continuationLength() || 1;
    }
    this.comments.push({ start, end: this.position });
  }

  private blockComment(): void {
    const start = this.position;
    const close = this.text.indexOf('*/', start + 2);
    const terminated = close >= 0 && close + 2 <= this.end;
    this.position = terminated ? close + 2 : this.end;
    const span = { start, end: this.position };
    this.comments.push(span);
    if (!terminated) this.findings.report('unterminated-comment', { start, end: Math.min(start + 2, this.end) }, {});
  }

  /** Length of a backslash with the line break after it; 0 where there is none. */
  private continuationLength(): number {
    if (this.codeAt(0) !== Code.Backslash) return 0;
    if (this.codeAt(1) === Code.LineFeed) return 2;
    if (this.codeAt(1) !== Code.Return) return 0;
    return this.codeAt(2) === Code.LineFeed ? 3 : 2;
  }

  private directive(): void {
    const start = this.position;
    this.position++;
    while (this.position < this.end && this.codeAt(0) !== Code.LineFeed && this.codeAt(0) !== Code.Return) {
      if (this.codeAt(0) === Code.Slash && this.codeAt(1) === Code.Star) this.blockComment();
      else if (this.codeAt(0) === Code.Slash && this.codeAt(1) === Code.Slash) this.lineComment();
      else this.position += this.continuationLength() || 1;
    }
    const [, name = '', rest = ''] = /^#\s*(\w*)([^]*)$/.exec(this.text.slice(start, this.position)) ?? [];
    this.directives.push({ name, rest, span: { start, end: this.position } });
    if (name === 'if' && /^\s*(0|false)\b/.test(rest)) this.skipGroup();
  }

  /** Skips the lines that `#if 0` leaves out: they need not even be C++. */
  private skipGroup(): void {
    const lines = /^[ \t]*#[ \t]*(\w+)/gm;
    lines.lastIndex = this.position;
    let depth = 0;
    for (let line = lines.exec(this.text); line !== null && line.index < this.end; line = lines.exec(this.text)) {
      const name = line[1] ?? '';
      if (name.startsWith('if')) depth++;
      else if (depth === 0 && /^(endif|else|elif)/.test(name)) {
        this.position = line.index;
        this.atLineStart = true;
        return;
      } else if (name === 'endif') depth--;
    }
    this.position = this.end;
  }
}

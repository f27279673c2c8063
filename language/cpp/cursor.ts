import type { DetailsOf, DiagnosticCode } from '../diagnostics/codes';
import { type FindingExtras, Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import type { BalancedTokens } from './brackets';
import type { CppContext } from './context';
import type { Token } from './lexer';

/** Levels of nesting that the parser follows. Compilers stop at 256 too (clang's `-fbracket-depth`). */
export const nestingLimit = 256;

const beyond: Token = { kind: 'end', text: '', start: 0, end: 0 };

/** A place in a balanced token sequence, from which the parts of the parser read. */
export class Cursor {
  private index = 0;
  private depth = 0;
  private abandoned = false;
  private findings: Findings;
  private readonly last: Token;
  private templates: Map<number, number | undefined> | undefined;

  constructor(
    readonly text: string,
    private readonly source: BalancedTokens,
    readonly context: CppContext,
  ) {
    this.findings = context.findings;
    this.last = source.tokens.at(-1) ?? beyond;
  }

  /** Results of `scanTemplateArguments`, by the index of the `<`: each is computed once, which keeps parsing linear. */
  get scannedTemplates(): Map<number, number | undefined> {
    return (this.templates ??= new Map());
  }

  get token(): Token {
    return this.tokenAt(this.index);
  }

  get position(): number {
    return this.index;
  }

  /** Where the token before the current one ends; where the text begins when there is none. */
  get previousEnd(): number {
    return this.previous?.end ?? this.token.start;
  }

  get previous(): Token | undefined {
    return this.source.tokens[this.index - 1];
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** The token at an index; the one of kind `end` for all beyond. */
  tokenAt(index: number): Token {
    return this.source.tokens[index] ?? this.last;
  }

  peek(distance = 1): Token {
    return this.tokenAt(this.index + distance);
  }

  /** Whether the token at an index is a closing bracket that the balancer put in. */
  isInserted(index: number): boolean {
    const { kind, start, end } = this.tokenAt(index);
    return kind === 'punctuator' && start === end;
  }

  /** The index of the bracket that closes the one at an index. */
  partnerOf(index: number): number | undefined {
    return this.source.partners.get(index);
  }

  advance(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  moveTo(index: number): void {
    this.index = index;
  }

  at(text: string): boolean {
    return this.token.kind === 'punctuator' && this.token.text === text;
  }

  atWord(text: string): boolean {
    return this.token.kind === 'identifier' && this.token.text === text;
  }

  accept(text: string): Token | undefined {
    return this.at(text) ? this.advance() : undefined;
  }

  acceptWord(text: string): Token | undefined {
    return this.atWord(text) ? this.advance() : undefined;
  }

  /** Whether the token at an index touches the one before it. */
  isGlued(index: number): boolean {
    return this.tokenAt(index).start === this.tokenAt(index - 1).end;
  }

  /** Skips to the bracket that closes the one at the cursor, and past it. Does nothing elsewhere. */
  skipGroup(): void {
    const partner = this.partnerOf(this.index);
    if (partner !== undefined) this.index = partner + 1;
  }

  /** Skips to one of the punctuators, or to the bracket that closes the group that the cursor is in. */
  skipTo(...texts: readonly string[]): void {
    while (!this.atEnd && !this.atCloser() && !texts.some((text) => this.at(text))) {
      if (this.partnerOf(this.index) === undefined) this.advance();
      else this.skipGroup();
    }
  }

  atCloser(): boolean {
    return this.at(')') || this.at(']') || this.at('}');
  }

  /**
   * Goes one level deeper, unless that is one too many: then the rest of the text is given up with one diagnostic,
   * and the cursor is at the end.
   */
  enter(): boolean {
    if (this.depth < nestingLimit) {
      this.depth++;
      return true;
    }
    this.report('nesting-too-deep', this.token, { limit: nestingLimit });
    this.abandon();
    return false;
  }

  leave(): void {
    this.depth--;
  }

  /** Gives the rest of the text up, without further diagnostics. */
  private abandon(): void {
    this.abandoned = true;
    this.index = this.source.tokens.length - 1;
  }

  /** Whether the text was nested too deep to be read: what has been parsed of it is of no use. */
  get isAbandoned(): boolean {
    return this.abandoned;
  }

  /**
   * Runs a part of the parser whose mistakes are not the user's to hear of. Where it reports any, its result is
   * dropped, the cursor is back where it was, and the answer is undefined.
   */
  attempt<Result>(parse: () => Result): Result | undefined {
    const [findings, index, abandoned] = [this.findings, this.index, this.abandoned];
    this.findings = new Findings();
    const result = parse();
    const failed = this.findings.all.length > 0 || this.abandoned;
    this.findings = findings;
    if (!failed) return result;
    this.index = index;
    this.abandoned = abandoned;
    return undefined;
  }

  /** Runs a part of the parser without its diagnostics. */
  silently<Result>(parse: () => Result): Result {
    const findings = this.findings;
    this.findings = new Findings();
    const result = parse();
    this.findings = findings;
    return result;
  }

  report<Code extends DiagnosticCode>(code: Code, span: Span, details: DetailsOf<Code>, extras?: FindingExtras): void {
    if (this.abandoned) return;
    this.findings.report(code, { start: span.start, end: span.end }, details, extras);
  }

  /** The source text of a token, or of any span. */
  spelling(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

import type { Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import type { Token } from './lexer';

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

export interface BalancedTokens {
  /** Every opening bracket has its closing one: missing ones are put in with an empty span, stray ones left out. */
  readonly tokens: readonly Token[];
  /** The index of the closing bracket, by the index of the opening one. */
  readonly partners: ReadonlyMap<number, number>;
  readonly balanced: boolean;
}

/** Balances the brackets of a token sequence and reports each mistake once, so that no parser meets one again. */
export function balance(tokens: readonly Token[], findings: Findings): BalancedTokens {
  const partners = matchBrackets(tokens);
  return partners ? { tokens, partners, balanced: true } : new Balancer(tokens, findings).run();
}

const noPartners: ReadonlyMap<number, number> = new Map();

/** The partners of brackets that all match, which is the usual case; undefined where one does not. */
function matchBrackets(tokens: readonly Token[]): ReadonlyMap<number, number> | undefined {
  let partners: Map<number, number> | undefined;
  const open: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'punctuator') continue;
    if (closers.has(token.text)) {
      open.push(index);
    } else if (openers.has(token.text)) {
      const opening = open.pop();
      if (opening === undefined || tokens[opening]?.text !== openers.get(token.text)) return undefined;
      (partners ??= new Map<number, number>()).set(opening, index);
    }
  }
  return open.length === 0 ? (partners ?? noPartners) : undefined;
}

class Balancer {
  private readonly output: Token[] = [];
  private readonly partners = new Map<number, number>();
  /** Indices into the output of the brackets that are still open. */
  private readonly open: number[] = [];
  /** For each closing bracket: how many of them the rest of the input holds beyond the opening ones of its kind. */
  private readonly surplus = new Map<string, number>();
  private readonly openCount = new Map<string, number>();
  private balanced = true;
  private lastStray: Token | undefined;

  constructor(
    private readonly input: readonly Token[],
    private readonly findings: Findings,
  ) {
    for (const token of input) this.count(token, 1);
  }

  run(): BalancedTokens {
    for (const token of this.input) {
      this.count(token, -1);
      if (token.kind === 'punctuator' && closers.has(token.text)) this.opening(token);
      else if (token.kind === 'punctuator' && openers.has(token.text)) this.closing(token);
      else {
        if (token.kind === 'end') this.closeUnclosed(0);
        this.output.push(token);
      }
    }
    return { tokens: this.output, partners: this.partners, balanced: this.balanced };
  }

  private count(token: Token, by: number): void {
    if (token.kind !== 'punctuator') return;
    const closer = closers.get(token.text);
    if (closer !== undefined) this.surplus.set(closer, (this.surplus.get(closer) ?? 0) - by);
    else if (openers.has(token.text)) this.surplus.set(token.text, (this.surplus.get(token.text) ?? 0) + by);
  }

  private opening(token: Token): void {
    this.open.push(this.output.length);
    this.openCount.set(token.text, (this.openCount.get(token.text) ?? 0) + 1);
    this.output.push(token);
  }

  private closing(token: Token): void {
    const opener = openers.get(token.text) ?? '';
    const top = this.topText();
    if (top === opener) {
      this.close(token);
    } else if ((this.openCount.get(opener) ?? 0) > 0) {
      // An outer bracket is closed: those inside it never were.
      this.closeUnclosed(this.lastOpen(opener) + 1);
      this.close(token);
    } else if (top !== undefined && this.isMistyped(top)) {
      const expected = closers.get(top) ?? '';
      this.balanced = false;
      this.findings.report('mismatched-bracket', spanOf(token), { open: top, close: token.text, expected });
      this.close({ ...token, text: expected });
    } else {
      this.stray(token, opener);
    }
  }

  /** A closing bracket too many is left out. Of several in a row the first is reported. */
  private stray(token: Token, opener: string): void {
    this.balanced = false;
    if (this.lastStray?.end !== token.start) {
      this.findings.report('unmatched-bracket', spanOf(token), { close: token.text, open: opener });
    }
    this.lastStray = token;
  }

  /** Whether the open bracket would stay open otherwise, so that the wrong closing bracket must be meant for it. */
  private isMistyped(open: string): boolean {
    return (this.surplus.get(closers.get(open) ?? '') ?? 0) < (this.openCount.get(open) ?? 0);
  }

  private topText(): string | undefined {
    const top = this.open.at(-1);
    return top === undefined ? undefined : this.output[top]?.text;
  }

  private lastOpen(opener: string): number {
    return this.open.findLastIndex((index) => this.output[index]?.text === opener);
  }

  private close(token: Token): void {
    const index = this.open.pop();
    if (index === undefined) return;
    const text = this.output[index]?.text ?? '';
    this.openCount.set(text, (this.openCount.get(text) ?? 0) - 1);
    this.partners.set(index, this.output.length);
    this.output.push(token);
  }

  /** Closes all open brackets but the outermost `keep`, and reports them together, at the innermost one. */
  private closeUnclosed(keep: number): void {
    const at = this.output.at(-1)?.end ?? 0;
    const innermost = this.output[this.open.at(-1) ?? 0];
    let missing = '';
    while (this.open.length > keep) {
      const text = closers.get(this.topText() ?? '') ?? '';
      missing += text;
      this.close({ kind: 'punctuator', text, start: at, end: at });
    }
    if (missing === '' || innermost === undefined) return;
    this.balanced = false;
    const close = missing.length > 8 ? `${missing.slice(0, 8)}…` : missing;
    this.findings.report('unclosed-bracket', spanOf(innermost), { open: innermost.text, close });
  }
}

function spanOf(token: Token): Span {
  return { start: token.start, end: token.end };
}

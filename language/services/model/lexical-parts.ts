import { isBlank, isLineBreak, isLiteral, isUnclosedLiteral, lexemeEnd, startsComment } from '../../syntax/lexeme';
import { span, type Span } from '../../text/span';

/** What can be told of a text without understanding it, and so in broken text as well. In order of their starts. */
export interface LexicalParts {
  readonly comments: readonly Span[];
  /** String and character literals, with their quotes. */
  readonly literals: readonly Enclosed[];
  /** Of `()`, `[]` and `{}`. One that nothing closes ends where the one around it does. */
  readonly brackets: readonly Enclosed[];
}

/** A part of a text with the marks around it. */
export interface Enclosed extends Span {
  readonly inner: Span;
}

const closerOf: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Takes time linear in the text. */
export function lexicalParts(text: string): LexicalParts {
  const comments: Span[] = [];
  const literals: Enclosed[] = [];
  const brackets = new Brackets();
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isLineBreak(code)) {
      at++;
      continue;
    }
    const end = lexemeEnd(text, at);
    if (startsComment(text, at)) comments.push(span(at, end));
    else if (isLiteral(text, at, end)) literals.push(literalAt(text, at, end));
    else brackets.take(text.charAt(at), at);
    at = end;
  }
  return { comments, literals, brackets: brackets.close(text.length) };
}

function literalAt(text: string, start: number, end: number): Enclosed {
  const quote = text.slice(start, end).search(/["']/);
  const innerEnd = isUnclosedLiteral(text, start, end) ? end : end - 1;
  return { start, end, inner: span(start + quote + 1, Math.max(innerEnd, start + quote + 1)) };
}

class Brackets {
  private readonly found: Enclosed[] = [];
  private readonly open: { readonly start: number; readonly closer: string }[] = [];
  /** How many open ones wait for a closing bracket: one that none waits for is not searched for. */
  private readonly awaited = new Map<string, number>();

  take(character: string, at: number): void {
    const closer = closerOf.get(character);
    if (closer !== undefined) {
      this.open.push({ start: at, closer });
      this.awaited.set(closer, this.awaitedCount(closer) + 1);
      return;
    }
    if (this.awaitedCount(character) === 0) return;
    for (;;) {
      const last = this.open.pop();
      if (last === undefined) return;
      this.awaited.set(last.closer, this.awaitedCount(last.closer) - 1);
      const isPartner = last.closer === character;
      this.add(last.start, at, isPartner ? at + 1 : at);
      if (isPartner) return;
    }
  }

  close(end: number): readonly Enclosed[] {
    for (const { start } of this.open.splice(0)) this.add(start, end, end);
    return this.found.sort((left, right) => left.start - right.start);
  }

  private awaitedCount(closer: string): number {
    return this.awaited.get(closer) ?? 0;
  }

  private add(start: number, innerEnd: number, end: number): void {
    this.found.push({ start, end, inner: span(start + 1, innerEnd) });
  }
}

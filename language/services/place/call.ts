import type { Token } from '../../cpp/lexer';
import { isTypeKeyword } from '../../cpp/builtin-types';
import { span, type Span } from '../../text/span';
import { nameStart, operandStart, templateStart } from './operand';
import { commasBehind, isName, openBrackets } from './tokens';

/** A call, or a construction, whose arguments the cursor stands in. */
export interface EnclosingCall {
  readonly style: '(' | '{';
  /** The name that is called, with qualifiers and template arguments and without blanks. */
  readonly name: string;
  /** Where the name begins. */
  readonly start: number;
  /** The object of a method call. */
  readonly object: Span | undefined;
  /** Where the arguments before the cursor's stand. */
  readonly given: readonly Span[];
  /** What stands of the cursor's own argument. */
  readonly current: Span;
}

/**
 * The calls around the end of a token sequence, the innermost first. Index brackets and grouping parentheses are passed;
 * a block of statements ends the search.
 */
export function enclosingCalls(text: string, tokens: readonly Token[], end: number): readonly EnclosingCall[] {
  const calls: EnclosingCall[] = [];
  for (const open of openBrackets(tokens).toReversed()) {
    const bracket = tokens[open]?.text;
    if (bracket === '[') continue;
    const start = calleeStart(tokens, open - 1);
    if (start < 0) {
      if (bracket === '{' && tokens[open - 1]?.text === ')') break;
      continue;
    }
    const isMember = /^(\.|->)$/.test(tokens[start - 1]?.text ?? '');
    calls.push({
      style: bracket === '{' ? '{' : '(',
      name: tokens
        .slice(start, open)
        .map((token) => text.slice(token.start, token.end))
        .join(''),
      start: tokens[start]?.start ?? end,
      object: isMember ? objectSpan(tokens, start - 2) : undefined,
      ...argumentsBehind(tokens, open, end),
    });
  }
  return calls;
}

function calleeStart(tokens: readonly Token[], last: number): number {
  const token = tokens[last];
  if (token?.text === '>') return templateStart(tokens, last);
  if (!isName(token) && !(token?.kind === 'identifier' && isTypeKeyword(token.text))) return -1;
  return nameStart(tokens, last);
}

function objectSpan(tokens: readonly Token[], last: number): Span | undefined {
  const start = operandStart(tokens, last);
  const [first, final] = [tokens[start], tokens[last]];
  return first === undefined || final === undefined ? undefined : span(first.start, final.end);
}

function argumentsBehind(
  tokens: readonly Token[],
  open: number,
  end: number,
): Pick<EnclosingCall, 'given' | 'current'> {
  let start = tokens[open]?.end ?? end;
  const given: Span[] = [];
  for (const comma of commasBehind(tokens, open)) {
    const { start: at, end: next } = tokens[comma] ?? { start, end: start };
    given.push(span(start, at));
    start = next;
  }
  return { given, current: span(start, end) };
}

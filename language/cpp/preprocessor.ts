import type { Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import type { Directive } from './lexer';

const opening: ReadonlySet<string> = new Set(['if', 'ifdef', 'ifndef']);

/** The parts of a text between `#if` and its `#endif`, in order of their ends; to the end of the text where it is missing. */
export function conditionalParts(directives: readonly Directive[], end: number): Span[] {
  const starts: number[] = [];
  const parts: Span[] = [];
  for (const { name, span } of directives) {
    if (opening.has(name)) starts.push(span.start);
    const start = name === 'endif' ? starts.pop() : undefined;
    if (start !== undefined) parts.push({ start, end: span.end });
  }
  for (const start of starts) parts.push({ start, end });
  return parts;
}

/** Refuses preprocessor lines. Those that go on with an `#if` are one mistake with it. */
export function reportDirectives(directives: readonly Directive[], findings: Findings): void {
  for (const [index, { name, span }] of directives.entries()) {
    if (index === 0 || !/^(elif|else|endif)/.test(name)) findings.report('preprocessor-line', span, {});
  }
}

export function overlaps(first: Span, second: Span): boolean {
  return first.start < second.end && second.start < first.end;
}

/** `#define NAME text` or `#define NAME(parameters) text`. */
export interface Macro {
  readonly name: string;
  /** Whether it takes arguments. */
  readonly isFunction: boolean;
  /** Of what stands behind the name. */
  readonly replacement: Span;
  readonly nameSpan: Span;
}

/** What a `#define` line defines; undefined for other lines and for one without a name. */
export function macroOf(directive: Directive, text: string): Macro | undefined {
  if (directive.name !== 'define') return undefined;
  const match = /^(#\s*define\s+)(\w+)(\(?)/.exec(text.slice(directive.span.start, directive.span.end));
  if (match === null) return undefined;
  const [whole, before = '', name = '', parenthesis] = match;
  const start = directive.span.start + before.length;
  return {
    name,
    isFunction: parenthesis === '(',
    replacement: { start: directive.span.start + whole.length, end: directive.span.end },
    nameSpan: { start, end: start + name.length },
  };
}

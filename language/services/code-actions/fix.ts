import type { Fix } from '../../diagnostics/diagnostic';
import { isBlank, isLineBreak } from '../../syntax/lexeme';
import { span, type Span } from '../../text/span';
import type { Problem } from './problem';

/** A way to mend a diagnostic. Edits count from the document's start and do not overlap. */
export interface QuickFix extends Fix {
  /** True for one of several guesses, none of which is the obvious one. */
  readonly isGuess?: boolean;
  /** True where it is a step forward even if what it writes has mistakes of its own. */
  readonly isTrusted?: boolean;
}

/** Finds the ways to mend a diagnostic of one code; the best first. */
export type FixProvider = (problem: Problem) => readonly QuickFix[];

export type TextChange = QuickFix['edits'][number];

export function replacement(title: string, where: Span, newText: string): QuickFix {
  return { title, edits: [{ span: where, newText }] };
}

export function insertion(title: string, at: number, newText: string): QuickFix {
  return replacement(title, span(at, at), newText);
}

export function removal(title: string, where: Span): QuickFix {
  return replacement(title, where, '');
}

/** The fix as one of several guesses. */
export function guess(fix: QuickFix): QuickFix {
  return { ...fix, isGuess: true };
}

/** The span, or its whole lines where nothing else stands on them, so that no empty line stays behind. */
export function wholeLines(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < text.length && isBlank(text.charCodeAt(to))) to++;
  const isAlone =
    (from === 0 || isLineBreak(text.charCodeAt(from - 1))) && (to === text.length || isLineBreak(text.charCodeAt(to)));
  if (!isAlone) return span(start, end);
  // With its own line break, or, on the last line, with the one before.
  if (to < text.length) return span(from, to + (text.startsWith('\r\n', to) ? 2 : 1));
  if (from > 0) from -= text.startsWith('\r\n', from - 2) ? 2 : 1;
  return span(from, to);
}

/** A text with changes made; undefined where two of them overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string | undefined {
  if (!areApart(changes)) return undefined;
  let result = '';
  let at = 0;
  for (const { span: where, newText } of sorted(changes)) {
    result += text.slice(at, where.start) + newText;
    at = where.end;
  }
  return result + text.slice(at);
}

/** True where no two changes overlap, nor insert at the same place. */
export function areApart(changes: readonly TextChange[]): boolean {
  const inOrder = sorted(changes);
  return inOrder.every((change, index) => {
    const next = inOrder[index + 1];
    if (next === undefined) return true;
    return (
      change.span.end <= next.span.start && !(isEmpty(change) && isEmpty(next) && change.span.end === next.span.end)
    );
  });
}

function isEmpty({ span: where }: TextChange): boolean {
  return where.start === where.end;
}

function sorted(changes: readonly TextChange[]): readonly TextChange[] {
  return changes.toSorted((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
}

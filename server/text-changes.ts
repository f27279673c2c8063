import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineIndex } from '../language';

/**
 * The text after a client's changes, each of which counts from the text that the one before it left. An edit at many
 * cursors arrives from the last to the first: those do not move each other, and share one index of lines.
 *
 * @param known The lines of the text, where somebody has them.
 */
export function applyChanges(
  before: string,
  changes: readonly TextDocumentContentChangeEvent[],
  known: LineIndex = new LineIndex(before),
): string {
  let text = before;
  let lines = known;
  // Up to here `lines` holds for `text`.
  let validUpTo = Infinity;
  for (const change of changes) {
    if (!('range' in change)) {
      text = change.text;
      lines = new LineIndex(text);
      validUpTo = Infinity;
      continue;
    }
    const { start, end } = change.range;
    if (Math.max(lines.offset(start), lines.offset(end)) >= validUpTo) lines = new LineIndex(text);
    const [from, to] = ordered(lines.offset(start), lines.offset(end));
    text = text.slice(0, from) + change.text + text.slice(to);
    validUpTo = from;
  }
  return text;
}

/** Some clients send the ends of a backward selection as they were made. */
function ordered(one: number, other: number): readonly [number, number] {
  return one <= other ? [one, other] : [other, one];
}

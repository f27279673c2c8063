import type { LineIndex, LinePosition } from '../../text/line-index';
import { slice } from '../../text/span';
import type { PlacedItem } from '../../syntax/tree';
import type { Occurrence } from '../symbols/symbol';
import { modifierBits, typeNumber } from './legend';
import { tokenClass } from './token-class';

/** Tokens of one item as the protocol encodes them, the first one relative to the item's first character. */
export interface ItemTokens {
  /** Five numbers a token: lines and characters since the one before, length, type, modifiers. */
  readonly data: readonly number[];
  /** The start of the last token, as the first one is counted: line 0 is the item's first. */
  readonly last: LinePosition;
}

/** Encodes the names of an item. */
export function encodeItem(
  { item, start }: PlacedItem,
  occurrences: readonly Occurrence[],
  lines: LineIndex,
): ItemTokens {
  const origin = lines.position(start);
  const data: number[] = [];
  let last: LinePosition = { line: 0, character: 0 };
  let end = 0;
  for (const occurrence of occurrences) {
    const shown = tokenClass(occurrence);
    if (shown === undefined) continue;
    const { span } = occurrence;
    // Tokens neither overlap nor cross a line.
    if (span.start < end || /[\r\n]/.test(slice(item.text, span))) continue;
    ({ end } = span);
    const at = relative(lines.position(start + span.start), origin);
    const length = span.end - span.start;
    data.push(...difference(at, last), length, typeNumber(shown.type), modifierBits(shown.modifiers));
    last = at;
  }
  return { data, last };
}

/** How far a position is from the one before it, in the protocol's way: characters count from the line's start on a new line. */
export function difference(at: LinePosition, before: LinePosition): readonly [lines: number, characters: number] {
  const lines = at.line - before.line;
  return [lines, lines === 0 ? at.character - before.character : at.character];
}

function relative({ line, character }: LinePosition, origin: LinePosition): LinePosition {
  return { line: line - origin.line, character: line === origin.line ? character - origin.character : character };
}

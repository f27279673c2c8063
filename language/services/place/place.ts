import type { Analysis } from '../model/analysis';
import { isWordPart, isWordStart, wordEnd } from '../../syntax/lexeme';
import type { Item, PlacedItem } from '../../syntax/tree';
import { span, type Span } from '../../text/span';
import { LexemeReader, type Interruption } from './lexeme-reader';
import { scanItem, type ItemPlace } from './scan-item';

/** What a cursor stands in, in whole and in broken text. All offsets count from the document. */
export interface Place {
  readonly part: ItemPlace;
  /** The item that the cursor stands in, or whose unclosed end it follows; undefined before the first. */
  readonly placed: PlacedItem | undefined;
  /** The word that is being typed, up to its end; empty where the cursor does not follow a part of one. */
  readonly word: Span;
  readonly offset: number;
  readonly interruption: Interruption | undefined;
}

/** Takes time linear in the text of the item before the cursor. */
export function placeAt(analysis: Analysis, offset: number): Place {
  const { text } = analysis;
  const placed = itemBefore(analysis, offset);
  const reader = new LexemeReader(text, placed?.start ?? 0, offset);
  const part = scanItem(reader, placed?.item, placed?.start ?? 0);
  return { part, placed, word: wordAt(text, offset), offset, interruption: reader.interruption };
}

/** The last item that begins before the offset: it may be unclosed, and then reaches to the offset. */
function itemBefore({ model: { items } }: Analysis, offset: number): PlacedItem | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** A word whose first character is a digit is a number, and none. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && isWordPart(text.charCodeAt(start - 1))) start--;
  if (start === offset || !isWordStart(text.charCodeAt(start))) return span(offset, offset);
  return span(start, wordEnd(text, offset));
}

/** The item, where it is of a kind. */
export function itemOf<Kind extends Item['kind']>(
  { placed }: Place,
  kind: Kind,
): Extract<Item, { kind: Kind }> | undefined {
  const item: Item | undefined = placed?.item;
  return item?.kind === kind ? (item as Extract<Item, { kind: Kind }>) : undefined;
}

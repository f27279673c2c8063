import { parseItem, type ParsedItem } from '../syntax/parse-item';
import { splitItems } from '../syntax/split-items';

/** An item's parse, and where the item stands in the document. */
export interface PlacedParse {
  readonly parsed: ParsedItem;
  readonly start: number;
}

/**
 * Parses the versions of one document. An item whose text is in the version before keeps its parse, and with it the
 * identity that everything derived from it is remembered by, wherever it moved. Of items with the same text, the first
 * takes the first one's parse, and so on.
 */
export class ItemCache {
  private known = new Map<string, readonly ParsedItem[]>();

  update(text: string): PlacedParse[] {
    const next = new Map<string, ParsedItem[]>();
    const placed: PlacedParse[] = [];
    for (const { text: itemText, start } of splitItems(text)) {
      const before = this.known.get(itemText);
      const same = next.get(itemText);
      const parsed = before?.[same?.length ?? 0] ?? parseItem(detach(itemText));
      if (same === undefined) next.set(parsed.item.text, [parsed]);
      else same.push(parsed);
      placed.push({ parsed, start });
    }
    this.known = next;
    return placed;
  }
}

/**
 * A copy of a part of a text. V8 keeps the whole text alive behind each part that is cut from it, and items outlive the
 * version of the document that they were cut from.
 */
function detach(part: string): string {
  return ` ${part}`.slice(1);
}

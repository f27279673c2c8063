import { parseItem, type ParsedItem } from '../syntax/parse-item';
import { resplit } from '../syntax/resplit';
import type { ItemText } from '../syntax/split-items';

/** An item's parse, and where the item stands in the document. */
export interface PlacedParse extends ParsedItem {
  readonly start: number;
}

/**
 * Parses the versions of one document. An item whose text is in the version before keeps its parse, and with it the
 * identity that everything derived from it is remembered by, wherever it moved. Of items with the same text, the first
 * takes the first one's parse, and so on.
 */
export class ItemCache {
  private text = '';
  private items: readonly ItemText[] = [];
  private placed: readonly PlacedParse[] = [];

  update(text: string): readonly PlacedParse[] {
    const { items, kept, moved } = resplit(this.text, this.items, text);
    const movedFrom = this.placed.length - moved;
    const reusable = queuesByText(this.placed.slice(kept, movedFrom));
    const changed = items
      .slice(kept, items.length - moved)
      .map((item) => place(reusable.get(item.text)?.shift() ?? parseItem(detach(item.text)), item.start));
    const shift = text.length - this.text.length;
    const rest = this.placed.slice(movedFrom);
    this.items = [
      ...items.slice(0, kept),
      ...changed.map((parsed, index) => withText(items[kept + index], parsed)),
      ...items.slice(items.length - moved),
    ];
    this.placed = [
      ...this.placed.slice(0, kept),
      ...changed,
      ...(shift === 0 ? rest : rest.map((parsed) => place(parsed, parsed.start + shift))),
    ];
    this.text = text;
    return this.placed;
  }
}

function place({ item, findings }: ParsedItem, start: number): PlacedParse {
  return { item, findings, start };
}

/** The split item with the parsed item's copy of its text. */
function withText(split: ItemText | undefined, { item, start }: PlacedParse): ItemText {
  return { text: item.text, start, isSettled: split?.isSettled ?? false };
}

function queuesByText(placed: readonly PlacedParse[]): Map<string, ParsedItem[]> {
  const queues = new Map<string, ParsedItem[]>();
  for (const parsed of placed) {
    const queue = queues.get(parsed.item.text);
    if (queue === undefined) queues.set(parsed.item.text, [parsed]);
    else queue.push(parsed);
  }
  return queues;
}

/**
 * A copy of a part of a text. V8 keeps the whole text alive behind each part that is cut from it, and items outlive the
 * version of the document that they were cut from.
 */
function detach(part: string): string {
  return ` ${part}`.slice(1);
}

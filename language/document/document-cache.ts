import { parseItem, type ParsedItem } from '../syntax/parse-item';
import { resplit } from '../syntax/resplit';
import type { ItemText } from '../syntax/split-items';

/** An item's parse, and where the item stands in the document. */
export interface PlacedParse extends ParsedItem, ItemText {}

/**
 * Parses the versions of one document. An item whose text is in the version before keeps its parse, and with it the
 * identity that everything derived from it is remembered by, wherever it moved. Of items with the same text, the first
 * takes the first one's parse, and so on.
 */
export class ItemCache {
  private text = '';
  private placed: readonly PlacedParse[] = [];

  update(text: string): readonly PlacedParse[] {
    const { placed } = this;
    const { kept, changed, moved } = resplit(this.text, placed, text);
    const movedFrom = placed.length - moved;
    const reusable = queuesByText(placed.slice(kept, movedFrom));
    const parsed = changed.map((item) =>
      place(reusable.get(item.text)?.shift() ?? parseItem(detach(item.text)), item.start, item.isSettled),
    );
    const shift = text.length - this.text.length;
    const rest = placed.slice(movedFrom);
    const after = shift === 0 ? rest : rest.map((each) => place(each, each.start + shift, each.isSettled));
    this.placed = placed.slice(0, kept).concat(parsed, after);
    this.text = text;
    return this.placed;
  }
}

/** The text is the item's own copy. One object of few members: an edit makes one for each item behind it. */
function place({ item, findings }: ParsedItem, start: number, isSettled: boolean): PlacedParse {
  return { item, findings, text: item.text, start, isSettled };
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

import { commonEnd, commonStart } from '../text/common-ends';
import { columnOf, nextItem, type ItemText } from './split-items';

/** A document's items after an edit, and how many at either end are those of the version before. */
export interface Resplit {
  readonly items: readonly ItemText[];
  /** The first items, unchanged and in place. */
  readonly kept: number;
  /** The last items, unchanged and perhaps moved as a whole. */
  readonly moved: number;
}

/** Cuts a new version of a document into the items that `splitItems` would give, and looks at what changed only. */
export function resplit(oldText: string, oldItems: readonly ItemText[], text: string): Resplit {
  const shift = text.length - oldText.length;
  const sharedStart = commonStart(oldText, text);
  const sharedEnd = oldText.length - commonEnd(oldText, text);
  // What ends where the change begins may go on in it: a comment that nothing closed.
  const kept = settledCount(oldItems, oldItems.length - countFrom(oldItems, (item) => endOf(item) >= sharedStart));
  const firstMoved = oldItems.length - countFrom(oldItems, ({ start }) => start >= sharedEnd);

  const items = oldItems.slice(0, kept);
  let candidate = Math.max(kept, firstMoved);
  for (let item = nextItem(text, endOf(items.at(-1))); item !== undefined; item = nextItem(text, endOf(item))) {
    while (startOf(oldItems[candidate]) + shift < item.start) candidate++;
    const old = oldItems[candidate];
    if (
      old !== undefined &&
      old.start + shift === item.start &&
      columnOf(oldText, old.start) === columnOf(text, item.start)
    ) {
      // From the same column in the same text, the same items follow: where an unclosed item ends depends on its column.
      const rest = oldItems.slice(candidate).map((later) => moveBy(later, shift));
      return { items: [...items, ...rest], kept, moved: rest.length };
    }
    items.push(item);
  }
  return { items, kept, moved: 0 };
}

function moveBy({ text, start, isSettled }: ItemText, shift: number): ItemText {
  return { text, start: start + shift, isSettled };
}

/** How many of the first `count` items end where they do whatever comes behind them. */
function settledCount(items: readonly ItemText[], count: number): number {
  // The ends of the last two may depend on text that changed.
  const limit = Math.max(0, count - 2);
  const unsettled = items.findIndex((item) => !item.isSettled);
  return unsettled < 0 ? limit : Math.min(limit, unsettled);
}

/** How many of the items a condition holds for that holds for all behind the first one. */
function countFrom(items: readonly ItemText[], holds: (item: ItemText) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return items.length - low;
}

function startOf(item: ItemText | undefined): number {
  return item?.start ?? Infinity;
}

function endOf(item: ItemText | undefined): number {
  return item === undefined ? 0 : item.start + item.text.length;
}

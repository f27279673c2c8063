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
  const isKept = (count: number): boolean => {
    const end = endOf(oldItems[count - 1]);
    return oldText.slice(0, end) === text.slice(0, end);
  };
  const isMoved = (count: number): boolean => {
    const start = oldItems[oldItems.length - count]?.start ?? oldText.length;
    return start + shift >= 0 && oldText.slice(start) === text.slice(start + shift);
  };
  const kept = settledCount(oldItems, largest(oldItems.length, isKept));
  const firstMoved = oldItems.length - largest(oldItems.length, isMoved);

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

/** The largest count for which a condition holds that holds for all smaller ones; 0 always counts. */
function largest(limit: number, holds: (count: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startOf(item: ItemText | undefined): number {
  return item?.start ?? Infinity;
}

function endOf(item: ItemText | undefined): number {
  return item === undefined ? 0 : item.start + item.text.length;
}

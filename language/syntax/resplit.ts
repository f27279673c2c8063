import { commonEnd, commonStart } from '../text/common-ends';
import { columnOf, nextItem, type ItemText } from './split-items';

/** What an edit did to a document's items. */
export interface Resplit {
  /** How many of the first items are as they were, and in place. */
  readonly kept: number;
  /** The items behind those. */
  readonly changed: readonly ItemText[];
  /** How many of the last items are as they were, moved as a whole by as much as the text grew. */
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

  const changed: ItemText[] = [];
  let candidate = Math.max(kept, firstMoved);
  for (let item = nextItem(text, endOf(oldItems[kept - 1])); item !== undefined; item = nextItem(text, endOf(item))) {
    while (startOf(oldItems[candidate]) + shift < item.start) candidate++;
    const old = oldItems[candidate];
    if (
      old !== undefined &&
      old.start + shift === item.start &&
      columnOf(oldText, old.start) === columnOf(text, item.start)
    ) {
      // From the same column in the same text, the same items follow: where an unclosed item ends depends on its column.
      return { kept, changed, moved: oldItems.length - candidate };
    }
    changed.push(item);
  }
  return { kept, changed, moved: 0 };
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

/** Rows in one message: few enough to be shown at once, many enough that a long list needs few messages. */
const SLICE_LENGTH = 100;

interface Slice<Item> {
  readonly items: readonly Item[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A list in slices; an empty list is one empty slice. */
export function* inSlices<Item>(items: readonly Item[], length = SLICE_LENGTH): Generator<Slice<Item>> {
  for (let at = 0; at === 0 || at < items.length; at += length) {
    yield { items: items.slice(at, at + length), isFirst: at === 0, isLast: at + length >= items.length };
  }
}

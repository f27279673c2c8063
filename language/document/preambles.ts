import type { PlacedPreamble } from '../checked';
import { checkPreambles, type CheckedPreambles } from '../check/preamble';
import type { KernelItem, PreambleBlock, PreambleItem } from '../syntax/tree';
import { slice } from '../text/span';

/** Remembers what a file's preambles mean, until one of them changes. */
export class PreambleMemo {
  private checked = checkPreambles([]);
  private placed: readonly PlacedPreamble[] = [];

  check(items: readonly { readonly item: PreambleItem; readonly start: number }[]): SharedPreambles {
    const isSame = isSameList(items, this.placed, ({ item }, { block }) => item === block);
    if (!isSame) this.checked = checkPreambles(items.map(({ item }) => ({ text: item.text, block: item })));
    if (!isSame || !isSameList(items, this.placed, (left, right) => left.start === right.start)) {
      this.placed = items.map(({ item, start }) => placePreamble(item, item.text, start));
    }
    return { checked: this.checked, placed: this.placed };
  }
}

/** The preambles at the top of a file: what they mean, and where they stand. */
export interface SharedPreambles {
  readonly checked: CheckedPreambles;
  readonly placed: readonly PlacedPreamble[];
}

/** A kernel's preambles in the order that they are compiled in: the file's, then its own. */
export function preamblesOf(
  kernel: KernelItem,
  start: number,
  shared: readonly PlacedPreamble[],
): readonly PlacedPreamble[] {
  if (kernel.preambles.length === 0) return shared;
  return [...shared, ...kernel.preambles.map((block) => placePreamble(block, kernel.text, start))];
}

function placePreamble(block: PreambleBlock, text: string, start: number): PlacedPreamble {
  return { block, start, text: slice(text, block.body) };
}

function isSameList<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  isSame: (left: Left, right: Right) => boolean,
): boolean {
  if (left.length !== right.length) return false;
  return left.every((element, index) => {
    const other = right[index];
    return other !== undefined && isSame(element, other);
  });
}

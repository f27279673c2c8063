import type { PlacedPreamble } from '../checked';
import { checkPreambles, type CheckedPreambles } from '../check/preamble';
import type { KernelItem, PlacedItem, PreambleBlock, PreambleItem } from '../syntax/tree';
import { slice } from '../text/span';

/** Remembers what a file's preambles mean, until one of them changes. */
export class PreambleMemo {
  private items: readonly PreambleItem[] | undefined;
  private checked: CheckedPreambles | undefined;

  check(items: readonly PreambleItem[]): CheckedPreambles {
    if (this.checked === undefined || !sameElements(items, this.items ?? [])) {
      this.checked = checkPreambles(items.map((item) => ({ text: item.text, block: item })));
      this.items = items;
    }
    return this.checked;
  }
}

/** A kernel's preambles in the order that they are compiled in: the file's, then its own. */
export function preamblesOf(kernel: KernelItem, start: number, shared: readonly PlacedPreamble[]): PlacedPreamble[] {
  return [...shared, ...kernel.preambles.map((block) => placePreamble(block, kernel.text, start))];
}

export function placeShared(placed: readonly PlacedItem[]): PlacedPreamble[] {
  return placed.flatMap(({ item, start }) => (item.kind === 'preamble' ? [placePreamble(item, item.text, start)] : []));
}

function placePreamble(block: PreambleBlock, text: string, start: number): PlacedPreamble {
  return { block, start, text: slice(text, block.body) };
}

export function sameElements<Element>(left: readonly Element[], right: readonly Element[]): boolean {
  return left.length === right.length && left.every((element, index) => element === right[index]);
}

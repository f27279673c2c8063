import type { PlacedItem } from '../../syntax/tree';
import type { LinePosition } from '../../text/line-index';
import type { Analysis } from '../model/analysis';

/** Where a new item goes, and the line breaks that set it apart from what is there. */
export interface ItemPlace {
  readonly position: LinePosition;
  readonly before: string;
  readonly after: string;
}

/**
 * The place for a new item that somebody asks for at a position: an empty line between items itself; else behind the item
 * that the position stands in or follows and the cases that go with it, and where it follows none, at the end.
 */
export function placeForItem(analysis: Analysis, position: LinePosition): ItemPlace {
  const { text, lines } = analysis;
  const at = offsetForItem(analysis, lines.offset(position));
  const [above, below] = [text.slice(0, at), text.slice(at)];
  return {
    position: lines.position(at),
    before: above.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - breaksIn(/\s*$/.exec(above)?.[0]))),
    after: '\n'.repeat(Math.max(0, (below.trim() === '' ? 1 : 2) - breaksIn(/^\s*/.exec(below)?.[0]))),
  };
}

function offsetForItem({ text, model }: Analysis, offset: number): number {
  const { items } = model;
  const around = items.findIndex((each) => each.start < offset && offset < endOf(each));
  if (around === -1 && isBlankLine(text, offset)) return offset;
  const before = around === -1 ? items.findLastIndex((each) => endOf(each) <= offset) : around;
  const previous = items[lastOfKernel(items, before)];
  if (previous === undefined) return text.trimEnd().length;
  // A comment behind the item on its last line stays with it.
  const end = endOf(previous);
  const lineEnd = endOfLine(text, end);
  return items.some(({ start }) => start >= end && start < lineEnd) ? end : lineEnd;
}

/** The last of the cases that stand behind an item and are of the same kernel: they stay together. */
function lastOfKernel(items: readonly PlacedItem[], index: number): number {
  const kernel = kernelOf(items[index]);
  let last = index;
  while (kernel !== undefined && items[last + 1]?.item.kind === 'case' && kernelOf(items[last + 1]) === kernel) last++;
  return last;
}

function kernelOf(placed: PlacedItem | undefined): string | undefined {
  if (placed?.item.kind === 'kernel') return placed.item.name.text;
  return placed?.item.kind === 'case' ? placed.item.kernel.text : undefined;
}

function endOf({ item, start }: PlacedItem): number {
  return start + item.text.length;
}

function isBlankLine(text: string, offset: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return text.slice(offset === 0 ? 0 : start, endOfLine(text, offset)).trim() === '';
}

function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found === -1 ? text.length : offset + found;
}

function breaksIn(blanks = ''): number {
  return blanks.match(/\r\n|\r|\n/g)?.length ?? 0;
}

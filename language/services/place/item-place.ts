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
 * that the position stands in or follows, and where it follows none, at the end.
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
  const ends = model.items.map(({ item, start }) => ({ start, end: start + item.text.length }));
  const around = ends.find(({ start, end }) => start < offset && offset < end);
  if (around === undefined && isBlankLine(text, offset)) return offset;
  const previous = around ?? ends.findLast(({ end }) => end <= offset);
  if (previous === undefined) return text.trimEnd().length;
  // A comment behind the item on its last line stays with it.
  const lineEnd = endOfLine(text, previous.end);
  return ends.some(({ start }) => start >= previous.end && start < lineEnd) ? previous.end : lineEnd;
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

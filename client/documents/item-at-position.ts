import type { DocumentItem } from './document-items';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** The item that a position stands in or, where it stands in none, the one that begins last before it; else the first. */
export function itemAtPosition(
  items: readonly DocumentItem[],
  { line, character }: Position,
): DocumentItem | undefined {
  const isBefore = (position: Position): boolean =>
    position.line < line || (position.line === line && position.character <= character);
  return items.findLast(({ range }) => isBefore(range.start)) ?? items[0];
}

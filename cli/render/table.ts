/** A cell with the text that is shown, which may carry colour codes, and the width that it takes. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly align: 'left' | 'right';
}

export function cell(
  text: string,
  paint: (text: string) => string = (same) => same,
  align: Cell['align'] = 'left',
): Cell {
  // A table breaks no lines, and plain blanks are what people search for.
  const plain = text.replaceAll('\u00a0', ' ');
  return { text: paint(plain), width: displayWidth(plain), align };
}

/** Rows with columns as wide as their widest cell; two blanks between columns, none at the end of a line. */
export function renderTable(rows: readonly (readonly Cell[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((one, column) => (widths[column] = Math.max(widths[column] ?? 0, one.width)));
  return rows
    .map((row) => {
      const cells = row.map((one, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - one.width);
        return one.align === 'right' ? padding + one.text : one.text + padding;
      });
      return (indent + cells.join('  ')).trimEnd();
    })
    .join('\n');
}

/** Columns that a text takes in a terminal, for the characters that the program itself prints. */
function displayWidth(text: string): number {
  return [...text].length;
}

/** Leaves out the columns that are empty below their heading, headings included. */
export function withoutEmptyColumns(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const [head, ...body] = rows;
  const kept = (head ?? []).map((_, column) => body.some((row) => (row[column]?.width ?? 0) > 0));
  return rows.map((row) => row.filter((_, column) => kept[column]));
}

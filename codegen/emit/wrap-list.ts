/** The widest line of generated text, where it can be helped. */
const lineWidth = 120;

/**
 * A list in parentheses that opens at `column`: on one line where it fits with the ` {` behind it, else on several,
 * continued under its first element.
 */
export function wrapList(elements: readonly string[], column: number): string {
  const lines: string[] = [];
  let line = '';
  for (const element of elements) {
    const longer = line === '' ? element : `${line}, ${element}`;
    if (line !== '' && column + longer.length + ') {'.length > lineWidth) {
      lines.push(`${line},`);
      line = element;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(column)}`);
}

// Expressions that the page's own engine evaluates: they ask what roles and labels cannot tell.

const activeEditor = `document.querySelector('.editor-group-container.active .monaco-editor')`;

/** The lines on the screen, top first: `string[]`. The editor keeps them in no order. */
export const shownLines = `[...${activeEditor}.querySelectorAll('.view-line')]
  .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
  .sort((left, right) => left.top - right.top)
  .map(({ text }) => text)`;

/** The text of the line at a height of the window; empty where there is none. */
export function lineAt(height: number): string {
  return `[...${activeEditor}.querySelectorAll('.view-line')].find((line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return top <= ${height} && ${height} < bottom;
  })?.textContent ?? ''`;
}

/** What decorations draw behind lines, which is style and not text: `{ line, text }[]`. */
export const drawnTexts = `[...${activeEditor}.querySelectorAll('.view-line')].flatMap((line) =>
  [...line.querySelectorAll('[class*="ced-"]')].flatMap((span) => {
    const { content } = getComputedStyle(span, '::after');
    return /^".+"$/s.test(content) ? [{ line: line.textContent, text: content.slice(1, -1) }] : [];
  }))`;

/** Index, among all lenses, of the one with a title in the row above the first line that contains a text; -1 for none. */
export function lensAbove(title: string, text: string): string {
  return `(() => {
    const editor = ${activeEditor};
    const line = [...editor.querySelectorAll('.view-line')]
      .find(({ textContent }) => textContent.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(text)}));
    if (line === undefined) return -1;
    const { top } = line.getBoundingClientRect();
    return [...editor.querySelectorAll('.codelens-decoration a')].findIndex((lens) => {
      const { bottom } = lens.getBoundingClientRect();
      return lens.textContent.trim() === ${JSON.stringify(title)} && bottom <= top + 4 && bottom > top - 16;
    });
  })()`;
}

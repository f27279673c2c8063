// Expressions that the page's own engine evaluates: they ask what roles and labels cannot tell.

const activeEditor = `document.querySelector('.editor-group-container.active .monaco-editor')`;

/** The lines on the screen, top first: `string[]`. The editor keeps them in no order. */
export const shownLines = `[...${activeEditor}.querySelectorAll('.view-line')]
  .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
  .sort((left, right) => left.top - right.top)
  .map(({ text }) => text)`;

/** What decorations draw behind lines, which is style and not text: `{ line, text }[]`. */
export const drawnTexts = `[...${activeEditor}.querySelectorAll('.view-line')].flatMap((line) =>
  [...line.querySelectorAll('[class*="ced-"]')].flatMap((span) => {
    const { content } = getComputedStyle(span, '::after');
    return /^".+"$/s.test(content) ? [{ line: line.textContent, text: content.slice(1, -1) }] : [];
  }))`;

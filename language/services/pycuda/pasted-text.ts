/** A prompt of Python's or IPython's, and the space behind it. */
const firstPrompt = /^[ \t]*(?:>>>|In[ \t]*\[[\d ]*\]:)(?: |$)/;
const furtherPrompt = /^[ \t]*(?:\.\.\.:?)(?: |$)/;

/** Quotation marks as books set them. */
const typographic: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['‘', "'"],
  ['’', "'"],
]);
const typographicMarks = new RegExp(`[${[...typographic.keys()].join('')}]`, 'g');

/**
 * The program in a text that was copied from a book, a session or a notebook: without prompts and what was printed between
 * them, without the fences of Markdown, and with the quotation marks of a program. Lines stay where they were.
 */
export function programOf(pasted: string): string {
  const lines = pasted.replace(typographicMarks, (mark) => typographic.get(mark) ?? mark).split(/\r?\n/);
  const isSession = lines.some((line) => firstPrompt.test(line));
  return lines.map((line) => (isSession ? typed(line) : isFence(line) ? '' : line)).join('\n');
}

/** What was typed at a prompt; nothing for a line that was printed. */
function typed(line: string): string {
  const prompt = firstPrompt.exec(line) ?? furtherPrompt.exec(line);
  return prompt === null ? '' : line.slice(prompt[0].length);
}

function isFence(line: string): boolean {
  return /^[ \t]*(?:```|~~~)/.test(line);
}

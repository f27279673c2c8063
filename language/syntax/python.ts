import { isBlank, isLineBreak, lineEnd, skipTrivia } from './lexeme';

/** Python that was pasted into a file: where it begins and ends. It is recognised, never run and hardly read. */

/** A line that is Python and nothing else. */
const evidence =
  /(?:>>>[ \t]|In[ \t]*\[[\d ]*\]:|```[ \t]*(?:py\w*)?[ \t]*[\r\n]|import[ \t]+[A-Za-z_][\w.]*(?:[ \t]+as[ \t]+\w+)?[ \t]*(?=[,;#\r\n]|$)|from[ \t]+[\w.]+[ \t]+import\b|def[ \t]+\w+[ \t]*\(|print[ \t]*\(|(?:[\w.]+[ \t]*(?:,[ \t]*[\w.]+[ \t]*)*=[ \t]*)*(?:[\w.]*\bReductionKernel[ \t]*\(|(?:np|numpy|gpuarray|cp|cupy|cl|cl_array|pycuda|pyopencl|curandom)\.\w|[rR]?"""|[rR]?'''))/y;

/** `N = 400` without a `;`: Python where Python follows. */
const assignment = /[A-Za-z_][\w.]*[ \t]*=(?!=)[^;{}\r\n]*(?=[\r\n]|$)/y;

const directive = /#[ \t]*(?:define|elif|else|endif|error|if|ifdef|ifndef|include|line|pragma|undef|warning)\b/y;

/** Lines of comments and plain assignments that may stand in front of what shows that they are Python. */
const headLimit = 64;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** True where Python begins. */
export function startsPython(text: string, start: number): boolean {
  let at = start;
  for (let line = 0; line < headLimit && at < text.length; line++) {
    if (matches(evidence, text, at)) return true;
    if (!isInconclusive(text, at)) return false;
    at = skipTrivia(text, lineEnd(text, at));
  }
  return false;
}

/** True for a line that is Python only if Python follows. */
export function isInconclusive(text: string, at: number): boolean {
  return (text[at] === '#' && !matches(directive, text, at)) || matches(assignment, text, at);
}

/** Where Python ends that begins at `start`: before a line for which `isItem` holds, and the C++ comments above it. */
export function pythonEnd(text: string, start: number, isItem: (at: number) => boolean): number {
  let at = start;
  let end = start;
  let isLineStart = false;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      isLineStart = true;
      at++;
    } else if (isBlank(code)) {
      at++;
    } else {
      if (isLineStart) {
        const next = skipTrivia(text, at);
        if (isItem(next)) return end;
        if (next > at) {
          // Comments of C++ between lines of Python.
          end = at + text.slice(at, next).trimEnd().length;
          at = next;
          continue;
        }
      }
      isLineStart = false;
      at = tokenEnd(text, at);
      end = at;
    }
  }
  return end;
}

function tokenEnd(text: string, at: number): number {
  const character = text.charAt(at);
  if (character === '#') return lineEnd(text, at);
  if (character !== '"' && character !== "'") return at + 1;
  const quote = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
  const limit = quote.length === 3 ? text.length : lineEnd(text, at);
  let end = at + quote.length;
  while (end < limit && !text.startsWith(quote, end)) end += text[end] === '\\' ? 2 : 1;
  return Math.min(limit, end < limit ? end + quote.length : limit);
}

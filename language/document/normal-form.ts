import { isBlank, isLineBreak, isLiteral, isWordPart, lexemeEnd, lineEnd, startsComment } from '../syntax/lexeme';

/**
 * A text of kernels or C++ without what makes no difference to its meaning: comments, and the blanks between tokens.
 * Two texts with the same normal form mean the same.
 */
export function normalForm(text: string): string {
  const tokens: string[] = [];
  let isLineStart = true;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      isLineStart = true;
      at++;
    } else if (isBlank(code)) {
      at++;
    } else if (startsComment(text, at)) {
      at = lexemeEnd(text, at);
    } else if (text[at] === '#' && isLineStart) {
      const end = directiveEnd(text, at);
      tokens.push(`\n${directive(text.slice(at, end))}\n`);
      at = end;
    } else {
      isLineStart = false;
      const end = tokenEnd(text, at);
      tokens.push(text.slice(at, end));
      at = end;
    }
  }
  return tokens.join(' ');
}

/** C++'s operators of several characters ([lex.operators]), longest first; `>>` also stands for two closing `>`. */
const operators = /<<=|>>=|->\*|\.\.\.|::|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|->|\.\*|##/y;

function tokenEnd(text: string, at: number): number {
  const end = lexemeEnd(text, at);
  if (end > at + 1 || isWordPart(text.charCodeAt(at)) || isLiteral(text, at, end)) return end;
  operators.lastIndex = at;
  return operators.test(text) ? operators.lastIndex : end;
}

function directiveEnd(text: string, at: number): number {
  let end = lineEnd(text, at);
  while (end < text.length && text[end - 1] === '\\') {
    end = lineEnd(text, end + (text.startsWith('\r\n', end) ? 2 : 1));
  }
  return end;
}

/** In a preprocessor line a blank makes a difference, `#define f(x)` and `#define f (x)`; how many do not. */
function directive(line: string): string {
  let form = '';
  let at = 0;
  while (at < line.length) {
    const isContinuation = line[at] === '\\' && isLineBreak(line.charCodeAt(at + 1));
    const code = line.charCodeAt(at);
    const end = startsComment(line, at) ? lexemeEnd(line, at) : at + 1;
    if (isContinuation || isBlank(code) || isLineBreak(code) || startsComment(line, at)) {
      if (!form.endsWith(' ')) form += ' ';
      at = end;
    } else {
      const next = lexemeEnd(line, at);
      form += line.slice(at, next);
      at = next;
    }
  }
  return form.trimEnd();
}

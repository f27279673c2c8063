/** The tokens of Python, as far as scripts that make kernels need them. */
export interface PythonToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'comment' | 'newline' | 'end';
  /** As written. */
  readonly text: string;
  /** What a string holds. */
  readonly value?: string;
  /** The value is that of an f-string, whose placeholders are in it as they were written. */
  readonly isTemplate?: boolean;
  readonly start: number;
  readonly end: number;
}

const stringStart = /([rRbBuUfF]{0,2})("""|'''|"|')/y;
const name = /[A-Za-z_]\w*/y;
const number = /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[jJ]?/y;
const operator = /\*\*=?|\/\/=?|<<=?|>>=?|[-+*/%@&|^<>=!]=|:=|->|\.\.\.|[^\s]/y;

/**
 * Splits a Python text into tokens, closed by one of kind `end`. A `newline` ends a logical line: inside brackets there
 * is none. Never throws; an unclosed string ends with its line, or with the text where it has three quotes.
 */
export function pythonTokens(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let depth = 0;
  let at = 0;
  const add = (kind: PythonToken['kind'], end: number, content?: Content): void => {
    tokens.push({ kind, text: text.slice(at, end), start: at, end, ...content });
    at = end;
  };
  // A comment of C++ that stands between lines of Python stays one.
  const isLineStart = (): boolean => depth === 0 && (tokens.at(-1)?.kind ?? 'newline') === 'newline';
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') {
      if (depth > 0) at++;
      else add('newline', at + 1);
    } else if (/\s/.test(character)) {
      at++;
    } else if (character === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at = text.indexOf('\n', at) + 1;
    } else if (character === '#' || (isLineStart() && text.startsWith('//', at))) {
      add('comment', lineEnd(text, at));
    } else if (matches(stringStart, text, at)) {
      const { end, content } = readString(text, at);
      add('string', end, content);
    } else if (matches(name, text, at)) {
      add('name', name.lastIndex);
    } else if (/[\d.]/.test(character) && matches(number, text, at)) {
      add('number', number.lastIndex);
    } else {
      matches(operator, text, at);
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      add('operator', Math.max(operator.lastIndex, at + 1));
    }
  }
  add('end', at);
  return tokens;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.length : at + end;
}

type Content = Pick<PythonToken, 'value' | 'isTemplate'>;

function readString(text: string, at: number): { readonly end: number; readonly content: Content } {
  stringStart.lastIndex = at;
  const [opening = '', prefix = '', quote = ''] = stringStart.exec(text) ?? [];
  const from = at + opening.length;
  let end = from;
  while (end < text.length && !text.startsWith(quote, end)) {
    if (quote.length === 1 && /[\r\n]/.test(text.charAt(end))) break;
    end += text.charAt(end) === '\\' ? 2 : 1;
  }
  const body = text.slice(from, Math.min(end, text.length));
  const close = text.startsWith(quote, end) ? end + quote.length : Math.min(end, text.length);
  const value = /r/i.test(prefix) ? body : unescape(body);
  return { end: close, content: { value, ...(/f/i.test(prefix) && { isTemplate: true }) } };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
]);

/** Python keeps a backslash that escapes nothing. */
function unescape(body: string): string {
  return body.replace(/\\(\r\n|[\s\S])/g, (whole: string, character: string) =>
    character === '\r\n' ? '' : (escapes.get(character) ?? whole),
  );
}

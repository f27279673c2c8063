/**
 * The lexemes that the `.reduce` language and the C++ inside it share. They are cut without being understood: enough to
 * know which braces, quotes and semicolons count. Every function takes time linear in the text that it passes.
 */

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Spaces and the like within a line. */
export function isBlank(code: number): boolean {
  return code === SPACE || (code >= TAB && code < SPACE && !isLineBreak(code)) || code === BYTE_ORDER_MARK;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code);
}

export function startsComment(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== SLASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === STAR;
}

/** True for a `/*` that nothing closes. */
export function isUnclosedComment(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at + 1) !== STAR) return false;
  return end - at < 4 || text.charCodeAt(end - 1) !== SLASH || text.charCodeAt(end - 2) !== STAR;
}

/**
 * Where the lexeme ends that starts at `at`, which is no blank: a comment, a string or character literal with its
 * prefix, a word, a number, or one character of anything else. An unclosed literal ends with its line, an unclosed
 * comment or raw string with the text.
 */
export function lexemeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isWordStart(code)) {
    const end = wordEnd(text, at);
    const next = text.charCodeAt(end);
    if (next === DOUBLE_QUOTE || next === SINGLE_QUOTE) return prefixedLiteralEnd(text, at, end);
    return end;
  }
  if (isDigit(code) || (code === DOT && isDigit(text.charCodeAt(at + 1)))) return numberEnd(text, at);
  if (code === SLASH && startsComment(text, at)) return commentEnd(text, at);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return quotedEnd(text, at);
  return at + 1;
}

export function wordEnd(text: string, at: number): number {
  let end = at;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** Where the line ends that `at` stands in: the offset of its line break, or the text's length. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The first offset from `at` that is no blank, line break or comment. */
export function skipTrivia(text: string, at: number): number {
  let offset = at;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (isBlank(code) || isLineBreak(code)) offset++;
    else if (code === SLASH && startsComment(text, offset)) offset = commentEnd(text, offset);
    else break;
  }
  return offset;
}

/** The longest prefix of a literal, `u8R`. */
const LONGEST_PREFIX = 3;

/** True where the lexeme is a string or character literal, whatever its prefix. */
export function isLiteral(text: string, at: number, end: number): boolean {
  if (isDigit(text.charCodeAt(at))) return false;
  const prefixLimit = Math.min(end, at + LONGEST_PREFIX + 1);
  for (let offset = at; offset < prefixLimit; offset++) {
    const code = text.charCodeAt(offset);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return true;
    if (!isWordPart(code)) return false;
  }
  return false;
}

/** True for a literal whose closing quote is missing. */
export function isUnclosedLiteral(text: string, at: number, end: number): boolean {
  const quote = quoteOffset(text, at, end);
  if (isRawPrefix(text, at, quote)) return !isClosedRawString(text, quote, end);
  return closingQuote(text, quote) < 0;
}

function quoteOffset(text: string, at: number, end: number): number {
  return Math.min(wordEnd(text, at), end);
}

/** C++'s preprocessing number: it takes in digit separators, suffixes and signed exponents. */
function numberEnd(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const code = text.charCodeAt(end);
    if (isWordPart(code) || code === DOT) end++;
    else if (code === SINGLE_QUOTE && isWordPart(text.charCodeAt(end + 1))) end += 2;
    else if ((code === PLUS || code === MINUS) && isExponent(text, at, end - 1)) end++;
    else return end;
  }
}

function isExponent(text: string, numberStart: number, at: number): boolean {
  const letter = text.charCodeAt(at) | 32;
  const isHexadecimal = text.charCodeAt(numberStart) === 48 && (text.charCodeAt(numberStart + 1) | 32) === 120;
  return letter === (isHexadecimal ? 112 : 101);
}

export function commentEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === SLASH) return lineCommentEnd(text, at);
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? text.length : close + 2;
}

/** As in C++, a backslash at the end of a line carries the comment on to the next. */
function lineCommentEnd(text: string, at: number): number {
  let end = lineEnd(text, at);
  while (end < text.length && text.charCodeAt(end - 1) === BACKSLASH) {
    const isPair = text.charCodeAt(end) === CARRIAGE_RETURN && text.charCodeAt(end + 1) === LINE_FEED;
    end = lineEnd(text, end + (isPair ? 2 : 1));
  }
  return end;
}

function quotedEnd(text: string, at: number): number {
  const close = closingQuote(text, at);
  return close < 0 ? -close : close + 1;
}

/** The offset of the closing quote, or minus the offset where the line ends without one. */
function closingQuote(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  let at = open + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (isLineBreak(code)) return -at;
    if (code !== BACKSLASH) at++;
    else at += text.charCodeAt(at + 1) === CARRIAGE_RETURN && text.charCodeAt(at + 2) === LINE_FEED ? 3 : 2;
  }
  return -text.length;
}

/** A literal behind the word `start…quote`, or the word alone where it is no prefix. */
function prefixedLiteralEnd(text: string, start: number, quote: number): number {
  if (isRawPrefix(text, start, quote)) return rawStringEnd(text, quote);
  const length = quote - start;
  if (length > 2) return quote;
  const prefix = text.slice(start, quote);
  return prefix === 'u' || prefix === 'U' || prefix === 'L' || prefix === 'u8' ? quotedEnd(text, quote) : quote;
}

function isRawPrefix(text: string, start: number, quote: number): boolean {
  if (quote === start || quote - start > LONGEST_PREFIX || text.charCodeAt(quote) !== DOUBLE_QUOTE) return false;
  const prefix = text.slice(start, quote);
  return prefix === 'R' || prefix === 'uR' || prefix === 'UR' || prefix === 'LR' || prefix === 'u8R';
}

/** Longest delimiter of a raw string that C++ allows. */
const MAX_RAW_DELIMITER = 16;

function rawStringEnd(text: string, quote: number): number {
  const terminator = rawTerminator(text, quote);
  if (terminator === undefined) return quotedEnd(text, quote);
  const close = text.indexOf(terminator, quote + terminator.length);
  return close < 0 ? text.length : close + terminator.length;
}

function isClosedRawString(text: string, quote: number, end: number): boolean {
  const terminator = rawTerminator(text, quote);
  if (terminator === undefined) return closingQuote(text, quote) >= 0;
  return end - quote >= 2 * terminator.length && text.startsWith(terminator, end - terminator.length);
}

function rawTerminator(text: string, quote: number): string | undefined {
  const head = text.slice(quote + 1, quote + 2 + MAX_RAW_DELIMITER);
  const open = head.indexOf('(');
  return open < 0 || /[\s\\)"]/.test(head.slice(0, open)) ? undefined : `)${head.slice(0, open)}"`;
}

import {
  isBlank,
  isLineBreak,
  isUnclosedComment,
  isWordStart,
  lexemeEnd,
  skipTrivia,
  startsComment,
  wordEnd,
} from './lexeme';
import { isInconclusive, pythonEnd, startsPython } from './python';

/** The text of one top-level item, and where it begins in the document. */
export interface ItemText {
  readonly text: string;
  readonly start: number;
  /**
   * False where the end was found only by looking at much of what follows. Otherwise the item and the two after it
   * decide where it ends.
   */
  readonly isSettled: boolean;
}

/**
 * Cuts a document into its top-level items, in one pass and without parsing them.
 *
 * An item runs from its keyword to the matching closing brace. Comments directly above it, with no blank line between,
 * belong to it. An item that nothing closes ends where a line begins the next one. Text that is no item comes out as
 * items of its own, so that nothing but blanks and free-standing comments lies between items.
 */
export function splitItems(text: string): ItemText[] {
  const items: ItemText[] = [];
  for (let item = nextItem(text, 0); item !== undefined; item = nextItem(text, item.start + item.text.length)) {
    items.push(item);
  }
  return items;
}

/** The first item from `from`, which is where an item ends or the document begins. */
export function nextItem(text: string, from: number): ItemText | undefined {
  let at = from;
  let attachedComment = -1;
  // Line breaks since the last item or comment. The start of the document counts as a new line.
  let lineBreaks = from === 0 ? 1 : 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      at += code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
      lineBreaks++;
      if (lineBreaks > 1) attachedComment = -1;
    } else if (isBlank(code)) {
      at++;
    } else if (startsComment(text, at)) {
      if (attachedComment < 0 && lineBreaks > 0) attachedComment = at;
      lineBreaks = 0;
      const end = lexemeEnd(text, at);
      if (isUnclosedComment(text, at, end)) return { text: text.slice(at, end), start: at, isSettled: false };
      at = end;
    } else {
      const start = attachedComment < 0 ? at : attachedComment;
      const { end, isSettled } = itemEnd(text, at);
      return { text: text.slice(start, end), start, isSettled };
    }
  }
  return undefined;
}

interface ItemEnd {
  readonly end: number;
  readonly isSettled: boolean;
}

function settled(end: number): ItemEnd {
  return { end, isSettled: true };
}

type Keyword = 'kernel' | 'case' | 'preamble' | undefined;

function itemEnd(text: string, start: number): ItemEnd {
  if (startsKernelOrCase(text, start)) return blockEnd(text, start, text.charCodeAt(start) === 107 ? 'kernel' : 'case');
  if (startsPython(text, start)) return { end: pythonEnd(text, start, (at) => startsItem(text, at)), isSettled: false };
  // What follows may show that it is Python.
  const maySettle = !isInconclusive(text, start);
  const { end, isSettled } = otherEnd(text, start);
  return { end, isSettled: isSettled && maySettle };
}

function startsItem(text: string, at: number): boolean {
  return startsKernelOrCase(text, at) || startsPreamble(text, at);
}

function otherEnd(text: string, start: number): ItemEnd {
  if (!isWordStart(text.charCodeAt(start))) return settled(strayEnd(text, start));
  const word = text.slice(start, wordEnd(text, start));
  return blockEnd(text, start, word === 'kernel' || word === 'case' || word === 'preamble' ? word : undefined);
}

/** Text that begins no item ends with its line, continuation lines of preprocessor directives included. */
function strayEnd(text: string, start: number): number {
  const isDirective = text[start] === '#';
  let at = start;
  let end = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      if (!isDirective || text[end - 1] !== '\\') return end;
      at++;
    } else if (isBlank(code)) {
      at++;
    } else if (startsComment(text, at)) {
      return end;
    } else {
      at = lexemeEnd(text, at);
      end = at;
    }
  }
  return end;
}

/** Finds the closing brace of the item that starts with a word, or the place where it has to be given up. */
function blockEnd(text: string, start: number, keyword: Keyword): ItemEnd {
  let depth = 0;
  let isOpen = false;
  let isLineStart = false;
  let at = start;
  /** End of the last lexeme that is no comment. */
  let end = start;
  /** Ends that would do if nothing closes the item: before a preamble at the margin, after a brace that looked stray. */
  let fallback = -1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      isLineStart = true;
      at++;
      continue;
    }
    if (isBlank(code)) {
      at++;
      continue;
    }
    if (code === 47 && startsComment(text, at)) {
      const commentEnd = lexemeEnd(text, at);
      if (isUnclosedComment(text, at, commentEnd)) return { end: commentEnd, isSettled: false };
      at = commentEnd;
      continue;
    }
    if (isLineStart) {
      isLineStart = false;
      if (startsKernelOrCase(text, at)) return fallback < 0 ? settled(end) : { end: fallback, isSettled: false };
      // Text that is no item may go on until Python shows what it is.
      if (keyword === undefined && depth === 0 && startsPython(text, at)) return { end, isSettled: false };
      if (startsPreamble(text, at)) {
        // A kernel may have preambles of its own; those stand inside it and are indented as a rule.
        if (keyword !== 'kernel' || !isOpen) return settled(end);
        if (depth === 1 && fallback < 0 && columnOf(text, at) <= columnOf(text, start)) fallback = end;
      }
    }
    switch (code) {
      case 123: // {
        depth++;
        isOpen = true;
        break;
      case 125: // }
        depth--;
        if (depth <= 0) {
          if (!isOpen || keyword === undefined || keyword === 'preamble') {
            return settled(endWithSemicolon(text, at + 1, keyword));
          }
          if (!isStrayBrace(text, at + 1)) return settled(at + 1);
          depth = 1;
          if (fallback < 0) fallback = at + 1;
        }
        break;
      case 59: // ;
      case 61: // =
        if (isOpen) break;
        if (keyword === undefined) {
          if (code === 59) return settled(at + 1);
        } else {
          // The opening brace is missing.
          isOpen = true;
          depth = 1;
        }
        break;
    }
    at = lexemeEnd(text, at);
    end = at;
  }
  return { end: fallback < 0 ? end : fallback, isSettled: false };
}

/** C++ that stands outside a preamble may end in `};`. */
function endWithSemicolon(text: string, end: number, keyword: Keyword): number {
  return keyword === undefined && text[end] === ';' ? end + 1 : end;
}

/**
 * True where the text after a closing brace shows that the brace closes nothing: another binding follows, or the
 * item's own closing brace.
 */
export function isStrayBrace(text: string, after: number): boolean {
  let at = skipTrivia(text, after);
  if (text[at] === ';') at = skipTrivia(text, at + 1);
  if (text[at] === '}') return true;
  return startsBinding(text, at) && !startsPython(text, at);
}

/** True where `name =` stands. */
export function startsBinding(text: string, at: number): boolean {
  if (!isWordStart(text.charCodeAt(at))) return false;
  let next = wordEnd(text, at);
  while (isBlank(text.charCodeAt(next))) next++;
  return text[next] === '=' && text[next + 1] !== '=';
}

const kernelOrCase =
  /kernel[ \t]+[^\s{}=;()]+\s*\{|case[ \t]+(?:[^\s{}=;()]+[ \t]+of\b|of[ \t]+\w|[A-Za-z_]\w*[ \t]*$)/my;
const preamble = /preamble\s*\{/y;

/** True where `kernel NAME {` or `case NAME of` stands, even a case without its name, or with nothing behind it. */
export function startsKernelOrCase(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 107 && code !== 99) return false;
  kernelOrCase.lastIndex = at;
  return kernelOrCase.test(text);
}

/** True where `preamble {` stands. */
export function startsPreamble(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 112) return false;
  preamble.lastIndex = at;
  return preamble.test(text);
}

export function columnOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return at - start;
}

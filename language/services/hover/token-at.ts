import { tokenize, type Token } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import type { Item } from '../../syntax/tree';
import type { Span } from '../../text/span';

/**
 * The tokens at an offset of an item, best first: the one whose character it is, then the word or literal that ends there.
 * Blanks, comments, preprocessor lines and what is neither C++ nor a value of a case have none.
 */
export function tokensAt(item: Item, offset: number): readonly Token[] {
  const region = valueAt(item, offset);
  const tokens = region && tokenize(item.text, region, new Findings()).tokens.filter(({ kind }) => kind !== 'end');
  const under = tokens?.find(({ start, end }) => start <= offset && offset < end);
  const before = tokens?.find(({ kind, end }) => end === offset && (kind === 'identifier' || kind === 'literal'));
  return [under, before].filter((token) => token !== undefined);
}

/** The tokens of the value or preamble that a token stands in. */
export function tokensAround(item: Item, token: Token): readonly Token[] {
  const region = valueAt(item, token.start);
  return region === undefined ? [] : tokenize(item.text, region, new Findings()).tokens;
}

/** The part of an item around an offset that is read as C++ or as a value of a case. */
function valueAt(item: Item, offset: number): Span | undefined {
  return values(item).find(({ start, end }) => start <= offset && offset <= end);
}

function values(item: Item): readonly Span[] {
  switch (item.kind) {
    case 'kernel':
      return [...item.fields.map(({ value }) => value), ...item.preambles.map(({ body }) => body)];
    case 'case':
      return item.bindings.map(({ valueSpan }) => valueSpan);
    case 'preamble':
      return [item.body];
    case 'unreadable':
      return [];
  }
}

/** The word that an offset of a text stands in or directly behind, be it in a comment. */
export function wordAt(text: string, offset: number): Span | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text, start - 1)) start--;
  while (isWord(text, end)) end++;
  return start === end ? undefined : { start, end };
}

function isWord(text: string, index: number): boolean {
  return /^\w$/.test(text.charAt(index));
}

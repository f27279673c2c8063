import { tokenize, type Token } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import type { Item } from '../../syntax/tree';
import type { Span } from '../../text/span';

/**
 * What stands at an offset of an item, best first: the token whose character it is, then the word that ends there. Blanks,
 * comments and preprocessor lines have no tokens; words stand for the rest of an item, which is not C++.
 */
export function tokensAt(item: Item, offset: number): readonly Token[] {
  const region = valueAt(item, offset);
  const tokens = region && tokenize(item.text, region, new Findings()).tokens.filter(({ kind }) => kind !== 'end');
  const under = tokens?.find(({ start, end }) => start <= offset && offset < end);
  const before = tokens?.find(({ kind, end }) => end === offset && (kind === 'identifier' || kind === 'literal'));
  const found = [under, before].filter((token) => token !== undefined);
  if (found.length > 0) return found;
  const word = wordAt(item.text, offset);
  return word === undefined ? [] : [word];
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

function wordAt(text: string, offset: number): Token | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text, start - 1)) start--;
  while (isWord(text, end)) end++;
  return start === end ? undefined : { kind: 'identifier', text: text.slice(start, end), start, end };
}

function isWord(text: string, index: number): boolean {
  return /^\w$/.test(text.charAt(index));
}

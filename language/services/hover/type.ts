import type { Token } from '../../cpp/lexer';
import { arithmetic } from '../../types/builtin';
import { builtinType, parseScalarWords } from '../../types/resolve';
import { isKeywordType } from '../symbols/words';
import { cTypeDocumentation } from '../documentation/types';
import type { HoverContext, HoverText } from './context';
import { cppBlock, paragraphs } from './markdown';
import { tokensAround } from './token-at';

/** A type that keywords of C++ spell, `unsigned long long` as a whole. */
export function typeHover({ item }: HoverContext, token: Token): HoverText | undefined {
  if (!isKeywordType(token.text)) return undefined;
  const tokens = tokensAround(item, token);
  const at = tokens.findIndex(({ start }) => start === token.start);
  if (at === -1) return undefined;
  let [first, last] = [at, at];
  while (isWord(tokens[first - 1])) first--;
  while (isWord(tokens[last + 1])) last++;
  const words = tokens.slice(first, last + 1);
  const name = words.map(({ text }) => text).join(' ');
  const type = words.length === 1 ? builtinType(name) : parseScalarWords(name);
  const end = tokens[last]?.end;
  const start = tokens[first]?.start;
  if (type === undefined || start === undefined || end === undefined) return undefined;
  const isLong = type === arithmetic.long || type === arithmetic['unsigned long'];
  const note = isLong ? 'Of 8 bytes as on Linux; `long long` has 8 everywhere.' : undefined;
  return { markdown: paragraphs(cppBlock(name), cTypeDocumentation(type), note), span: { start, end } };
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === 'identifier' && isKeywordType(token.text);
}

import { decay } from '../../../check/convert';
import type { Token } from '../../../cpp/lexer';
import { arithmetic } from '../../../types/builtin';
import { builtinType, parseScalarWords } from '../../../types/resolve';
import { describe } from '../../../types/spelling';
import { isKeywordType } from '../../symbols/words';
import { cTypeDocumentation } from '../../documentation/types';
import type { HoverContext, HoverText } from '../context';
import { nodesAround } from '../expressions/expression-path';
import { cppBlock, paragraphs } from '../markdown';
import { tokensAround } from '../token-at';

/** A type that keywords of C++ spell, `unsigned long long` as a whole, or that `auto` stands for. */
export function typeHover(context: HoverContext, token: Token): HoverText | undefined {
  const { item } = context;
  if (token.text === 'auto') return deducedHover(context, token);
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

function deducedHover({ analysis, item, types }: HoverContext, token: Token): HoverText | undefined {
  const node = nodesAround(analysis.model, item, token).at(-1);
  if (node?.kind !== 'statement' || node.statement.kind !== 'declaration') return undefined;
  const variable = node.statement.variables.find(({ type }) => type.nameSpan.start === token.start);
  const type = variable?.initializer && decay(types.typeOf(variable.initializer));
  if (type === undefined || type.kind === 'unknown') return undefined;
  return { markdown: paragraphs(cppBlock(describe(type)), cTypeDocumentation(type)), span: token };
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === 'identifier' && isKeywordType(token.text);
}

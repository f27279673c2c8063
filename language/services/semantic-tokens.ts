import type { Range } from 'vscode-languageserver-types';
import type { PlacedItem } from '../syntax/tree';
import type { LinePosition } from '../text/line-index';
import { spanOf, type Analysis } from './model/analysis';
import { difference, encodeItem, type ItemTokens } from './semantic-tokens/item-tokens';
import { occurrencesIn } from './symbols/occurrences';
import type { Occurrence } from './symbols/symbol';

export { semanticTokensLegend } from './semantic-tokens/legend';

/** By the item's occurrences, which are the same list as long as nothing that they depend on changed. */
const known = new WeakMap<readonly Occurrence[], ItemTokens>();

/**
 * The names of a document in the protocol's relative encoding, five numbers a token. With a range, at least those in it:
 * an item that it touches comes whole.
 */
export function semanticTokens(analysis: Analysis, range?: Range): number[] {
  const wanted = range && spanOf(analysis, range);
  const parts: PlacedTokens[] = [];
  let count = 0;
  for (const placed of analysis.model.items) {
    const { item, start } = placed;
    if (wanted !== undefined && (start > wanted.end || start + item.text.length < wanted.start)) continue;
    const tokens = tokensOf(analysis, placed);
    if (tokens.data.length === 0) continue;
    parts.push({ tokens, origin: analysis.lines.position(start) });
    count += tokens.data.length;
  }
  return join(parts, count);
}

interface PlacedTokens {
  readonly tokens: ItemTokens;
  /** Where the item begins. */
  readonly origin: LinePosition;
}

function join(parts: readonly PlacedTokens[], count: number): number[] {
  // Filled in place: pushing a hundred thousand numbers one by one takes three times as long.
  const data = new Array<number>(count);
  let at = 0;
  let before: LinePosition = { line: 0, character: 0 };
  for (const { tokens, origin } of parts) {
    const [line = 0, character = 0] = tokens.data;
    [data[at], data[at + 1]] = difference(absolute({ line, character }, origin), before);
    for (let index = 2; index < tokens.data.length; index++) data[at + index] = tokens.data[index] ?? 0;
    at += tokens.data.length;
    before = absolute(tokens.last, origin);
  }
  return data;
}

function absolute({ line, character }: LinePosition, origin: LinePosition): LinePosition {
  return { line: origin.line + line, character: line === 0 ? origin.character + character : character };
}

function tokensOf(analysis: Analysis, placed: PlacedItem): ItemTokens {
  const occurrences = occurrencesIn(analysis, placed);
  const remembered = known.get(occurrences);
  if (remembered !== undefined) return remembered;
  const tokens = encodeItem(placed, occurrences, analysis.lines);
  known.set(occurrences, tokens);
  return tokens;
}

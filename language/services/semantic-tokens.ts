import type { Range } from 'vscode-languageserver-types';
import type { PlacedItem } from '../syntax/tree';
import { spanOf, type Analysis } from './model/analysis';
import { DocumentTokens } from './semantic-tokens/document-tokens';
import { encodeItem, type ItemTokens } from './semantic-tokens/item-tokens';
import { occurrencesIn } from './symbols/occurrences';
import type { Occurrence } from './symbols/symbol';

export type { DocumentTokens, TokenChange } from './semantic-tokens/document-tokens';
export { semanticTokensLegend } from './semantic-tokens/legend';

/** By the item's occurrences, which are the same list as long as nothing that they depend on changed. */
const known = new WeakMap<readonly Occurrence[], ItemTokens>();

/** The names of a document. With a range, at least those in it: an item that it touches comes whole. */
export function semanticTokens(analysis: Analysis, range?: Range): DocumentTokens {
  const wanted = range && spanOf(analysis, range);
  const tokens = new DocumentTokens();
  for (const placed of analysis.model.items) {
    const { item, start } = placed;
    if (wanted !== undefined && (start > wanted.end || start + item.text.length < wanted.start)) continue;
    tokens.add(tokensOf(analysis, placed), analysis.lines.position(start));
  }
  return tokens;
}

function tokensOf(analysis: Analysis, placed: PlacedItem): ItemTokens {
  const occurrences = occurrencesIn(analysis, placed);
  const remembered = known.get(occurrences);
  if (remembered !== undefined) return remembered;
  const tokens = encodeItem(placed, occurrences, analysis.lines);
  known.set(occurrences, tokens);
  return tokens;
}

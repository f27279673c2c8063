import type { Range } from 'vscode-languageserver-types';
import { rangeOf, type Analysis } from '../model/analysis';
import { occurrencesIn, occurrencesOf } from '../symbols/occurrences';
import { isDeclared, sameSymbol, type PlacedOccurrence } from '../symbols/symbol';

/**
 * The places that an editor shows together with a name: every use of what the document declares, and for names of the
 * language itself (`a`, `i`, a function of CUDA) those in the same item.
 */
export function relatedOccurrences(analysis: Analysis, found: PlacedOccurrence): readonly PlacedOccurrence[] {
  const { symbol, item, start } = found;
  if (isDeclared(symbol) || symbol.kind === 'opaque') return occurrencesOf(analysis, symbol);
  return occurrencesIn(analysis, { item, start })
    .filter((other) => sameSymbol(other.symbol, symbol))
    .map((other) => ({ ...other, item, start }));
}

export function occurrenceRange(analysis: Analysis, { span, start }: PlacedOccurrence): Range {
  return rangeOf(analysis, span, start);
}

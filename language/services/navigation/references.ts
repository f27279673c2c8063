import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Location,
  type Position,
} from 'vscode-languageserver-types';
import type { Analysis } from '../model/analysis';
import { occurrenceAt } from '../symbols/occurrences';
import { occurrenceRange, relatedOccurrences } from './occurrence-locations';

/** Every place that names what stands at a position; of names of the language itself, those in the same item. */
export function references(
  analysis: Analysis,
  position: Position,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const found = occurrenceAt(analysis, analysis.lines.offset(position));
  if (found === undefined || found.symbol.kind === 'keyword') return [];
  return relatedOccurrences(analysis, found)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map((occurrence) => ({ uri: analysis.uri, range: occurrenceRange(analysis, occurrence) }));
}

/** The same places as highlights: declarations count as written, uses as read. */
export function documentHighlights(analysis: Analysis, position: Position): DocumentHighlight[] {
  const found = occurrenceAt(analysis, analysis.lines.offset(position));
  if (found === undefined || found.symbol.kind === 'keyword') return [];
  return relatedOccurrences(analysis, found).map((occurrence) => ({
    range: occurrenceRange(analysis, occurrence),
    kind: occurrence.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

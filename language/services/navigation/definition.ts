import type { LocationLink, Position } from 'vscode-languageserver-types';
import { rangeOf, type Analysis } from '../model/analysis';
import { nodesAt } from '../model/node';
import { occurrenceAt, occurrencesOf } from '../symbols/occurrences';
import type { PlacedOccurrence } from '../symbols/symbol';
import { occurrenceRange } from './occurrence-locations';

/**
 * Where a name is declared. Of a call, the overload that it resolves to; where that is not known, all of the name.
 * Nothing for what the language or CUDA declares.
 */
export function definition(analysis: Analysis, position: Position): LocationLink[] {
  const found = occurrenceAt(analysis, analysis.lines.offset(position));
  if (found === undefined || found.symbol.kind === 'keyword') return [];
  const declared = occurrencesOf(analysis, found.symbol).filter(({ isDeclaration }) => isDeclaration);
  const exact = declared.filter((declaration) => isResolved(declaration, found));
  return (exact.length > 0 ? exact : declared).map((declaration) => ({
    originSelectionRange: occurrenceRange(analysis, found),
    targetUri: analysis.uri,
    targetRange: wholeRange(analysis, declaration),
    targetSelectionRange: occurrenceRange(analysis, declaration),
  }));
}

function isResolved(declaration: PlacedOccurrence, { callee }: PlacedOccurrence): boolean {
  if (callee?.kind !== 'preamble' && callee?.kind !== 'method') return false;
  const { symbol } = declaration;
  return 'declaration' in symbol && symbol.declaration === callee.declaration;
}

/** What the name declares, as a whole: the item, the function, the argument's declaration. */
function wholeRange(analysis: Analysis, declaration: PlacedOccurrence): LocationLink['targetRange'] {
  const { symbol, item, start, span } = declaration;
  switch (symbol.kind) {
    case 'kernel':
    case 'case':
      return rangeOf(analysis, { start: 0, end: symbol.item.body.end }, start);
    case 'argument':
      return rangeOf(analysis, symbol.argument.span, start);
    case 'function':
    case 'method':
    case 'struct':
    case 'enum':
    case 'alias':
    case 'global':
    case 'parameter':
    case 'member':
      return rangeOf(analysis, symbol.declaration.span, start);
    default: {
      const nodes = nodesAt(analysis.model, item, span.start);
      return rangeOf(analysis, nodes.findLast(({ kind }) => kind === 'statement')?.span ?? span, start);
    }
  }
}

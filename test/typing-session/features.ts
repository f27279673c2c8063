import type { Position } from 'vscode-languageserver-types';
import {
  codeActions,
  codeLenses,
  completions,
  definition,
  documentDiagnostics,
  documentHighlights,
  documentItems,
  documentLinks,
  documentSymbols,
  foldingRanges,
  format,
  formatOnType,
  formatRange,
  hover,
  incomingCalls,
  inlayHints,
  outgoingCalls,
  prepareCallHierarchy,
  prepareRename,
  references,
  rename,
  resolveCompletion,
  selectionRanges,
  semanticTokens,
  signatureHelp,
  workspaceSymbols,
  type Analysis,
} from '../../language/services';

export const formattingOptions = { tabSize: 4, insertSpaces: true };

const everyHint = { dtypes: true, conversions: true, parameterNames: true };

export type DocumentAnswers = ReturnType<typeof documentAnswers>;

/** What an editor asks about the whole document after each change. */
export function documentAnswers(analysis: Analysis) {
  const all = { start: { line: 0, character: 0 }, end: analysis.lines.position(analysis.text.length) };
  return {
    diagnostics: documentDiagnostics(analysis),
    semanticTokens: semanticTokens(analysis).data,
    documentSymbols: documentSymbols(analysis),
    workspaceSymbols: workspaceSymbols(analysis, 'a'),
    foldingRanges: foldingRanges(analysis),
    codeLenses: codeLenses(analysis, { run: 'run', profile: 'profile' }),
    documentLinks: documentLinks(analysis, (path) => `file:///${path}`),
    inlayHints: inlayHints(analysis, all, everyHint),
    items: documentItems(analysis),
    formatting: format(analysis, formattingOptions),
  };
}

export type CursorAnswers = ReturnType<typeof cursorAnswers>;

/** What an editor asks about the cursor: by itself, and when the person wants to know or to change something. */
export function cursorAnswers(analysis: Analysis, position: Position) {
  const cursor = { start: position, end: position };
  const calls = prepareCallHierarchy(analysis, position);
  const completion = completions(analysis, position, { snippets: true });
  return {
    completion,
    plainCompletion: completions(analysis, position, { snippets: false, triggerCharacter: '.' }),
    resolvedCompletion: completion.items.slice(0, 3).map((item) => resolveCompletion(item)),
    signatureHelp: signatureHelp(analysis, position),
    hover: hover(analysis, position),
    definition: definition(analysis, position),
    references: references(analysis, position, { includeDeclaration: true }),
    highlights: documentHighlights(analysis, position),
    prepareRename: prepareRename(analysis, position),
    selectionRanges: selectionRanges(analysis, [position]),
    onTypeFormatting: [';', '}', '\n'].map((typed) => formatOnType(analysis, position, typed, formattingOptions)),
    rangeFormatting: formatRange(analysis, cursor, formattingOptions),
    calls,
    incomingCalls: calls.map((item) => incomingCalls(analysis, item)),
    outgoingCalls: calls.map((item) => outgoingCalls(analysis, item)),
  };
}

/** What an editor asks about the cursor when it shows a light bulb, and what a rename does: these analyse changed texts. */
export function editAnswers(analysis: Analysis, position: Position) {
  const cursor = { start: position, end: position };
  return {
    codeActions: codeActions(analysis, cursor, {}),
    fixAll: codeActions(analysis, cursor, { only: ['source.fixAll'] }),
    rename: rename(analysis, position, 'renamed'),
  };
}

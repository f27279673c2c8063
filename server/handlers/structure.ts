import { pathToFileURL } from 'node:url';
import { Position, type DocumentSymbol, type ServerCapabilities, type SymbolInformation } from 'vscode-languageserver';
import {
  codeLenses,
  documentLinks,
  documentSymbols,
  foldingRanges,
  selectionRanges,
  type Analysis,
} from '../../language/services';
import { filesOf } from '../../runner/client/node-files';
import type { Session } from '../session';
import { onDocument, demand } from './requests';

/** The outline, folds, selection ranges, links and lenses of a document. */
export function structure(session: Session): ServerCapabilities {
  const { connection, client, options } = session;
  const takesTrees = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  connection.onDocumentSymbol(
    onDocument(session, 'Document symbols', [], (analysis): DocumentSymbol[] | SymbolInformation[] => {
      const symbols = documentSymbols(analysis);
      return takesTrees ? symbols : symbols.flatMap((symbol) => flatten(analysis.uri, symbol));
    }),
  );
  connection.onFoldingRanges(onDocument(session, 'Folding', [], (analysis) => foldingRanges(analysis)));
  connection.onSelectionRanges(
    onDocument(session, 'Selection ranges', [], (analysis, { positions }) => {
      demand(Array.isArray(positions) && positions.every((one) => Position.is(one)), 'Selection ranges', 'positions');
      return selectionRanges(analysis, positions);
    }),
  );
  connection.onDocumentLinks(
    onDocument(session, 'Document links', [], (analysis) => documentLinks(analysis, resolverOf(analysis))),
  );
  const capabilities: ServerCapabilities = {
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
  };
  const { commands } = options;
  if (commands.run === undefined && commands.profile === undefined) return capabilities;
  connection.onCodeLens(onDocument(session, 'Code lenses', [], (analysis) => codeLenses(analysis, commands)));
  return { ...capabilities, codeLensProvider: {} };
}

function flatten(uri: string, symbol: DocumentSymbol, containerName?: string): SymbolInformation[] {
  const { name, kind, selectionRange: range, children = [] } = symbol;
  return [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...children.flatMap((child) => flatten(uri, child, name)),
  ];
}

function resolverOf({ uri }: Analysis): (path: string) => string | undefined {
  return (path) => {
    try {
      return pathToFileURL(filesOf(uri).resolve(path)).href;
    } catch {
      // A document that is saved nowhere has no folder that the path could count from.
      return undefined;
    }
  };
}

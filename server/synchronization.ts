import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import type { DocumentObserver } from './document-observer';
import type { Session } from './session';

/** Keeps the store at what the client's editors show, and tells the observers. */
export function synchronization(
  { connection, documents, guard }: Session,
  observers: readonly DocumentObserver[],
): ServerCapabilities {
  connection.onDidOpenTextDocument(
    guard.notification('Opening a document', ({ textDocument }) => {
      const document = documents.open(textDocument);
      for (const observer of observers) observer.opened(document);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.notification('Changing a document', ({ textDocument: { uri, version }, contentChanges }) => {
      const document = documents.get(uri);
      if (document === undefined) return;
      document.change(contentChanges, version);
      for (const observer of observers) observer.changed(document);
    }),
  );
  connection.onDidSaveTextDocument(
    guard.notification('Saving a document', ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return;
      for (const observer of observers) observer.saved(document);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.notification('Closing a document', ({ textDocument: { uri } }) => {
      documents.close(uri);
      for (const observer of observers) observer.closed(uri);
    }),
  );
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  };
}

import type { ServerCapabilities, WorkspaceSymbol } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { matchesQuery, workspaceSymbols } from '../../language/services';
import type { OpenDocument } from '../document-store';
import type { Session } from '../session';
import { readSettings } from '../settings';
import type { WorkspaceFiles } from '../workspace-files';
import { demand } from './requests';

/** An answer longer than this helps nobody: the query gets another letter. */
const SYMBOLS_SHOWN = 500;

interface WorkspaceOptions {
  readonly files: WorkspaceFiles;
  readonly log: (message: string) => void;
  /** Called when data files have changed. */
  readonly dataChanged: (documents: readonly OpenDocument[]) => void;
}

/** Symbols of the whole workspace, its settings, and its files as they change. */
export function workspace(session: Session, { files, log, dataChanged }: WorkspaceOptions): ServerCapabilities {
  const { connection, client, guard, documents, configuration } = session;
  connection.onWorkspaceSymbol(
    guard.request('Workspace symbols', [], async ({ query }, token): Promise<WorkspaceSymbol[]> => {
      demand(typeof query === 'string', 'Workspace symbols', 'query');
      const found = documents.all().flatMap((document) => workspaceSymbols(document.analysis(), query));
      for await (const { symbols } of files.closed((uri) => documents.get(uri) !== undefined)) {
        if (token.isCancellationRequested || found.length >= SYMBOLS_SHOWN) break;
        found.push(...symbols.filter(({ name }) => matchesQuery(name, query)));
      }
      return found.slice(0, SYMBOLS_SHOWN);
    }),
  );
  connection.onDidChangeConfiguration(
    guard.notification('Settings', ({ settings }) => {
      const read = readSettings(settings);
      if (read === undefined) return;
      for (const problem of read.problems) log(`Setting ${problem}. It is left out.`);
      configuration.replaceSettings(read.value);
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard.notification('Watched files', ({ changes }) => {
      for (const { uri } of changes) files.forget(uri);
      if (changes.some(({ uri }) => uri.endsWith('.npy'))) dataChanged(documents.all());
    }),
  );
  const folders = client.workspace?.workspaceFolders === true;
  return {
    workspaceSymbolProvider: true,
    ...(folders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  };
}

/** Asks the client, once it is ready, to tell of files and folders that change. */
export function watch({ connection, client, guard }: Session, files: WorkspaceFiles): void {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
    const watchers = [{ globPattern: '**/*.reduce' }, { globPattern: '**/*.npy' }];
    // A client that refuses leaves us with what is read at the first question.
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
  if (client.workspace?.workspaceFolders === true) {
    connection.workspace.onDidChangeWorkspaceFolders(
      guard.notification('Workspace folders', ({ added, removed }) => {
        files.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
      }),
    );
  }
}

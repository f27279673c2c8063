import * as vscode from 'vscode';
import { itemsResultSchema, serverMethods, type ItemsResult } from '../../protocol/server';
import * as v from 'valibot';
import type { LanguageServer } from '../language-server';

export type DocumentItem = ItemsResult['items'][number];

/** The kernels and cases of open documents, as the language server sees them. */
export class DocumentItems implements vscode.Disposable {
  private readonly known = new Map<string, ItemsResult>();
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly subscriptions: vscode.Disposable;

  /** Fires with a document's URI when its items are new: its text changed, or it was opened. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: LanguageServer) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.refresh(document);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.refresh(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.known.delete(document.uri.toString())),
      server.onDidStart(() => {
        for (const document of vscode.workspace.textDocuments) this.refresh(document);
      }),
    );
  }

  /** What is known of a document now; it may belong to the version before the last edit. */
  current(uri: string): readonly DocumentItem[] {
    return this.known.get(uri)?.items ?? [];
  }

  /** The items of the document's text as it is now. Empty where the server cannot be started. */
  async of(document: vscode.TextDocument): Promise<readonly DocumentItem[]> {
    const uri = document.uri.toString();
    const before = this.known.get(uri);
    if (before?.version === document.version) return before.items;
    const client = await this.server.start();
    const answer = v.parse(itemsResultSchema, await client.sendRequest(serverMethods.items, { textDocument: { uri } }));
    if (document.isClosed) return answer.items;
    this.known.set(uri, answer);
    return answer.items;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private refresh(document: vscode.TextDocument): void {
    if (document.languageId !== 'reduce' || !this.server.isStarted) return;
    this.of(document).then(
      () => {
        this.changed.fire(document.uri.toString());
      },
      () => {
        // The server is gone or ends; its own log says why, and the next edit asks again.
      },
    );
  }
}

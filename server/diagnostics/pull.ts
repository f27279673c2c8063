import type { Connection, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { DocumentStore, OpenDocument } from '../document-store';
import type { Guard } from '../guard';
import type { Delivery } from './delivery';
import type { Report } from './reports';

interface PullOptions {
  readonly connection: Connection;
  readonly documents: DocumentStore;
  readonly guard: Guard;
  readonly report: (document: OpenDocument) => Report;
}

/** The client asks for diagnostics when it wants them, and is told to ask again when there is more to know. */
export class PullDelivery implements Delivery {
  readonly capabilities = {
    diagnosticProvider: { identifier: 'warpfold', interFileDependencies: false, workspaceDiagnostics: false },
  };
  /** What the client was last told of each document. */
  private readonly told = new Map<string, string>();
  private isAsking = false;

  constructor(private readonly options: PullOptions) {
    const { connection, guard } = options;
    const empty: DocumentDiagnosticReport = { kind: 'full', items: [] };
    connection.languages.diagnostics.on(
      guard.request('Diagnostics', empty, (params: DocumentDiagnosticParams) => this.answer(params) ?? empty),
    );
  }

  opened(): void {
    // The client asks by itself.
  }

  changed(): void {
    // The client asks by itself.
  }

  closed(uri: string): void {
    this.told.delete(uri);
  }

  arrived(document: OpenDocument): void {
    const known = this.told.get(document.uri);
    // A client that has not asked yet will, and gets everything then.
    if (known === undefined || this.isAsking || this.options.report(document).resultId === known) return;
    this.isAsking = true;
    setImmediate(() => {
      this.isAsking = false;
      // A client that cannot is one that has gone.
      this.options.connection.languages.diagnostics.refresh().catch(() => undefined);
    });
  }

  private answer({ textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport | undefined {
    const document = this.options.documents.get(textDocument.uri);
    if (document === undefined) return undefined;
    const { resultId, diagnostics } = this.options.report(document);
    this.told.set(document.uri, resultId);
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: [...diagnostics] };
  }
}

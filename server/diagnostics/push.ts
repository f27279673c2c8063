import type { Connection } from 'vscode-languageserver';
import type { OpenDocument } from '../document-store';
import type { Guard } from '../guard';
import type { Delivery } from './delivery';
import type { Report } from './reports';

/** How long the keyboard must have been still before diagnostics are sent. */
const PAUSE_MILLISECONDS = 200;

interface PushOptions {
  readonly connection: Connection;
  readonly guard: Guard;
  readonly report: (document: OpenDocument) => Report;
}

/** Diagnostics are sent when a document is opened, after each pause in typing, and when there is more to know. */
export class PushDelivery implements Delivery {
  readonly capabilities = {};
  private readonly pauses = new Map<string, NodeJS.Timeout>();
  /** What the client was last told of each document. */
  private readonly told = new Map<string, Report>();

  constructor(private readonly options: PushOptions) {}

  opened(document: OpenDocument): void {
    this.publish(document);
  }

  changed(document: OpenDocument): void {
    const { uri } = document;
    clearTimeout(this.pauses.get(uri));
    // What a compiler said of another text must not stand until the keyboard rests.
    if (this.told.get(uri)?.hasCompilerErrors === true) this.publish(document);
    const timer = setTimeout(() => {
      this.pauses.delete(uri);
      this.options.guard.task('Diagnostics', () => {
        this.publish(document);
      });
    }, PAUSE_MILLISECONDS);
    this.pauses.set(uri, timer);
  }

  closed(uri: string): void {
    clearTimeout(this.pauses.get(uri));
    this.pauses.delete(uri);
    this.told.delete(uri);
    this.send({ uri, diagnostics: [] });
  }

  arrived(document: OpenDocument): void {
    // While the person types, the next pause brings everything.
    if (!this.pauses.has(document.uri)) this.publish(document);
  }

  private publish(document: OpenDocument): void {
    const { uri, version } = document;
    const report = this.options.report(document);
    const isKnown = this.told.get(uri)?.resultId === report.resultId;
    this.told.set(uri, report);
    if (!isKnown) this.send({ uri, version, diagnostics: [...report.diagnostics] });
  }

  private send(params: Parameters<Connection['sendDiagnostics']>[0]): void {
    // A client that cannot be reached is one that has gone.
    this.options.connection.sendDiagnostics(params).catch(() => undefined);
  }
}

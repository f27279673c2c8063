import type { ServerCapabilities } from 'vscode-languageserver';
import type { DocumentObserver } from '../document-observer';
import type { OpenDocument } from '../document-store';
import type { IdleWork } from '../idle';
import type { Session } from '../session';
import { BackgroundCompiler } from './compiler';
import { CompiledKernels } from './compiled-kernels';
import type { Delivery } from './delivery';
import { PullDelivery } from './pull';
import { PushDelivery } from './push';
import { DiagnosticReports, type Report } from './reports';

/** How long one step of checking operator laws in the background takes. */
const STEP_MILLISECONDS = 8;

export interface DiagnosticsOptions {
  readonly idle: IdleWork;
  /** Path of the bundled runner. */
  readonly runner: string;
  readonly documentation: string | undefined;
  readonly log: (message: string) => void;
}

/** Diagnostics from all that they come from: the checker at once, operator laws when idle, a compiler in pauses. */
export class Diagnostics implements DocumentObserver {
  readonly capabilities: ServerCapabilities;
  private readonly reports: DiagnosticReports;
  private readonly delivery: Delivery;
  private readonly compiler: BackgroundCompiler;

  constructor(
    session: Session,
    private readonly options: DiagnosticsOptions,
  ) {
    const { connection, documents, guard, configuration } = session;
    const { runner, documentation, log } = options;
    const compiled = new CompiledKernels();
    this.reports = new DiagnosticReports(compiled, documentation);
    const report = (document: OpenDocument): Report => this.report(document);
    this.delivery = pulls(session)
      ? new PullDelivery({ connection, documents, guard, report })
      : new PushDelivery({ connection, guard, report });
    this.capabilities = this.delivery.capabilities;
    const arrived = (document: OpenDocument): void => {
      this.delivery.arrived(document);
    };
    this.compiler = new BackgroundCompiler({ runner, compiled, configuration, guard, log, arrived });
  }

  opened(document: OpenDocument): void {
    this.delivery.opened(document);
    this.compiler.opened(document);
  }

  changed(document: OpenDocument): void {
    this.delivery.changed(document);
    this.compiler.changed(document);
  }

  saved(document: OpenDocument): void {
    this.compiler.saved(document);
  }

  closed(uri: string): void {
    this.options.idle.delete(uri);
    this.compiler.closed(uri);
    this.reports.close(uri);
    this.delivery.closed(uri);
  }

  /** Data files have changed: what cases say about them may be wrong. */
  refresh(documents: readonly OpenDocument[]): void {
    for (const document of documents) {
      document.invalidate();
      this.delivery.arrived(document);
    }
  }

  dispose(): void {
    this.compiler.dispose();
  }

  private report(document: OpenDocument): Report {
    const report = this.reports.of(document);
    if (!report.isComplete) this.options.idle.set(document.uri, () => this.checkLaws(document));
    return report;
  }

  /** @returns true when the operator laws of the document are known, and the client has been told. */
  private checkLaws(document: OpenDocument): boolean {
    const deadline = performance.now() + STEP_MILLISECONDS;
    let isFirst = true;
    const { model } = document.analysisWithLaws(() => {
      // However slow the machine is, each step gets somewhere.
      const mayGoOn = isFirst || performance.now() < deadline;
      isFirst = false;
      return mayGoOn;
    });
    if (model.areLawsComplete) this.delivery.arrived(document);
    return model.areLawsComplete;
  }
}

/**
 * Whether the client asks for diagnostics. One that asks but cannot be told to ask again would never see what comes
 * later, and is sent them instead.
 */
function pulls({ client }: Session): boolean {
  return client.textDocument?.diagnostic !== undefined && client.workspace?.diagnostics?.refreshSupport === true;
}

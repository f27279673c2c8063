import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Application } from '../application';
import { targetOf, type ActiveRun, type RunChange } from '../runs/run-store';
import type { Run } from '../../protocol/report';
import { panelHtml } from './html';
import { fromViewSchema, type ActiveRow, type FromView, type RunRow, type ToView } from './messages';
import { runDetail } from './run-detail';
import { runRow } from './run-row';
import { inSlices } from './slices';

export const resultsViewId = 'warpfold.results';

/** What the view may ask for beyond the data that it shows. */
export type ViewRequest = Exclude<FromView, { readonly type: 'ready' | 'select' }>;

/**
 * The Results panel. The view keeps no truth: whenever its script starts it says so and gets everything anew, the list in
 * slices and the details of the one run that it shows.
 */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private isReady = false;
  /** Which sending of the list is the current one: an older one stops. */
  private sending = 0;
  private shown: string | undefined;
  private pending: ToView | undefined;
  private readonly baselines = new Map<string, Run | undefined>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly application: Application,
    private readonly handle: (request: ViewRequest) => void,
  ) {
    const { runs, baselines, documents } = application;
    this.subscriptions = vscode.Disposable.from(
      runs.onDidChange((change) => {
        this.follow(change);
      }),
      baselines.onDidChange(() => {
        this.baselines.clear();
        void this.sendList();
        this.sendDetail();
      }),
      documents.onDidChange((uri) => {
        if (this.shown !== undefined && runs.find(this.shown)?.uri === uri) this.sendDetail();
      }),
    );
  }

  /** The run that the panel shows. */
  get shownRun(): Run | undefined {
    return this.shown === undefined ? undefined : this.application.runs.find(this.shown);
  }

  /** Shows the panel, and a run in it. */
  async reveal(id?: string, comparison = false): Promise<void> {
    if (id !== undefined) this.choose(id, comparison);
    await vscode.commands.executeCommand(`${resultsViewId}.focus`);
  }

  /** Has the view show a run, now or when its script has started. */
  private choose(id: string, comparison: boolean): void {
    const message: ToView = { type: 'reveal', id, comparison };
    if (this.isReady) this.post(message);
    else this.pending = message;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    const folder = vscode.Uri.joinPath(this.application.context.extensionUri, 'dist');
    const resource = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    this.view = view;
    this.isReady = false;
    view.onDidDispose(() => {
      this.view = undefined;
      this.isReady = false;
    });
    view.onDidChangeVisibility(() => {
      // A hidden view's page is gone; the next one says anew that it is ready.
      if (!view.visible) this.isReady = false;
    });
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((message: unknown) => {
      this.receive(message);
    });
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
      script: resource('webview.js'),
      stylesheet: resource('webview.css'),
      codicons: resource('codicon.css'),
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private receive(message: unknown): void {
    const parsed = v.safeParse(fromViewSchema, message);
    if (!parsed.success) {
      this.application.log.warn('The Results panel said something that the extension does not know.');
      return;
    }
    switch (parsed.output.type) {
      case 'ready':
        void this.start();
        return;
      case 'select':
        this.shown = parsed.output.id;
        this.sendDetail();
        return;
      default:
        this.handle(parsed.output);
    }
  }

  private async start(): Promise<void> {
    this.isReady = true;
    this.sendActive();
    await this.application.runs.load();
    await this.sendList();
    if (this.pending !== undefined) this.post(this.pending);
    this.pending = undefined;
  }

  private follow(change: RunChange): void {
    // What a profile finds stands in the panel: it opens, and the person goes on writing. Then it shows what was found.
    if (change.kind === 'started' && change.active.isProfile) {
      void vscode.commands.executeCommand(`${resultsViewId}.focus`, { preserveFocus: true });
    }
    if (this.isReady) this.tell(change);
    if (change.kind === 'ended' && change.active.isProfile && change.run !== undefined)
      this.choose(change.run.id, false);
  }

  private tell(change: RunChange): void {
    switch (change.kind) {
      case 'started':
      case 'progress':
        this.sendActive();
        return;
      case 'ended': {
        this.sendActive();
        const { kernel, case: name } = change.active.target;
        this.post({
          type: 'ended',
          kernel,
          ...(name === undefined ? {} : { case: name }),
          ...(change.run === undefined ? {} : { row: this.row(change.run) }),
        });
        return;
      }
      case 'loaded':
        void this.sendList();
        // Its trend goes on with what others ran.
        this.sendDetail();
    }
  }

  private async sendList(): Promise<void> {
    const sending = ++this.sending;
    for (const { items, isFirst, isLast } of inSlices(this.application.runs.all())) {
      if (sending !== this.sending || !this.isReady) return;
      await this.view?.webview.postMessage({
        type: 'runs',
        rows: items.map((run) => this.row(run)),
        isFirst,
        isLast,
      } satisfies ToView);
    }
  }

  private sendActive(): void {
    this.post({ type: 'active', active: this.application.runs.activeRuns().map(activeRow) });
  }

  private sendDetail(): void {
    if (this.shown === undefined) return;
    const { runs, documents } = this.application;
    const run = runs.find(this.shown);
    if (run === undefined) {
      this.post({ type: 'missing', id: this.shown });
      return;
    }
    const hash = documents
      .current(run.uri)
      .find(({ kind, name, kernel }) =>
        run.case === undefined
          ? kind === 'kernel' && name === run.kernel
          : kind === 'case' && name === run.case && kernel === run.kernel,
      )?.hash;
    this.post({ type: 'detail', detail: runDetail(run, { runs: runs.all(), baseline: this.baseline(run), hash }) });
  }

  private row(run: Run): RunRow {
    return runRow(run, this.baseline(run));
  }

  /** Baselines are validated whenever they are read: each is read once for a whole list. */
  private baseline(run: Run): Run | undefined {
    const target = targetOf(run);
    const device = run.device?.id ?? '';
    const key = JSON.stringify([target, device]);
    if (!this.baselines.has(key)) this.baselines.set(key, this.application.baselines.get(target, device));
    return this.baselines.get(key);
  }

  private post(message: ToView): void {
    if (this.isReady) void this.view?.webview.postMessage(message);
  }
}

function activeRow({ id, target, isProfile, startedAt, stage }: ActiveRun): ActiveRow {
  const { kernel, case: name } = target;
  return { id, kernel, ...(name === undefined ? {} : { case: name }), isProfile, startedAt, stage };
}

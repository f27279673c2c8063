import * as vscode from 'vscode';
import type { Application } from '../application';
import { targetOfUri, type GeneratedTarget } from './generated-target';
import { generate } from './generate';
import { linksOfCode, linksOfLines, type CodeLinks } from './code-links';
import { readLineMap } from './line-map';
import { aboveEarlier } from './notice';
import { watchTuningFiles } from './tuning-file-watcher';

/** Milliseconds without an edit of the source before its code is generated anew. */
const DEBOUNCE = 300;

interface Shown {
  readonly code: string;
  /** Left out while the code belongs to an earlier text of the source. */
  readonly links?: CodeLinks;
}

/** The contents of generated documents, which follow their source. */
export class GeneratedDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, Shown>();
  /** Counts the requests for a document, so that a slow answer does not replace a newer one. */
  private readonly turns = new Map<string, number>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(private readonly application: Application) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.schedule(document.uri.toString());
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.shown.delete(uri.toString());
        this.turns.delete(uri.toString());
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.refresh(() => true);
      }),
      watchTuningFiles(() => {
        this.refresh(() => true);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('warpfold')) this.refresh(() => true);
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string | undefined> {
    const target = targetOfUri(uri);
    if (target === undefined) return undefined;
    const key = uri.toString();
    const turn = (this.turns.get(key) ?? 0) + 1;
    this.turns.set(key, turn);
    const { text, isCode, links } = await generate(this.application.runner, target);
    if (this.turns.get(key) !== turn) return undefined;
    const earlier = this.shown.get(key)?.code;
    if (isCode) {
      this.shown.set(key, {
        code: text,
        links: links === undefined ? linksOfLines(readLineMap(text, fileName(target.uri))) : linksOfCode(links),
      });
      return text;
    }
    if (earlier !== undefined) this.shown.set(key, { code: earlier });
    return aboveEarlier(text, earlier);
  }

  /** Where the lines of a document came from; undefined where it shows no code of the source's text. */
  links(uri: vscode.Uri): CodeLinks | undefined {
    return this.shown.get(uri.toString())?.links;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private schedule(source: string): void {
    clearTimeout(this.timers.get(source));
    if (!openTargets().some(({ target }) => target.uri === source)) return;
    const timer = setTimeout(() => {
      this.timers.delete(source);
      this.refresh(({ uri }) => uri === source);
    }, DEBOUNCE);
    this.timers.set(source, timer);
  }

  private refresh(isAffected: (target: GeneratedTarget) => boolean): void {
    for (const { uri, target } of openTargets()) if (isAffected(target)) this.changed.fire(uri);
  }
}

function openTargets(): { readonly uri: vscode.Uri; readonly target: GeneratedTarget }[] {
  return vscode.workspace.textDocuments.flatMap(({ uri }) => {
    const target = targetOfUri(uri);
    return target === undefined ? [] : [{ uri, target }];
  });
}

/** The name that generated code knows a source by: the last part of its path. */
function fileName(uri: string): string {
  const { path } = vscode.Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

import * as vscode from 'vscode';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { readSettings } from '../settings';
import { InlineDecorations, type LineDecoration } from './decorations';
import { documentLines, type InlineLine } from './document-lines';
import { runHover } from './inline-hover';
import { ResultLenses } from './result-lenses';

/** Shows results and timings at the ends of the lines that they belong to, in every editor of a document. */
export function activateInlineResults(application: Application): vscode.Disposable {
  const { documents, runs } = application;
  const decorations = new InlineDecorations();
  /** Runs that Clear Inline Results has hidden, by document: those known at the time. */
  const cleared = new Map<string, ReadonlySet<string>>();

  const linesOf = (document: vscode.TextDocument): readonly InlineLine[] => {
    const uri = document.uri.toString();
    const hidden = cleared.get(uri);
    return documentLines(documents.current(uri), {
      runs: runs.all().filter((run) => run.uri === uri && !(hidden?.has(run.id) ?? false)),
      active: runs.activeRuns().filter(({ target }) => target.uri === uri),
      lengthOf: (line) => (line < document.lineCount ? document.lineAt(line).text.length : 0),
    });
  };

  const lenses = new ResultLenses((document) => (readSettings().inlineResults ? linesOf(document) : []));

  const update = (uri?: string): void => {
    const isShown = readSettings().inlineResults;
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (document.languageId !== 'reduce' || (uri !== undefined && document.uri.toString() !== uri)) continue;
      decorations.show(editor, isShown ? linesOf(document).map(decorationOf) : []);
      if (isShown) void runs.load();
    }
    lenses.refresh(vscode.window.visibleTextEditors.flatMap(({ document }) => (isShown ? linesOf(document) : [])));
  };

  const clear = (): void => {
    const known = new Set(runs.all().map(({ id }) => id));
    for (const { document } of vscode.window.visibleTextEditors) cleared.set(document.uri.toString(), known);
    update();
  };

  update();
  return vscode.Disposable.from(
    decorations,
    lenses,
    documents.onDidChange(update),
    runs.onDidChange((change) => {
      update(change.kind === 'loaded' ? undefined : change.active.target.uri);
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      update();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('warpfold.inlineResults')) update();
    }),
    vscode.commands.registerCommand(commandIds.clearInlineResults, clear),
  );
}

function decorationOf({ line, text, tone, run, share, indent }: InlineLine): LineDecoration {
  const isStale = tone === 'stale';
  return {
    line,
    text,
    tone,
    ...(share === undefined ? {} : { share }),
    ...(indent === undefined ? {} : { indent }),
    ...(run === undefined ? {} : { hover: runHover(run, isStale) }),
  };
}

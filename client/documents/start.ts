import * as vscode from 'vscode';
import type { Application } from '../application';

/** Starts the language server with the first `.reduce` document. */
export function startWithDocuments({ languageServer, log }: Application): vscode.Disposable {
  const startFor = (document: vscode.TextDocument): void => {
    if (document.languageId !== 'reduce') return;
    // The walkthrough's first step is done.
    void vscode.commands.executeCommand('setContext', 'warpfold.hasDocument', true);
    if (languageServer.isStarted) return;
    languageServer.start().catch((error: unknown) => {
      log.error('The language server did not start:', String(error));
      void vscode.window.showErrorMessage(
        'Warpfold: the language server did not start, so kernels are neither checked nor completed. The output channel “Warpfold” says why.',
      );
    });
  };
  const first = setImmediate(() => {
    vscode.workspace.textDocuments.forEach(startFor);
  });
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(startFor),
    new vscode.Disposable(() => {
      clearImmediate(first);
    }),
  );
}

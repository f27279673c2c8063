import * as vscode from 'vscode';
import { commandIds } from '../commands/command-ids';
import type { InlineLine } from './document-lines';

/**
 * Results in the row of lenses above lines whose end is out of sight. The row is there anyway, for Run and Profile, so the
 * code does not move. A click opens the panel.
 */
export class ResultLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly registration: vscode.Disposable;
  private words = '[]';

  constructor(private readonly linesOf: (document: vscode.TextDocument) => readonly InlineLine[]) {
    this.registration = vscode.languages.registerCodeLensProvider({ language: 'reduce' }, this);
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return this.linesOf(document).flatMap(({ line, above, run }) =>
      above === undefined || line >= document.lineCount
        ? []
        : [
            new vscode.CodeLens(document.lineAt(line).range, {
              title: above,
              command: commandIds.showResults,
              ...(run === undefined ? {} : { arguments: [{ run: run.id }] }),
            }),
          ],
    );
  }

  /** Asks the editor to read the lenses anew, where they are others than before: it draws the whole row again. */
  refresh(shown: readonly InlineLine[]): void {
    const words = JSON.stringify(shown.flatMap(({ line, above }) => (above === undefined ? [] : [[line, above]])));
    if (words === this.words) return;
    this.words = words;
    this.changed.fire();
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

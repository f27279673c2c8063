import * as vscode from 'vscode';
import type { Application } from '../application';
import { cursorLines } from './cursor-lines';
import type { GeneratedDocuments } from './generated-documents';
import { targetOfUri } from './generated-target';
import { generatedLines } from './line-map';

/** Marks, in generated documents that can be seen, the lines of the expression under the cursor in their source. */
export function highlightLines({ documents }: Application, generated: GeneratedDocuments): vscode.Disposable {
  const background = new vscode.ThemeColor('warpfold.generatedLineBackground');
  const decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: background,
    overviewRulerColor: background,
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });

  const linesIn = (editor: vscode.TextEditor): readonly number[] => {
    const target = targetOfUri(editor.document.uri);
    const map = generated.lineMap(editor.document.uri);
    const source = target && sourceEditor(target.uri);
    if (map === undefined || source === undefined) return [];
    const [first, last] = cursorLines(documents.current(source.document.uri.toString()), source.selection.active.line);
    return generatedLines(map, first, last);
  };

  const update = (follow: boolean): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (targetOfUri(editor.document.uri) === undefined) continue;
      const ranges = linesIn(editor)
        .filter((line) => line < editor.document.lineCount)
        .map((line) => editor.document.lineAt(line).range);
      editor.setDecorations(decoration, ranges);
      const isSeen = ranges.some((range) => editor.visibleRanges.some((visible) => visible.contains(range)));
      const [first] = ranges;
      if (follow && first !== undefined && !isSeen) {
        editor.revealRange(first, vscode.TextEditorRevealType.InCenter);
      }
    }
  };

  return vscode.Disposable.from(
    decoration,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.languageId === 'reduce') update(true);
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      update(true);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (targetOfUri(document.uri) !== undefined) update(false);
    }),
    documents.onDidChange(() => {
      update(false);
    }),
  );
}

/** The editor whose cursor counts: the active one, where a source is shown in several. */
function sourceEditor(uri: string): vscode.TextEditor | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor?.document.uri.toString() === uri);
}

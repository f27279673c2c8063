import * as vscode from 'vscode';
import type { Application } from '../application';
import { cursorLines } from './cursor-lines';
import type { GeneratedDocuments } from './generated-documents';
import { targetOfUri } from './generated-target';

/**
 * Marks what belongs together: in generated documents that can be seen, the lines of the expression under the cursor in
 * their source; in the source, the expressions of the line under the cursor in a generated document.
 */
export function highlightLines({ documents }: Application, generated: GeneratedDocuments): vscode.Disposable {
  const background = new vscode.ThemeColor('warpfold.generatedLineBackground');
  const decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: background,
    overviewRulerColor: background,
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });

  const sourceDecoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: background,
    overviewRulerColor: background,
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });

  const linesIn = (editor: vscode.TextEditor): readonly number[] => {
    const target = targetOfUri(editor.document.uri);
    const links = generated.links(editor.document.uri);
    const source = target && sourceEditor(target.uri);
    if (links === undefined || source === undefined) return [];
    const cursor = source.selection.active;
    const [first, last] = cursorLines(documents.current(source.document.uri.toString()), cursor.line);
    return links.linesAt(cursor, first, last);
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

  /** Marks in the source what the cursor's line of a generated document came from, and shows the first of it. */
  const markSource = (editor: vscode.TextEditor): void => {
    const target = targetOfUri(editor.document.uri);
    const source = target && sourceEditor(target.uri);
    if (source === undefined) return;
    const ranges = (generated.links(editor.document.uri)?.rangesOf(editor.selection.active.line) ?? []).map(
      ({ start, end }) =>
        source.document.validateRange(new vscode.Range(start.line, start.character, end.line, end.character)),
    );
    source.setDecorations(sourceDecoration, ranges);
    const [first] = ranges;
    if (first !== undefined) source.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };

  return vscode.Disposable.from(
    decoration,
    sourceDecoration,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.languageId === 'reduce') {
        textEditor.setDecorations(sourceDecoration, []);
        update(true);
      } else if (targetOfUri(textEditor.document.uri) !== undefined && textEditor === vscode.window.activeTextEditor) {
        markSource(textEditor);
      }
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      update(true);
      // Marks in a source do not outlive the document that they lead from.
      const shown = new Set(editors.map(({ document }) => targetOfUri(document.uri)?.uri));
      for (const editor of editors)
        if (!shown.has(editor.document.uri.toString())) editor.setDecorations(sourceDecoration, []);
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

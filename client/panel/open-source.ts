import * as vscode from 'vscode';
import type { Range, Run } from '../../protocol/report';
import type { DocumentItems } from '../documents/document-items';

/** Opens a run's document at a range of it, or at the kernel or case that ran. */
export async function openSource(run: Run, documents: DocumentItems, range?: Range): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(run.uri));
    const shown = range ?? (await rangeOfRun(run, documents, document));
    const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
    if (shown === undefined) return;
    const selection = new vscode.Range(shown.start.line, shown.start.character, shown.end.line, shown.end.character);
    editor.selection = new vscode.Selection(selection.start, selection.end);
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Warpfold: the source of ${run.kernel} could not be opened: ${why}`);
  }
}

async function rangeOfRun(
  run: Run,
  documents: DocumentItems,
  document: vscode.TextDocument,
): Promise<Range | undefined> {
  const items = await documents.of(document);
  const ofCase = items.find(({ kind, kernel, name }) => kind === 'case' && kernel === run.kernel && name === run.case);
  return (ofCase ?? items.find(({ kind, name }) => kind === 'kernel' && name === run.kernel))?.nameRange;
}

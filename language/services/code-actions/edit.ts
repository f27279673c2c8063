import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { rangeOf, type Analysis } from '../model/analysis';
import type { TextChange } from './fix';

/** Changes of one document, with its own line breaks, for the version that they were found in only. */
export function workspaceEdit(analysis: Analysis, changes: readonly TextChange[]): WorkspaceEdit {
  const hasReturns = analysis.text.includes('\r\n');
  const edits = changes.map(({ span, newText }): TextEdit => ({
    range: rangeOf(analysis, span),
    newText: hasReturns ? newText.replace(/\r?\n/g, '\r\n') : newText,
  }));
  return { documentChanges: [{ textDocument: { uri: analysis.uri, version: analysis.version }, edits }] };
}

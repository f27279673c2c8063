import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { rangeOf, type Analysis } from '../model/analysis';
import type { TextChange } from './fix';

/** Changes of one document, for the version that they were found in only. */
export function workspaceEdit(analysis: Analysis, changes: readonly TextChange[]): WorkspaceEdit {
  const edits = changes.map(({ span, newText }): TextEdit => ({ range: rangeOf(analysis, span), newText }));
  return { documentChanges: [{ textDocument: { uri: analysis.uri, version: analysis.version }, edits }] };
}

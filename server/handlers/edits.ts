import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Session } from '../session';

/** Edits of versioned documents, for a client that knows those; else the older form. */
export function adaptEdit({ client }: Session, edit: WorkspaceEdit): WorkspaceEdit {
  if (client.workspace?.workspaceEdit?.documentChanges === true) return edit;
  const { documentChanges = [], ...rest } = edit;
  const changes = { ...rest.changes };
  for (const change of documentChanges) {
    if (!('textDocument' in change)) continue;
    const edits = change.edits.flatMap((one) => ('newText' in one ? [{ range: one.range, newText: one.newText }] : []));
    changes[change.textDocument.uri] = [...(changes[change.textDocument.uri] ?? []), ...edits];
  }
  return { ...rest, changes };
}

import {
  LSPErrorCodes,
  ResponseError,
  type Location,
  type LocationLink,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  definition,
  documentHighlights,
  prepareRename,
  references,
  rename,
  type Refusal,
} from '../../language/services';
import type { Session } from '../session';
import { atPosition, demand } from './requests';

/** Definition, references, highlights and rename. */
export function navigation(session: Session): ServerCapabilities {
  const { connection, client } = session;
  const takesLinks = client.textDocument?.definition?.linkSupport === true;
  connection.onDefinition(
    atPosition(session, 'Definition', null, (analysis, position): LocationLink[] | Location[] => {
      const links = definition(analysis, position);
      return takesLinks ? links : links.map(toLocation);
    }),
  );
  connection.onReferences(
    atPosition(session, 'References', [], (analysis, position, { context }) =>
      references(analysis, position, { includeDeclaration: context?.includeDeclaration === true }),
    ),
  );
  connection.onDocumentHighlight(
    atPosition(session, 'Highlights', [], (analysis, position) => documentHighlights(analysis, position)),
  );
  connection.onPrepareRename(
    atPosition(session, 'Rename', null, (analysis, position) => allowed(prepareRename(analysis, position)) ?? null),
  );
  connection.onRenameRequest(
    atPosition(session, 'Rename', null, (analysis, position, { newName }) => {
      demand(typeof newName === 'string', 'Rename', 'newName');
      const edit = allowed(rename(analysis, position, newName));
      return edit === undefined ? null : adaptEdit(session, edit);
    }),
  );
  const takesPreparation = client.textDocument?.rename?.prepareSupport === true;
  return {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: takesPreparation ? { prepareProvider: true } : true,
  };
}

function toLocation({ targetUri, targetSelectionRange }: LocationLink): Location {
  return { uri: targetUri, range: targetSelectionRange };
}

/** Editors show the sentence of an error where an empty answer would leave the person guessing. */
function allowed<Result extends object>(answer: Result | Refusal | undefined): Result | undefined {
  if (answer !== undefined && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

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

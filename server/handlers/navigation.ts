import {
  LSPErrorCodes,
  ResponseError,
  type Location,
  type LocationLink,
  type ServerCapabilities,
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
import { adaptEdit } from './edits';
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

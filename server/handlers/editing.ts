import { CodeActionKind, type CodeAction, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions, format, formatOnType, formatRange } from '../../language/services';
import type { Session } from '../session';
import { adaptEdit } from './edits';
import { atPosition, demand, inRange, onDocument } from './requests';

/** Code actions, and formatting. */
export function editing(session: Session): ServerCapabilities {
  return { ...actions(session), ...formatting(session) };
}

function actions(session: Session): ServerCapabilities {
  const { connection, client } = session;
  // The older form of a code action is a command, and the server has none.
  if (client.textDocument?.codeAction?.codeActionLiteralSupport === undefined) return {};
  connection.onCodeAction(
    inRange(session, 'Code actions', [], (analysis, range, { context }): CodeAction[] =>
      codeActions(analysis, range, context).map((action) =>
        action.edit === undefined ? action : { ...action, edit: adaptEdit(session, action.edit) },
      ),
    ),
  );
  return {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, CodeActionKind.SourceFixAll],
    },
  };
}

function formatting(session: Session): ServerCapabilities {
  const { connection } = session;
  connection.onDocumentFormatting(
    onDocument(session, 'Formatting', [], (analysis, { options }) => format(analysis, options)),
  );
  connection.onDocumentRangeFormatting(
    inRange(session, 'Formatting', [], (analysis, range, { options }) => formatRange(analysis, range, options)),
  );
  connection.onDocumentOnTypeFormatting(
    atPosition(session, 'Formatting', [], (analysis, position, { ch, options }) => {
      demand(typeof ch === 'string', 'Formatting', 'ch');
      return formatOnType(analysis, position, ch, options);
    }),
  );
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ';', moreTriggerCharacter: ['}', '\n'] },
  };
}

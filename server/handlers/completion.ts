import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { CompletionItem, CompletionList, ServerCapabilities, SignatureHelp } from 'vscode-languageserver';
import {
  completions,
  completionTriggers,
  resolveCompletion,
  signatureHelp,
  type FileListing,
} from '../../language/services';
import { filesOf } from '../../runner/client/node-files';
import type { Session } from '../session';
import { completionRenderer, signatureRenderer } from './markup';
import { atPosition } from './requests';

/**
 * How many items one answer has at most. All CUDA functions that an expression can call are some four hundred, 90 kB: to
 * send and to read those takes longer than to find them, and nobody reads them to the end before typing a letter.
 */
const MOST_ITEMS = 64;

/** Completion, whose documentation is resolved when an item is looked at, and signatures. */
export function completion(session: Session): ServerCapabilities {
  const { connection, client, guard } = session;
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const itemDefaults = client.textDocument?.completion?.completionList?.itemDefaults ?? [];
  const none: CompletionList = { isIncomplete: false, items: [] };
  connection.onCompletion(
    atPosition(session, 'Completion', none, (analysis, position, { context }) => {
      const { triggerCharacter } = context ?? {};
      const files = listingFor(analysis.uri);
      return completions(analysis, position, {
        snippets,
        files,
        itemDefaults,
        most: MOST_ITEMS,
        ...(triggerCharacter && { triggerCharacter }),
      });
    }),
  );
  const renderItem = completionRenderer(client);
  connection.onCompletionResolve((item, token) => {
    const resolve = guard.request('Completion', item, (given: CompletionItem): CompletionItem => {
      const resolved = resolveCompletion(given);
      const { documentation } = resolved;
      return documentation === undefined ? resolved : { ...resolved, documentation: renderItem(documentation) };
    });
    return resolve(item, token);
  });
  const renderSignature = signatureRenderer(client);
  connection.onSignatureHelp(
    atPosition(session, 'Signature help', null, (analysis, position): SignatureHelp | null => {
      const help = signatureHelp(analysis, position);
      if (help === undefined) return null;
      const signatures = help.signatures.map(({ documentation, ...signature }) =>
        documentation === undefined ? signature : { ...signature, documentation: renderSignature(documentation) },
      );
      return { ...help, signatures };
    }),
  );
  return {
    completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
  };
}

/** What lies beside a document. A document that is saved nowhere has nothing beside it. */
function listingFor(uri: string): FileListing {
  return {
    list(folder) {
      const place = path.dirname(filesOf(uri).resolve(path.join(folder, 'x')));
      return readdirSync(place, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      }));
    },
  };
}

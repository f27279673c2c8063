import * as vscode from 'vscode';
import * as v from 'valibot';
import { convertPasteResultSchema, serverMethods } from '../../protocol/server';
import type { Application } from '../application';

/** What is pasted else costs no request. */
const MAKES_A_KERNEL = /\bReductionKernel\s*\(/;

/** Pastes Python that makes reduction kernels as kernels of this language; as it is remains a choice. */
export function activatePaste({ languageServer, log }: Application): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('warpfold', 'kernel');
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, _ranges, data, _context, token) {
      const python = await data.get('text/plain')?.asString();
      if (python === undefined || !MAKES_A_KERNEL.test(python)) return undefined;
      try {
        const client = await languageServer.start();
        const textDocument = { uri: document.uri.toString() };
        const answer = await client.sendRequest(serverMethods.convertPaste, { text: python, textDocument }, token);
        const converted = v.parse(convertPasteResultSchema, answer);
        return converted === null
          ? undefined
          : [new vscode.DocumentPasteEdit(converted.text, 'Paste as Warpfold kernel', kind)];
      } catch (error) {
        log.warn(`What was pasted was not converted: ${String(error)}`);
        return undefined;
      }
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider({ language: 'reduce' }, provider, {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/plain'],
  });
}

import * as vscode from 'vscode';
import * as v from 'valibot';
import { convertPasteResultSchema, serverMethods } from '../../protocol/server';
import type { Application } from '../application';

/** What is pasted else costs no request. */
const MAKES_A_KERNEL = /\bReductionKernel\s*\(/;

const TITLE = 'Paste as Warpfold kernel';

/** Pastes Python that makes reduction kernels as kernels of this language; as it is remains a choice. */
export function activatePaste({ languageServer, log }: Application): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('warpfold', 'kernel');
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, [range], data, _context, token) {
      const python = await data.get('text/plain')?.asString();
      if (python === undefined || !MAKES_A_KERNEL.test(python)) return undefined;
      try {
        const client = await languageServer.start();
        const textDocument = { uri: document.uri.toString() };
        const answer = await client.sendRequest(serverMethods.convertPaste, { text: python, textDocument }, token);
        const converted = v.parse(convertPasteResultSchema, answer);
        return converted === null
          ? undefined
          : [new vscode.DocumentPasteEdit(`${gapBefore(document, range)}${converted.text}`, TITLE, kind)];
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

/** A blank line, where the text that it is pasted into ends on the line above. */
function gapBefore(document: vscode.TextDocument, range: vscode.Range | undefined): string {
  if (range === undefined || range.start.character > 0 || range.start.line === 0) return '';
  return document.lineAt(range.start.line - 1).isEmptyOrWhitespace ? '' : '\n';
}

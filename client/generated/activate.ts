import * as vscode from 'vscode';
import type { ArtifactKind } from '../../protocol/rpc';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { resolveTarget } from '../commands/target-at-cursor';
import { requireTrust } from '../trust';
import { languageOf } from './artifacts';
import { GeneratedDocuments } from './generated-documents';
import { GENERATED_SCHEME, targetOfUri, uriPartsOf } from './generated-target';
import { highlightLines } from './line-highlight';

/** Show Generated CUDA, PTX, SASS, and the C++ of the CPU engine: read-only documents that follow their source. */
export function activateGeneratedCode(application: Application): vscode.Disposable {
  const documents = new GeneratedDocuments(application);

  const show = async (artifact: ArtifactKind, argument: unknown): Promise<void> => {
    if (!(await requireTrust('Compiling a kernel'))) return;
    const active = vscode.window.activeTextEditor;
    // Asked for from a generated document, another form of the same kernel.
    const target =
      (active && targetOfUri(active.document.uri)) ?? (await resolveTarget(application.documents, argument));
    if (target === undefined) {
      void vscode.window.showInformationMessage('Warpfold: put the cursor into a kernel or a case of a .reduce file.');
      return;
    }
    await open({ ...target, artifact });
  };

  const register = (id: string, artifact: ArtifactKind): vscode.Disposable =>
    vscode.commands.registerCommand(id, (argument: unknown) => show(artifact, argument));

  return vscode.Disposable.from(
    documents,
    vscode.workspace.registerTextDocumentContentProvider(GENERATED_SCHEME, documents),
    highlightLines(application, documents),
    register(commandIds.showGeneratedCuda, 'cuda'),
    register(commandIds.showPtx, 'ptx'),
    register(commandIds.showSass, 'sass'),
    register(commandIds.showGeneratedCpp, 'cpp'),
  );
}

async function open(target: Parameters<typeof uriPartsOf>[0]): Promise<void> {
  const opened = await vscode.workspace.openTextDocument(vscode.Uri.from(uriPartsOf(target)));
  const language = languageOf(target.artifact, await vscode.languages.getLanguages());
  const document =
    opened.languageId === language ? opened : await vscode.languages.setTextDocumentLanguage(opened, language);
  const beside = vscode.window.visibleTextEditors.find((editor) => targetOfUri(editor.document.uri) !== undefined);
  await vscode.window.showTextDocument(document, {
    viewColumn: beside?.viewColumn ?? vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
}

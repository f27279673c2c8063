import * as vscode from 'vscode';
import * as v from 'valibot';
import { serverMethods, templatesResultSchema, type TemplatesResult } from '../../protocol/server';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { templateItems } from './template-items';

/** New Kernel from Template: into the active `.reduce` editor between its items, or into a new document. */
export function registerNewKernel({ languageServer, log }: Application): vscode.Disposable {
  const ask = async (editor: vscode.TextEditor | undefined): Promise<TemplatesResult> => {
    const client = await languageServer.start();
    const params =
      editor === undefined
        ? {}
        : { textDocument: { uri: editor.document.uri.toString() }, position: editor.selection.active };
    return v.parse(templatesResultSchema, await client.sendRequest(serverMethods.templates, params));
  };

  const create = async (): Promise<void> => {
    const active = vscode.window.activeTextEditor;
    const editor = active?.document.languageId === 'reduce' ? active : undefined;
    const version = editor?.document.version;
    const { templates, place } = await ask(editor);
    const chosen = await vscode.window.showQuickPick([...templateItems(templates)], {
      title: 'New Kernel from Template',
      placeHolder: editor === undefined ? 'Opens a new .reduce document' : 'Adds a kernel to this file',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen === undefined) return;
    const { snippet } = chosen.template;
    if (editor === undefined || place === undefined) {
      await insert(await openNew(), snippet, new vscode.Position(0, 0));
      return;
    }
    // A place belongs to the text that it was asked for.
    const current = editor.document.version === version ? place : ((await ask(editor)).place ?? place);
    const { line, character } = current.position;
    await insert(editor, `${current.before}${snippet}${current.after}`, new vscode.Position(line, character));
  };

  return vscode.commands.registerCommand(commandIds.newKernel, async () => {
    try {
      await create();
    } catch (error) {
      log.error(`A kernel could not be made from a template: ${String(error)}`);
      void vscode.window.showErrorMessage(
        'Warpfold: the templates come from the language server, which did not answer. The output channel “Warpfold” says why.',
      );
    }
  });
}

async function openNew(): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'reduce', content: '' });
  return vscode.window.showTextDocument(document);
}

async function insert(editor: vscode.TextEditor, snippet: string, at: vscode.Position): Promise<void> {
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await shown.insertSnippet(new vscode.SnippetString(snippet), at);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

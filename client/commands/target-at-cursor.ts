import * as vscode from 'vscode';
import * as v from 'valibot';
import type { DocumentItem, DocumentItems } from '../documents/document-items';
import { itemAtPosition } from '../documents/item-at-position';
import type { RunTarget } from '../runs/run-target';

const targetSchema = v.object({ uri: v.string(), kernel: v.string(), case: v.optional(v.string()) });

/** What a command was called with (lenses, tests and the panel name a target), or what the cursor stands in. */
export async function resolveTarget(documents: DocumentItems, argument: unknown): Promise<RunTarget | undefined> {
  const given = v.safeParse(targetSchema, argument);
  if (given.success) {
    const { uri, kernel, case: name } = given.output;
    return { uri: vscode.Uri.parse(uri).toString(), kernel, ...(name === undefined ? {} : { case: name }) };
  }
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === 'reduce' ? targetInEditor(documents, editor) : undefined;
}

/** What the cursor of a `.reduce` editor stands in. */
export async function targetInEditor(
  documents: DocumentItems,
  editor: vscode.TextEditor,
): Promise<RunTarget | undefined> {
  const item = itemAtPosition(await documents.of(editor.document), editor.selection.active);
  return item && targetOfItem(editor.document.uri.toString(), item);
}

export function targetOfItem(uri: string, item: DocumentItem): RunTarget | undefined {
  if (item.name === '') return undefined;
  if (item.kind === 'kernel') return { uri, kernel: item.name };
  return item.kernel === undefined || item.kernel === '' ? undefined : { uri, kernel: item.kernel, case: item.name };
}

/** A kernel runs on its first case: one that reads through an index has no input of its own. */
export async function withFirstCase(documents: DocumentItems, target: RunTarget): Promise<RunTarget> {
  if (target.case !== undefined) return target;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
  const items = await documents.of(document);
  const first = items.find(({ kind, kernel, name }) => kind === 'case' && kernel === target.kernel && name !== '');
  return first === undefined ? target : { ...target, case: first.name };
}

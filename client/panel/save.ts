import * as vscode from 'vscode';

/** Asks where, and saves. */
export async function saveAs(
  name: string,
  extension: 'json' | 'csv' | 'svg' | 'png',
  content: string | Uint8Array,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}.${extension}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
    filters: { [extension.toUpperCase()]: [extension] },
    title: 'Save Results',
  });
  if (target === undefined) return;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Warpfold: ${target.fsPath} was not written: ${why}`);
  }
}

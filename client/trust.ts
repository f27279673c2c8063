import * as vscode from 'vscode';

/**
 * Whether the workspace's code may be executed; where it may not, the person is told why and how to change it. Everything
 * that compiles or runs asks here, since commands can be called from anywhere.
 */
export async function requireTrust(doing: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const chosen = await vscode.window.showWarningMessage(
    `${doing} executes code of this workspace, and the workspace is not trusted. Trust it first; checking and completion work without.`,
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

import * as vscode from 'vscode';
import { commandIds } from '../commands/command-ids';
import { inEditorWords, isMissingTool } from './missing-tools';

interface Failure {
  /** Left out where it is no error of ours. */
  readonly code?: string;
  readonly message: string;
  readonly advice?: string | undefined;
}

/** Says what failed and what to do; where the machine lacks something, with a way to what was looked for and where. */
export async function showFailure(label: string, failure: Failure, log: vscode.LogOutputChannel): Promise<void> {
  const { code = '', message, advice } = failure;
  const [devices, open] = ['Show Devices', 'Open Log'];
  const text = [`${label}: ${message}`, ...(advice === undefined ? [] : [inEditorWords(advice)])].join(' ');
  const chosen = await vscode.window.showErrorMessage(text, ...(isMissingTool(code) ? [devices] : []), open);
  if (chosen === devices) await vscode.commands.executeCommand(commandIds.showDevices);
  if (chosen === open) log.show();
}

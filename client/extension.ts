import type * as vscode from 'vscode';
import { createApplication, type Application } from './application';
import { activateFeatures } from './features';

let application: Application | undefined;

/** Registers what is cheap; the language client and the runner start when something needs them. */
export function activate(context: vscode.ExtensionContext): void {
  performance.mark('warpfold/activate/begin');
  application = createApplication(context);
  context.subscriptions.push(application, activateFeatures(application));
  performance.mark('warpfold/activate/end');
}

/** Ends the language server; the runner ends with the disposables. */
export async function deactivate(): Promise<void> {
  await application?.languageServer.stop();
}

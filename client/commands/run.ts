import * as vscode from 'vscode';
import type { Application } from '../application';
import type { DocumentItems } from '../documents/document-items';
import type { RunOptions } from '../runs/run-controller';
import type { RunChange } from '../runs/run-store';
import type { RunTarget } from '../runs/run-target';
import { commandIds } from './command-ids';
import { resolveTarget, targetInEditor, targetOfItem, withFirstCase } from './target-at-cursor';

/** Run Kernel, Run Kernel with Bounds Checks, Profile Kernel, Deep Profile, Run All Cases, Cancel. */
export function registerRunCommands({ controller, documents, runs }: Application): vscode.Disposable {
  const runAt = async (argument: unknown, options: RunOptions = {}): Promise<void> => {
    const target = (await resolveTarget(documents, argument)) ?? (await targetOfOpenEditor(documents));
    if (target === undefined) {
      await offerTemplate();
      return;
    }
    await controller.run([await withFirstCase(documents, target)], options);
  };

  const runAll = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'reduce') return;
    const uri = document.uri.toString();
    const cases = (await documents.of(document)).filter(({ kind }) => kind === 'case');
    const targets = cases.flatMap((item) => targetOfItem(uri, item) ?? []);
    if (targets.length === 0) {
      void vscode.window.showInformationMessage('Warpfold: this file has no case. Run Kernel runs on generated input.');
      return;
    }
    await controller.run(targets);
  };

  const setRunning = (change: RunChange): void => {
    void vscode.commands.executeCommand('setContext', 'warpfold.isRunning', runs.activeRuns().length > 0);
    if (change.kind === 'ended' && change.run?.result !== undefined) {
      void vscode.commands.executeCommand('setContext', 'warpfold.hasResult', true);
    }
  };

  return vscode.Disposable.from(
    runs.onDidChange(setRunning),
    vscode.commands.registerCommand(commandIds.runKernel, (argument: unknown) => runAt(argument)),
    vscode.commands.registerCommand(commandIds.runKernelChecked, (argument: unknown) =>
      runAt(argument, { sanitize: true }),
    ),
    vscode.commands.registerCommand(commandIds.profileKernel, (argument: unknown) =>
      runAt(argument, { profile: true }),
    ),
    vscode.commands.registerCommand(commandIds.deepProfile, (argument: unknown) =>
      runAt(argument, { profile: true, counters: true }),
    ),
    vscode.commands.registerCommand(commandIds.runAllCases, runAll),
    vscode.commands.registerCommand(commandIds.cancel, () => {
      controller.cancel();
    }),
  );
}

/** The kernel of an editor that is open but not active: a command of the walkthrough means it. */
async function targetOfOpenEditor(documents: DocumentItems): Promise<RunTarget | undefined> {
  if (vscode.window.activeTextEditor !== undefined) return undefined;
  const isSource = ({ languageId }: vscode.TextDocument): boolean => languageId === 'reduce';
  const visible = vscode.window.visibleTextEditors.find(({ document }) => isSource(document));
  const document = visible?.document ?? vscode.workspace.textDocuments.find(isSource);
  if (document === undefined) return undefined;
  return targetInEditor(documents, visible ?? (await vscode.window.showTextDocument(document)));
}

async function offerTemplate(): Promise<void> {
  const template = 'New Kernel from Template';
  const chosen = await vscode.window.showInformationMessage(
    'Warpfold: there is no kernel here. Put the cursor into a kernel or a case of a .reduce file, or start with a new one.',
    template,
  );
  if (chosen === template) await vscode.commands.executeCommand(commandIds.newKernel);
}

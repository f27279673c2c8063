import * as vscode from 'vscode';
import { WarpfoldError } from '../../protocol/errors';
import { formatChange } from '../../protocol/format/quantity';
import { tuningVerdict } from '../../protocol/format/tuning';
import type { Progress } from '../../protocol/rpc';
import type { Tuning } from '../../protocol/tuning';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { resolveTarget, withFirstCase } from '../commands/target-at-cursor';
import { showFailure } from '../runs/failure-notice';
import { targetLabel, type RunTarget } from '../runs/run-target';
import { readSettings } from '../settings';
import { requireTrust } from '../trust';
import { tuningLines } from './tuning-lines';

/** Tune Kernel: looks for a faster launch plan, keeps it, and runs the kernel with it. */
export function registerTuneCommand(application: Application): vscode.Disposable {
  const { documents, controller, log } = application;

  const tune = async (argument: unknown): Promise<void> => {
    const found = await resolveTarget(documents, argument);
    if (found === undefined) {
      void vscode.window.showInformationMessage(
        'Warpfold: there is no kernel here. Put the cursor into a kernel or a case of a .reduce file.',
      );
      return;
    }
    if (!(await requireTrust('Tuning a kernel'))) return;
    const target = await withFirstCase(documents, found);
    const label = targetLabel(target);
    try {
      const tuning = await withProgress(label, (progress, signal) => search(application, target, progress, signal));
      for (const line of tuningLines(tuning)) log.info(`${label}: ${line}`);
      // What is kept is shown where every result is: behind the kernel's line and in the panel.
      if (tuning.file !== undefined) void controller.run([target]);
      await tell(tuning, label, log);
    } catch (error) {
      if (error instanceof WarpfoldError && error.code === 'cancelled') return;
      const failure =
        error instanceof WarpfoldError
          ? error.data
          : { message: error instanceof Error ? error.message : String(error) };
      log.error(`${label}: ${failure.message}`);
      await showFailure(label, failure, log);
    }
  };
  return vscode.commands.registerCommand(commandIds.tuneKernel, tune);
}

function withProgress(
  label: string,
  work: (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<Tuning>,
): Thenable<Tuning> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Tuning ${label}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (notification, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    return work((progress) => {
      notification.report({ message: progressText(progress) });
    }, abort.signal);
  });
}

function progressText({ stage, tuning }: Progress): string {
  if (tuning === undefined) return `${stage} …`;
  const { tried, bestSeconds, defaultSeconds } = tuning;
  const gain = bestSeconds < defaultSeconds ? `, best ${formatChange(bestSeconds / defaultSeconds - 1)}` : '';
  return `${tried} tried${gain}`;
}

async function search(
  { runner }: Application,
  target: RunTarget,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Tuning> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
  const settings = readSettings();
  return runner.client().tune(
    {
      ...target,
      version: document.version,
      text: document.getText(),
      device: settings.device,
      settings: settings.runner,
      budgetSeconds: settings.tuneBudget,
    },
    { signal, onProgress },
  );
}

async function tell(tuning: Tuning, label: string, log: vscode.LogOutputChannel): Promise<void> {
  if (tuning.status === 'error' && tuning.error !== undefined) {
    await showFailure(label, tuning.error, log);
    return;
  }
  if (tuning.status === 'cancelled' && tuning.tuned === undefined) return;
  const [details, open] = ['Show Variants', 'Open Tuning File'];
  const { file, tuned } = tuning;
  const unsaved = tuned !== undefined && file === undefined ? ' It was not kept: save the file first.' : '';
  const chosen = await vscode.window.showInformationMessage(
    `${label}: ${tuningVerdict(tuning)}${unsaved}`,
    details,
    ...(file === undefined ? [] : [open]),
  );
  if (chosen === details) log.show();
  if (chosen === open && file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file));
}

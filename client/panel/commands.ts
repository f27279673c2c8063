import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { resolveTarget } from '../commands/target-at-cursor';
import { formatSeconds } from '../../protocol/format/quantity';
import { targetOf } from '../runs/run-store';
import { targetLabel, type RunTarget } from '../runs/run-target';
import type { ResultsView } from './results-view';

/** Set Baseline, Compare with Baseline, Show Results. */
export function registerResultCommands(application: Application, view: ResultsView): vscode.Disposable {
  const { runs, baselines, documents } = application;

  /** The newest run of what the command was called with or the cursor stands in; else the one that the panel shows, or the newest. */
  const findRun = async (argument: unknown): Promise<Run | undefined> => {
    await runs.load();
    const target = await resolveTarget(documents, argument);
    return target === undefined ? (view.shownRun ?? runs.all()[0]) : newestOf(runs.all(), target);
  };

  const sayNothingRan = (): void => {
    void vscode.window.showInformationMessage(
      'Warpfold: there is no timed result of this kernel yet. Run it first, then set its baseline.',
    );
  };

  const setBaseline = async (argument: unknown): Promise<void> => {
    const run = await findRun(argument);
    if (run?.timings?.kernel === undefined) {
      sayNothingRan();
      return;
    }
    await baselines.set(run);
    void vscode.window.showInformationMessage(
      `Warpfold: ${targetLabel(targetOf(run))} is compared with ${formatSeconds(run.timings.kernel.median)} on ${run.device?.name ?? 'its device'} from now on.`,
    );
  };

  const compare = async (argument: unknown): Promise<void> => {
    const run = await findRun(argument);
    if (run === undefined) {
      sayNothingRan();
      return;
    }
    if (baselines.get(targetOf(run), run.device?.id ?? '') === undefined) {
      const set = 'Set Baseline';
      const chosen = await vscode.window.showInformationMessage(
        `Warpfold: ${targetLabel(targetOf(run))} has no baseline on this device. Set one, change the kernel, run it again, and compare.`,
        set,
      );
      if (chosen === set) await setBaseline(targetOf(run));
      return;
    }
    await view.reveal(run.id, true);
  };

  const show = async (argument: unknown): Promise<void> => {
    const run = argument === undefined ? undefined : await findRun(argument);
    await view.reveal(run?.id);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.setBaseline, setBaseline),
    vscode.commands.registerCommand(commandIds.compareWithBaseline, compare),
    vscode.commands.registerCommand(commandIds.showResults, show),
  );
}

/** A kernel named without a case stands for its newest run on any. */
function newestOf(newestFirst: readonly Run[], { uri, kernel, case: name }: RunTarget): Run | undefined {
  return newestFirst.find(
    (run) => run.uri === uri && run.kernel === kernel && (name === undefined || run.case === name),
  );
}

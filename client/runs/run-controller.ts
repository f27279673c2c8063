import * as vscode from 'vscode';
import { WarpfoldError } from '../../protocol/errors';
import { profileSettings } from '../../protocol/profile-settings';
import type { Run } from '../../protocol/report';
import type { DocumentItems } from '../documents/document-items';
import { readSettings } from '../settings';
import { requireTrust } from '../trust';
import { showFailure } from './failure-notice';
import { missingToolOf } from './missing-tools';
import { targetOf, type RunStore } from './run-store';
import { targetLabel, type RunTarget } from './run-target';
import type { RunnerService } from './runner-service';

export interface RunOptions {
  /** More samples, and a sweep over sizes. */
  readonly profile?: boolean;
  /** Hardware counters too. */
  readonly counters?: boolean;
  /** Checks every access to a vector, instead of taking times. */
  readonly sanitize?: boolean;
}

interface Services {
  readonly runner: RunnerService;
  readonly runs: RunStore;
  readonly documents: DocumentItems;
  readonly log: vscode.LogOutputChannel;
}

/** Starts and cancels runs. Whatever starts one (lens, key, test, panel), it comes through here. */
export class RunController implements vscode.Disposable {
  private readonly aborts = new Map<number, AbortController>();
  private nextId = 1;

  constructor(private readonly services: Services) {}

  /**
   * Runs targets one after the other, on the text that their documents have now. Answers with what ran: none where the
   * workspace is not trusted, fewer where they were cancelled.
   */
  async run(targets: readonly RunTarget[], options: RunOptions = {}): Promise<readonly Run[]> {
    const { profile = false } = options;
    if (targets.length === 0 || !(await requireTrust(profile ? 'Profiling a kernel' : 'Running a kernel'))) return [];
    const begun = targets.map((target) => this.begin(target, profile));
    const runs: Run[] = [];
    for (const { id, target, signal } of begun) {
      const run = signal.aborted ? undefined : await this.execute(id, target, signal, options);
      this.aborts.delete(id);
      this.services.runs.end(id, run);
      if (run !== undefined) runs.push(run);
    }
    this.reportMissingTool(runs);
    return runs;
  }

  /** Cancels every run, or those of one document. */
  cancel(uri?: string): void {
    for (const active of this.services.runs.activeRuns()) {
      if (uri === undefined || active.target.uri === uri) active.cancel();
    }
  }

  dispose(): void {
    for (const abort of this.aborts.values()) abort.abort();
  }

  private begin(target: RunTarget, isProfile: boolean): { id: number; target: RunTarget; signal: AbortSignal } {
    const id = this.nextId++;
    const abort = new AbortController();
    this.aborts.set(id, abort);
    this.services.runs.start({
      id,
      target,
      isProfile,
      startedAt: Date.now(),
      stage: 'queued',
      cancel: () => {
        abort.abort();
      },
    });
    return { id, target, signal: abort.signal };
  }

  private async execute(
    id: number,
    target: RunTarget,
    signal: AbortSignal,
    { profile = false, counters = false, sanitize = false }: RunOptions,
  ): Promise<Run | undefined> {
    const { runner, runs, log } = this.services;
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
      const settings = readSettings();
      const run = await runner.client().execute(
        {
          ...target,
          version: document.version,
          text: document.getText(),
          device: settings.device,
          settings: {
            ...settings.runner,
            ...(profile ? { ...profileSettings, accuracy: settings.profileAccuracy } : {}),
            counters,
            sanitize,
          },
        },
        {
          signal,
          onProgress: ({ stage }) => {
            runs.progress(id, stage);
          },
        },
      );
      log.info(`${targetLabel(target)}: ${run.status}${run.error === undefined ? '' : `, ${run.error.message}`}`);
      return run;
    } catch (error) {
      this.report(target, error);
      return undefined;
    }
  }

  /** What the machine lacks is said once, however many runs it stopped. */
  private reportMissingTool(runs: readonly Run[]): void {
    const stopped = runs.find((run) => missingToolOf(run) !== undefined);
    const error = stopped && missingToolOf(stopped);
    if (stopped !== undefined && error !== undefined) {
      void showFailure(targetLabel(targetOf(stopped)), error, this.services.log);
    }
  }

  private report(target: RunTarget, error: unknown): void {
    const failure =
      error instanceof WarpfoldError ? error.data : { message: error instanceof Error ? error.message : String(error) };
    this.services.log.error(`${targetLabel(target)}: ${failure.message}`);
    void showFailure(targetLabel(target), failure, this.services.log);
  }
}

import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import { targetOf, type RunStore } from '../runs/run-store';
import type { RunTarget } from '../runs/run-target';
import type { BaselineFile } from './baseline-file';

/** The run that later ones of a kernel, case and device are compared with. */
export class Baselines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly file: BaselineFile,
    private readonly runs: RunStore,
  ) {}

  /** The baseline of a target on a device; undefined where none was set. */
  get(target: RunTarget, device: string): Run | undefined {
    return this.file.get(keyOf(target, device));
  }

  /** Keeps the whole run, so that a baseline outlives the history. */
  async set(run: Run): Promise<void> {
    await this.file.set(keyOf(targetOf(run), run.device?.id ?? ''), run);
    this.changed.fire();
  }

  /** Makes the newest successful run of a target its baseline; false where there is none. */
  async setLatest(target: RunTarget): Promise<boolean> {
    const latest = this.runs.latest(target);
    if (latest?.timings?.kernel === undefined) return false;
    await this.set(latest);
    return true;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function keyOf(target: RunTarget, device: string): string {
  return [target.uri, target.kernel, target.case ?? '', device].join('|');
}

import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import { targetOf, type RunStore } from '../runs/run-store';
import type { RunTarget } from '../runs/run-target';
import type { BaselineFile } from './baseline-file';
import type { WatchFile } from './watch-file';

/** The run that later ones of a kernel, case and device are compared with. */
export class Baselines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private watching: { dispose(): void } | undefined;
  /** The file that was last told of. */
  private told: string | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly file: BaselineFile,
    private readonly runs: RunStore,
    private readonly watch: WatchFile,
  ) {}

  /** The baseline of a target on a device; undefined where none was set. */
  get(target: RunTarget, device: string): Run | undefined {
    this.follow();
    return this.file.get(keyOf(target, device));
  }

  /** Keeps the whole run, so that a baseline outlives the history. */
  async set(run: Run): Promise<void> {
    await this.file.set(keyOf(targetOf(run), run.device?.id ?? ''), run);
    this.tell();
  }

  /** Makes the newest successful run of a target its baseline; false where there is none. */
  async setLatest(target: RunTarget): Promise<boolean> {
    const latest = this.runs.latest(target);
    if (latest?.timings?.kernel === undefined) return false;
    await this.set(latest);
    return true;
  }

  dispose(): void {
    this.watching?.dispose();
    this.changed.dispose();
  }

  /** Tells of what other windows set, from the first time on that somebody asks for a baseline. */
  private follow(): void {
    if (this.watching !== undefined) return;
    this.told = this.file.version();
    this.watching = this.watch(() => {
      // What this window has set it has told already.
      if (this.told !== this.file.version()) this.tell();
    });
  }

  private tell(): void {
    this.told = this.file.version();
    this.changed.fire();
  }
}

function keyOf(target: RunTarget, device: string): string {
  return [target.uri, target.kernel, target.case ?? '', device].join('|');
}

import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import type { Progress } from '../../protocol/rpc';
import type { History } from '../history/history';
import type { WatchFile } from '../history/watch-file';
import { mergeRuns } from './merge-runs';
import { sameTarget, type RunTarget } from './run-target';

/** A run that has not ended. */
export interface ActiveRun {
  readonly id: number;
  readonly target: RunTarget;
  readonly isProfile: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly stage: Progress['stage'];
  cancel(): void;
}

/** What changed: a run started, went on or ended; or runs of earlier sessions, or of other windows, were read. */
export type RunChange =
  | { readonly kind: 'started' | 'progress'; readonly active: ActiveRun }
  | { readonly kind: 'ended'; readonly active: ActiveRun; readonly run: Run | undefined }
  | { readonly kind: 'loaded' };

/** Every run that is known, of this session, of earlier ones and of other windows, and those under way in this one. */
export class RunStore implements vscode.Disposable {
  private readonly active = new Map<number, ActiveRun>();
  private ended: readonly Run[] = [];
  private loading: Promise<void> | undefined;
  private watching: { dispose(): void } | undefined;
  private readonly changed = new vscode.EventEmitter<RunChange>();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly history: History,
    private readonly watch: WatchFile,
  ) {}

  /** Reads the runs of earlier sessions, once, and from then on those of other windows as they come. */
  load(): Promise<void> {
    this.watching ??= this.watch(() => void this.follow());
    this.loading ??= this.history.read().then((runs) => {
      // A run that ended meanwhile may be in the file already.
      this.ended = mergeRuns(this.ended, runs);
      this.changed.fire({ kind: 'loaded' });
    });
    return this.loading;
  }

  private async follow(): Promise<void> {
    await this.load();
    const news = await this.history.news();
    const merged = mergeRuns(this.ended, news);
    if (merged === this.ended) return;
    this.ended = merged;
    this.changed.fire({ kind: 'loaded' });
  }

  /** Newest first. */
  all(): readonly Run[] {
    return this.ended;
  }

  activeRuns(): readonly ActiveRun[] {
    return [...this.active.values()];
  }

  /** The newest run of a target on any device. */
  latest(target: RunTarget): Run | undefined {
    return this.ended.find((run) => sameTarget(targetOf(run), target));
  }

  find(id: string): Run | undefined {
    return this.ended.find((run) => run.id === id);
  }

  start(active: ActiveRun): void {
    this.active.set(active.id, active);
    this.changed.fire({ kind: 'started', active });
  }

  progress(id: number, stage: Progress['stage']): void {
    const before = this.active.get(id);
    if (before === undefined || before.stage === stage) return;
    const active = { ...before, stage };
    this.active.set(id, active);
    this.changed.fire({ kind: 'progress', active });
  }

  /** @param run Left out where there was nothing to run. */
  end(id: number, run: Run | undefined): void {
    const active = this.active.get(id);
    if (active === undefined) return;
    this.active.delete(id);
    if (run !== undefined) {
      this.ended = [run, ...this.ended];
      this.history.append(run);
    }
    this.changed.fire({ kind: 'ended', active, run });
  }

  dispose(): void {
    this.watching?.dispose();
    this.changed.dispose();
    void this.history.flush();
  }
}

export function targetOf(run: Run): RunTarget {
  return { uri: run.uri, kernel: run.kernel, ...(run.case === undefined ? {} : { case: run.case }) };
}

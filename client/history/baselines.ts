import * as vscode from 'vscode';
import { runSchema, type Run } from '../../protocol/report';
import * as v from 'valibot';
import { targetOf, type RunStore } from '../runs/run-store';
import type { RunTarget } from '../runs/run-target';

const stateKey = 'warpfold.baselines';

/** The run that later ones of a kernel, case and device are compared with. */
export class Baselines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly runs: RunStore,
  ) {}

  /** The baseline of a target on a device; undefined where none was set. */
  get(target: RunTarget, device: string): Run | undefined {
    const parsed = v.safeParse(runSchema, this.stored()[keyOf(target, device)]);
    return parsed.success ? parsed.output : undefined;
  }

  /** Keeps the whole run, so that a baseline outlives the history. */
  async set(run: Run): Promise<void> {
    await this.state.update(stateKey, {
      ...this.stored(),
      [keyOf(targetOf(run), run.device?.id ?? '')]: run,
    });
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

  private stored(): Readonly<Record<string, unknown>> {
    return this.state.get<Readonly<Record<string, unknown>>>(stateKey, {});
  }
}

function keyOf(target: RunTarget, device: string): string {
  return [target.uri, target.kernel, target.case ?? '', device].join('|');
}

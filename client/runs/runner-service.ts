import type * as vscode from 'vscode';
import { RunnerClient } from '../../runner/client/runner-client';
import { readSettings } from '../settings';

/** The runner of role `execute`; its process starts with the first request. A change of its time limit replaces it. */
export class RunnerService implements vscode.Disposable {
  private current: { readonly client: RunnerClient; readonly timeLimit: number } | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  client(): RunnerClient {
    const { timeLimit } = readSettings();
    if (this.current?.timeLimit === timeLimit) return this.current.client;
    this.current?.client.dispose();
    this.log.debug(`A runner starts with the next request; a run may take ${timeLimit} s.`);
    const entry = this.context.asAbsolutePath('dist/runner.js');
    const client = new RunnerClient({ entry, role: 'execute', timeLimitSeconds: timeLimit });
    this.current = { client, timeLimit };
    return client;
  }

  dispose(): void {
    this.current?.client.dispose();
  }
}

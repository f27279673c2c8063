import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** Calls back whenever a file may have changed, whoever changed it, until it is disposed. */
export type WatchFile = (changed: () => void) => { dispose(): void };

/** Watches a file that need not be there yet. Where that cannot be done, it is logged and nobody is called. */
export function watcherOf(file: vscode.Uri, log: Pick<vscode.LogOutputChannel, 'warn'>): WatchFile {
  const folder = path.dirname(file.fsPath);
  return (changed) => {
    try {
      // A folder that does not exist cannot be watched everywhere.
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      log.warn(`What other windows write to ${file.fsPath} is shown after a reload only: ${String(error)}`);
      return new vscode.Disposable(() => undefined);
    }
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), path.basename(file.fsPath));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  };
}

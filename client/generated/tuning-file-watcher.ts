import path from 'node:path';
import * as vscode from 'vscode';
import { readSettings } from '../settings';

/**
 * Tells when a tuning file may have changed from which runs of this window take plans: one beside a document of the workspace,
 * or the one that the setting names. Whoever wrote it: this window, another, or `warpfold tune`.
 */
export function watchTuningFiles(changed: () => void): vscode.Disposable {
  let watcher = watcherOf(changed);
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('warpfold.tuningFile')) return;
    watcher.dispose();
    watcher = watcherOf(changed);
  });
  return new vscode.Disposable(() => {
    settings.dispose();
    watcher.dispose();
  });
}

function watcherOf(changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(patternOf(readSettings().runner.tuningFile));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}

function patternOf(setting: string | undefined): vscode.GlobPattern {
  if (setting === undefined) return '**/.warpfold/tuning.json';
  if (!path.isAbsolute(setting)) return `**/${path.basename(setting)}`;
  return new vscode.RelativePattern(vscode.Uri.file(path.dirname(setting)), path.basename(setting));
}

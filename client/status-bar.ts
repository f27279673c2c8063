import * as vscode from 'vscode';
import type { Run } from '../protocol/report';
import type { Application } from './application';
import { deviceStatus } from './device-status';
import { readSettings } from './settings';

/** The device in use, beside a `.reduce` file; what runs, while something runs. */
export function showDeviceInStatusBar({ runs }: Application): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('warpfold.device', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Warpfold Device';
  /** The newest run with the device that is set now: earlier ones say nothing about it. */
  let last: Run | undefined;
  const update = (): void => {
    const active = runs.activeRuns();
    const { text, tooltip, command, isWarning } = deviceStatus(readSettings().device, active, last);
    item.text = text;
    item.tooltip = tooltip;
    item.command = command;
    item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    if (active.length > 0 || vscode.window.activeTextEditor?.document.languageId === 'reduce') item.show();
    else item.hide();
  };
  update();
  return vscode.Disposable.from(
    item,
    runs.onDidChange((change) => {
      if (change.kind === 'ended') last = change.run ?? last;
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('warpfold')) return;
      last = undefined;
      update();
    }),
  );
}

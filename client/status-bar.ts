import * as vscode from 'vscode';
import type { Application } from './application';
import { commandIds } from './commands/command-ids';
import { readSettings } from './settings';

/** The device in use, beside a `.reduce` file; what runs, while something runs. */
export function showDeviceInStatusBar({ runs }: Application): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('warpfold.device', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Warpfold Device';
  const update = (): void => {
    const active = runs.activeRuns();
    if (active.length > 0) {
      const [first] = active;
      item.text = `$(loading~spin) ${first?.target.kernel ?? 'Running'}`;
      item.tooltip = `${active.length} ${active.length === 1 ? 'run' : 'runs'} under way. Click to cancel.`;
      item.command = commandIds.cancel;
      item.show();
      return;
    }
    const { device } = readSettings();
    const used = runs.all()[0]?.device;
    item.text = `$(circuit-board) ${device === 'auto' ? (used?.id ?? 'auto') : device}`;
    item.tooltip =
      used === undefined ? 'Device that kernels run on. Click to change.' : `${used.name}. Click to change.`;
    item.command = commandIds.selectDevice;
    if (vscode.window.activeTextEditor?.document.languageId === 'reduce') item.show();
    else item.hide();
  };
  update();
  return vscode.Disposable.from(
    item,
    runs.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('warpfold.device')) update();
    }),
  );
}

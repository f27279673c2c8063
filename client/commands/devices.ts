import * as vscode from 'vscode';
import type { Application } from '../application';
import type { DevicesResult } from '../../protocol/rpc';
import { readSettings } from '../settings';
import { requireTrust } from '../trust';
import { commandIds } from './command-ids';

/** Select Device, Show Devices. */
export function registerDeviceCommands({ runner, log }: Application): vscode.Disposable {
  /** What the runner finds; undefined where it may not look or cannot be started, which has been said. */
  const search = async (doing: string): Promise<DevicesResult | undefined> => {
    if (!(await requireTrust(doing))) return undefined;
    try {
      return await runner.client().devices(readSettings().runner);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.error(`Devices could not be listed: ${message}`);
      void vscode.window.showErrorMessage(`Warpfold: devices could not be listed: ${message}`);
      return undefined;
    }
  };

  const select = async (): Promise<void> => {
    const found = await search('Looking for devices');
    if (found === undefined) return;
    const current = readSettings().device;
    const choices = [
      { label: 'auto', description: 'The first GPU, or the CPU where there is none' },
      ...found.devices.map(({ id, name }) => ({ label: id, description: name })),
    ];
    const chosen = await vscode.window.showQuickPick(
      choices.map((choice) => ({ ...choice, ...(choice.label === current ? { detail: '$(check) in use' } : {}) })),
      { title: 'Device to run kernels on', placeHolder: found.findings.find(({ advice }) => advice)?.advice ?? '' },
    );
    if (chosen === undefined) return;
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    const target = hasFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('warpfold').update('device', chosen.label, target);
  };

  const show = async (): Promise<void> => {
    const found = await search('Looking for devices');
    if (found === undefined) return;
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: devicesText(found) });
    await vscode.window.showTextDocument(document, { preview: true });
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.selectDevice, select),
    vscode.commands.registerCommand(commandIds.showDevices, show),
  );
}

/** Everything that a bug report needs about what was found, and where it was looked for. */
function devicesText({ devices, findings }: DevicesResult): string {
  const lines = ['# Warpfold: devices', ''];
  for (const { id, name, memory } of devices) {
    lines.push(`- \`${id}\`: ${name}${memory === undefined ? '' : `, ${(memory / 2 ** 30).toFixed(1)} GiB`}`);
  }
  lines.push('', '## What was looked for', '');
  for (const { name, found, tried, advice } of findings) {
    lines.push(`### ${name}: ${found === undefined ? 'not found' : `${found.version} (${found.path})`}`, '');
    if (advice !== undefined) lines.push(advice, '');
    lines.push(...tried.map(({ path, why, outcome }) => `- ${path} (${why}): ${outcome}`), '');
  }
  return lines.join('\n');
}

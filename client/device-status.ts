import type { Run } from '../protocol/report';
import { commandIds } from './commands/command-ids';
import { inEditorWords, missingToolOf } from './runs/missing-tools';
import type { ActiveRun } from './runs/run-store';

export interface DeviceStatus {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
  readonly isWarning: boolean;
}

/**
 * What the status bar says of the device that kernels run on.
 *
 * @param setting `auto`, `cpu` or `cuda:N`.
 * @param last The newest run with this setting: what `auto` meant, or why the device cannot be used.
 */
export function deviceStatus(setting: string, active: readonly ActiveRun[], last: Run | undefined): DeviceStatus {
  const [first] = active;
  if (first !== undefined) {
    const count = `${active.length} ${active.length === 1 ? 'run' : 'runs'}`;
    return {
      text: `$(loading~spin) ${first.target.kernel}`,
      tooltip: `${count} under way. Click to cancel.`,
      command: commandIds.cancel,
      isWarning: false,
    };
  }
  const missing = last && missingToolOf(last);
  if (missing !== undefined) {
    const advice = missing.advice === undefined ? [] : [inEditorWords(missing.advice)];
    return {
      text: `$(warning) ${setting}`,
      tooltip: [missing.message, ...advice, 'Click for what was looked for.'].join('\n'),
      command: commandIds.showDevices,
      isWarning: true,
    };
  }
  const used = last?.device;
  return {
    text: `$(circuit-board) ${setting === 'auto' ? (used?.id ?? 'auto') : setting}`,
    tooltip: used === undefined ? 'Device that kernels run on. Click to change.' : `${used.name}. Click to change.`,
    command: commandIds.selectDevice,
    isWarning: false,
  };
}

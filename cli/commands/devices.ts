import type { DevicesResult, Finding } from '../../protocol/rpc';
import { ExitCode } from '../exit-codes';
import { interruptSignal } from '../interrupt';
import { formatBytes } from '../../protocol/format/quantity';
import { styleFor, type Style } from '../render/style';
import { cell, renderTable } from '../render/table';
import { createRunner, settingsFromEnvironment } from '../runner';

export interface DevicesFlags {
  readonly json?: boolean;
}

/** `warpfold devices`: what was found, where it was looked for, what is missing and how to get it. */
export async function devices(flags: DevicesFlags): Promise<number> {
  const runner = createRunner({});
  try {
    const found = await runner.devices(settingsFromEnvironment(), { signal: interruptSignal() });
    process.stdout.write(
      flags.json === true ? `${JSON.stringify(found, null, 2)}\n` : render(found, styleFor(process.stdout)),
    );
    return ExitCode.done;
  } finally {
    runner.dispose();
  }
}

function render(found: DevicesResult, style: Style): string {
  const rows = found.devices.map((device) => [
    cell(device.id, style.bold),
    cell(device.name),
    cell(
      device.computeCapability === undefined
        ? `${device.threads ?? '?'} threads`
        : `compute ${device.computeCapability}`,
    ),
    cell(device.memory === undefined ? '' : formatBytes(device.memory), undefined, 'right'),
  ]);
  const findings = found.findings.map((finding) => renderFinding(finding, style));
  return `${style.bold('Devices')}, the preferred one first\n${renderTable(rows)}\n\n${findings.join('\n\n')}\n`;
}

function renderFinding(finding: Finding, style: Style): string {
  const state =
    finding.found === undefined
      ? style.yellow('not found')
      : `${style.green(finding.found.version)} ${style.dim(finding.found.path)}`;
  const lines = [`${style.bold(finding.name)}: ${state}`];
  for (const step of finding.tried) lines.push(style.dim(`  ${step.path}: ${step.outcome} (${step.why})`));
  if (finding.advice !== undefined) lines.push(`  ${style.cyan(finding.advice)}`);
  return lines.join('\n');
}

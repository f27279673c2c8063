import { REPORT_SCHEMA_VERSION, type Report, type Run } from '../../protocol/report';
import type { SettingsInput } from '../../protocol/rpc';
import type { CheckedFile } from '../check';
import { executeFiles, type FileRuns } from '../execute';
import { ExitCode } from '../exit-codes';
import { readInputs } from '../files';
import { interruptSignal } from '../interrupt';
import type { Job } from '../jobs';
import { renderDiagnostic } from '../render/diagnostics';
import { renderRuns } from '../render/runs';
import { styleFor, type Style } from '../render/style';

export interface RunFlags {
  readonly kernel?: string;
  readonly case?: string;
  readonly device?: string;
  readonly json?: boolean;
  readonly timeLimitSeconds?: number;
  readonly settings: SettingsInput;
}

/** `warpfold run`: runs cases, and kernels without one on generated input. Fails where a run does. */
export function run(paths: readonly string[], flags: RunFlags): Promise<number> {
  return execute(paths, flags, () => true);
}

/** `warpfold test`: runs every case that has an `expect`, with the reference beside it. */
export function test(paths: readonly string[], flags: RunFlags): Promise<number> {
  const settings = { ...flags.settings, reference: true };
  return execute(paths, { ...flags, settings }, hasExpectation);
}

function hasExpectation(job: Job, file: CheckedFile): boolean {
  return file.document.cases.some(
    (one) => one.kernel.name === job.kernel && one.name === job.case && one.settings.expect !== undefined,
  );
}

async function execute(
  paths: readonly string[],
  flags: RunFlags,
  accepts: (job: Job, file: CheckedFile) => boolean,
): Promise<number> {
  const signal = interruptSignal();
  const style = styleFor(process.stdout);
  const results = await executeFiles(readInputs(paths), {
    kernel: flags.kernel,
    case: flags.case,
    device: flags.device ?? 'auto',
    timeLimitSeconds: flags.timeLimitSeconds,
    settings: flags.settings,
    accepts,
    signal,
  });
  const runs = results.flatMap((result) => result.runs);
  if (flags.json === true) {
    const report: Report = { schemaVersion: REPORT_SCHEMA_VERSION, runs };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    for (const result of results) printFile(result, style);
    process.stdout.write(`${summaryOf(runs, style)}\n`);
  }
  const brokenWithoutRun = results.some(
    ({ file, runs: ofFile }) => ofFile.length === 0 && file.diagnostics.some(({ severity }) => severity === 'error'),
  );
  if (signal.aborted) return ExitCode.interrupted;
  return brokenWithoutRun || runs.some(({ status }) => status !== 'ok') ? ExitCode.failed : ExitCode.done;
}

function printFile({ file, runs }: FileRuns, style: Style): void {
  const lines = file.file.text.split(/\r\n|\r|\n/);
  const shown = new Set<string>();
  const compilerSays = runs.flatMap((run) => run.diagnostics.filter(({ source }) => source !== 'warpfold'));
  for (const diagnostic of [...file.diagnostics, ...compilerSays]) {
    if (diagnostic.severity === 'hint' || diagnostic.severity === 'information') continue;
    const text = renderDiagnostic(file.file.path, lines, diagnostic, style);
    if (shown.has(text)) continue;
    shown.add(text);
    process.stdout.write(`${text}\n`);
  }
  if (runs.length > 0) process.stdout.write(`${renderRuns(file.file.path, runs, style)}\n\n`);
}

function summaryOf(runs: readonly Run[], style: Style): string {
  if (runs.length === 0) return style.yellow('Nothing ran.');
  const failed = runs.filter(({ status }) => status !== 'ok').length;
  const expected = runs.filter(({ expect }) => expect?.passed === true).length;
  const unchecked = runs.filter(({ status, expect }) => status === 'ok' && expect === undefined).length;
  const parts = [
    `${runs.length} run${runs.length === 1 ? '' : 's'}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(expected > 0 ? [`${expected} as expected`] : []),
    ...(unchecked > 0 ? [`${unchecked} with no expectation`] : []),
  ];
  return (failed > 0 ? style.red : style.green)(parts.join(', '));
}

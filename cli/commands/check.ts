import { REPORT_SCHEMA_VERSION, type CheckReport } from '../../protocol/report';
import { checkFile } from '../check';
import { ExitCode } from '../exit-codes';
import { readInputs } from '../files';
import { renderDiagnostic } from '../render/diagnostics';
import { styleFor } from '../render/style';

export interface CheckFlags {
  readonly json?: boolean;
}

/** `warpfold check`: what the checker says of each file. Fails where it says an error. */
export function check(paths: readonly string[], flags: CheckFlags): number {
  const checked = readInputs(paths).map(checkFile);
  const failed = checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
  if (flags.json === true) {
    const report: CheckReport = {
      schemaVersion: REPORT_SCHEMA_VERSION,
      files: checked.map(({ file, diagnostics }) => ({ path: file.path, diagnostics: [...diagnostics] })),
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return failed ? ExitCode.failed : ExitCode.done;
  }
  const style = styleFor(process.stdout);
  for (const { file, diagnostics } of checked) {
    const lines = file.text.split(/\r\n|\r|\n/);
    for (const diagnostic of diagnostics) {
      process.stdout.write(`${renderDiagnostic(file.path, lines, diagnostic, style)}\n\n`);
    }
  }
  const count = (severity: string): number =>
    checked.reduce((sum, { diagnostics }) => sum + diagnostics.filter((one) => one.severity === severity).length, 0);
  const [errors, warnings] = [count('error'), count('warning')];
  const summary = `${plural(checked.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  process.stdout.write(`${errors > 0 ? style.red(summary) : style.green(summary)}\n`);
  return failed ? ExitCode.failed : ExitCode.done;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

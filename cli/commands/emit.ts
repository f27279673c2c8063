import { ExitCode, UsageError } from '../exit-codes';
import { readInputs } from '../files';
import type { EmitFlags } from '../flags';
import { interruptSignal } from '../interrupt';
import { renderDiagnostic } from '../render/diagnostics';
import { styleFor } from '../render/style';
import { createRunner, settingsFromEnvironment } from '../runner';

/** `warpfold emit`: the generated source or the compiled form of the kernels that a run would have, on standard output. */
export async function emit(paths: readonly string[], flags: EmitFlags): Promise<number> {
  const files = readInputs(paths);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new UsageError('emit takes one .reduce file.');
  const runner = createRunner({});
  try {
    const { kernels } = await runner.compile(
      {
        uri: file.uri,
        text: file.text,
        kernel: flags.kernel,
        case: flags.case,
        artifact: flags.as,
        device: flags.device,
        settings: { ...settingsFromEnvironment(), ...flags.settings },
      },
      { signal: interruptSignal() },
    );
    const style = styleFor(process.stderr);
    const lines = file.text.split(/\r\n|\r|\n/);
    for (const { kernel, diagnostics, artifact, plan } of kernels) {
      for (const diagnostic of diagnostics)
        process.stderr.write(`${renderDiagnostic(file.path, lines, diagnostic, style)}\n`);
      if (plan?.note !== undefined)
        process.stderr.write(`${style.yellow('!')} ${kernel}: default plan: ${plan.note}\n`);
      if (artifact !== undefined && flags.json !== true)
        process.stdout.write(artifact.endsWith('\n') ? artifact : `${artifact}\n`);
    }
    if (flags.json === true) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, kernels }, null, 2)}\n`);
    return kernels.every(({ ok }) => ok) ? ExitCode.done : ExitCode.failed;
  } finally {
    runner.dispose();
  }
}

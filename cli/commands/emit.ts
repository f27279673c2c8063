import type { ArtifactKind } from '../../protocol/rpc';
import { ExitCode, UsageError } from '../exit-codes';
import { readInputs } from '../files';
import { interruptSignal } from '../interrupt';
import { renderDiagnostic } from '../render/diagnostics';
import { styleFor } from '../render/style';
import { createRunner, settingsFromEnvironment } from '../runner';

export interface EmitFlags {
  readonly as: ArtifactKind;
  readonly kernel?: string;
  readonly device?: string;
  readonly json?: boolean;
}

/** `warpfold emit`: the generated source or the compiled form of kernels, on standard output. */
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
        artifact: flags.as,
        device: flags.device ?? 'auto',
        settings: settingsFromEnvironment(),
      },
      { signal: interruptSignal() },
    );
    const style = styleFor(process.stderr);
    const lines = file.text.split(/\r\n|\r|\n/);
    for (const { diagnostics, artifact } of kernels) {
      for (const diagnostic of diagnostics)
        process.stderr.write(`${renderDiagnostic(file.path, lines, diagnostic, style)}\n`);
      if (artifact !== undefined && flags.json !== true)
        process.stdout.write(artifact.endsWith('\n') ? artifact : `${artifact}\n`);
    }
    if (flags.json === true) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, kernels }, null, 2)}\n`);
    return kernels.every(({ ok }) => ok) ? ExitCode.done : ExitCode.failed;
  } finally {
    runner.dispose();
  }
}

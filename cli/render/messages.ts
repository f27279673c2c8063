import type { FileRuns } from '../execute';
import { renderDiagnostic } from './diagnostics';
import type { Style } from './style';

/** The errors and warnings that the checker and the compilers have about a file, each once. */
export function renderMessages({ file, runs }: FileRuns, style: Style): readonly string[] {
  const lines = file.file.text.split(/\r\n|\r|\n/);
  const compilerSays = runs.flatMap((run) => run.diagnostics.filter(({ source }) => source !== 'warpfold'));
  const shown = [...file.diagnostics, ...compilerSays].filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  return [...new Set(shown.map((diagnostic) => renderDiagnostic(file.file.path, lines, diagnostic, style)))];
}

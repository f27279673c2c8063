import { LineIndex, type CheckedDocument } from '../../language';
import { compilerDiagnostics, type CompilableSource } from '../../native/toolchain';
import type { ReportDiagnostic } from '../../protocol/report';

/** The compilers that messages can come from. */
export type CompilerName = 'nvrtc' | 'nvcc' | 'c++';

/** What a compiler said, at the user's characters. */
export function readCompilerLog(
  document: CheckedDocument,
  source: CompilableSource,
  compiler: CompilerName,
  { log, failed }: { readonly log: string; readonly failed: boolean },
): ReportDiagnostic[] {
  const index = new LineIndex(document.text);
  return compilerDiagnostics({ log, failed, source, document: document.text }).map(
    ({ severity, message, start, end }) => ({
      code: 'compiler-error',
      severity,
      message,
      range: { start: index.position(start), end: index.position(end) },
      source: compiler,
    }),
  );
}

import { createChecker, LineIndex, type CheckedDocument, type Diagnostic } from '../language';
import type { ReportDiagnostic } from '../protocol/report';
import { filesOf } from '../runner/client/node-files';
import type { InputFile } from './files';

/** A file with what the checker says of it. */
export interface CheckedFile {
  readonly file: InputFile;
  readonly document: CheckedDocument;
  readonly diagnostics: readonly ReportDiagnostic[];
}

export function checkFile(file: InputFile): CheckedFile {
  const document = createChecker({ files: filesOf(file.uri) }).check(file.text);
  const index = new LineIndex(file.text);
  return { file, document, diagnostics: document.diagnostics.map((diagnostic) => toReport(diagnostic, index)) };
}

function toReport(diagnostic: Diagnostic, index: LineIndex): ReportDiagnostic {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    range: { start: index.position(diagnostic.span.start), end: index.position(diagnostic.span.end) },
  };
}

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver-types';
import type { Diagnostic as CheckedDiagnostic, Severity } from '../diagnostics/diagnostic';
import { rangeOf, type Analysis } from './model/analysis';

export interface DiagnosticOptions {
  /** Address of the page that has a section for each code. Left out: codes link nowhere. */
  readonly documentation?: string;
}

/** Who says what the checker finds. */
export const CHECKER_SOURCE = 'warpfold';

/** What the checker found in a document, by position; operator laws as far as they are known. */
export function documentDiagnostics(analysis: Analysis, { documentation }: DiagnosticOptions = {}): Diagnostic[] {
  return analysis.model.diagnostics.map((found) => toDiagnostic(analysis, found, documentation));
}

function toDiagnostic(analysis: Analysis, found: CheckedDiagnostic, documentation: string | undefined): Diagnostic {
  const { code, severity, message, span, related, unnecessary } = found;
  return {
    range: rangeOf(analysis, span),
    severity: severities[severity],
    code,
    ...(documentation === undefined ? {} : { codeDescription: { href: `${documentation}#${code}` } }),
    source: CHECKER_SOURCE,
    message,
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((other) => ({
            location: { uri: analysis.uri, range: rangeOf(analysis, other.span) },
            message: other.message,
          })),
        }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

import { LineIndex, type CheckedCase, type CheckedDocument, type CheckedKernel, type Diagnostic } from '../../language';
import type { ReportDiagnostic } from '../../protocol/report';

/** What the checker says of a kernel, its preambles and a case. */
export function diagnosticsOf(
  document: CheckedDocument,
  kernel: CheckedKernel,
  case_: CheckedCase | undefined,
): readonly ReportDiagnostic[] {
  const index = new LineIndex(document.text);
  const ranges = [
    { start: kernel.start, end: kernel.start + kernel.item.text.length },
    ...kernel.preambles.map(({ block, start }) => ({ start: start + block.span.start, end: start + block.span.end })),
    ...(case_ === undefined ? [] : [{ start: case_.start, end: case_.start + case_.item.text.length }]),
  ];
  return document.diagnostics
    .filter(({ span }) => ranges.some(({ start, end }) => span.start >= start && span.end <= end))
    .map((diagnostic) => toReportDiagnostic(diagnostic, index));
}

function toReportDiagnostic({ code, severity, message, span }: Diagnostic, index: LineIndex): ReportDiagnostic {
  return {
    code,
    severity,
    message,
    range: { start: index.position(span.start), end: index.position(span.end) },
    source: 'warpfold',
  };
}

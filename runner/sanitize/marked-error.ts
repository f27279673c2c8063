import { WarpfoldError, type ErrorData } from '../../protocol/errors';
import type { ReportDiagnostic } from '../../protocol/report';

/** An error of a run that stands at characters of the text: its diagnostics become the report's. */
export class MarkedError extends WarpfoldError {
  constructor(
    data: ErrorData,
    readonly diagnostics: readonly ReportDiagnostic[],
  ) {
    super(data);
  }
}

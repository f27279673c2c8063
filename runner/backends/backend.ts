import type { CheckedDocument, CheckedKernel } from '../../language';
import type { JobResult, TimingRequest } from '../../native/binding';
import { WarpfoldError } from '../../protocol/errors';
import type { ReportDiagnostic, Run } from '../../protocol/report';
import type { Progress, Settings } from '../../protocol/rpc';
import type { RunData } from '../inputs';
import type { Toolset } from '../toolset';

/** What a backend made of a kernel: the raw result, and what the report tells about getting there. */
export interface BackendOutcome {
  readonly job: JobResult;
  readonly compiler: string;
  readonly compileSeconds: number;
  readonly compileFromCache: boolean;
  readonly compilerDiagnostics: readonly ReportDiagnostic[];
  readonly launch: Run['launch'];
}

/** One kernel on its way through a backend. */
export interface BackendRequest {
  readonly document: CheckedDocument;
  readonly kernel: CheckedKernel;
  /** Name that `#line` directives give to the file. */
  readonly fileName: string;
  readonly data: RunData;
  readonly settings: Settings;
  readonly timing: TimingRequest;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly stage: (stage: Progress['stage']) => void;
}

/** A compiler refused a kernel that the checker let pass. Its messages stand at the user's characters. */
export class CompileFailure extends WarpfoldError {
  constructor(
    kernel: string,
    readonly compiler: string,
    readonly diagnostics: readonly ReportDiagnostic[],
  ) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    const where = first === undefined ? '' : ` Line ${first.range.start.line + 1}: ${first.message}`;
    super({ code: 'compile-failed', message: `${compiler} does not compile kernel "${kernel}".${where}`, kernel });
  }
}

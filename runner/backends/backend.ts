import type { CheckedDocument, CheckedKernel } from '../../language';
import type { JobResult, TimingRequest } from '../../native/binding';
import { WarpfoldError } from '../../protocol/errors';
import type { ReportDiagnostic, Run } from '../../protocol/report';
import type { Progress, Settings } from '../../protocol/rpc';
import type { RunData } from '../inputs';
import type { Toolset } from '../toolset';
import type { TunedPlans } from '../tune/tuned-plans';

/** One kernel on its way through a backend. */
export interface BackendRequest {
  readonly document: CheckedDocument;
  readonly kernel: CheckedKernel;
  /** Of the case whose data it runs on. */
  readonly caseName?: string;
  /** Name that `#line` directives give to the file. */
  readonly fileName: string;
  readonly data: RunData;
  readonly settings: Settings;
  readonly tools: Toolset;
  /** Plans that a tuner found; left out: none are looked for. */
  readonly tuning?: TunedPlans;
  /** Names the inputs, where further reductions are to find them in place; see `inputsKey` of a job. */
  readonly inputsKey?: string | undefined;
  readonly signal: AbortSignal;
  readonly stage: (stage: Progress['stage']) => void;
}

/** A compiled kernel, ready to be run on its device, with what the report tells about getting there. */
export interface PreparedKernel {
  readonly compiler: string;
  readonly compileSeconds: number;
  readonly compileFromCache: boolean;
  readonly compilerDiagnostics: readonly ReportDiagnostic[];
  /** Reduces the first `count` values that `i` takes; the request's whole range has `data.range.count` of them. */
  readonly reduce: (count: number, timing: TimingRequest) => Promise<JobResult>;
  /** How the reduction of the whole range was spread over the device. */
  readonly launchOf: (job: JobResult) => Run['launch'];
  /** Compiles the same reduction in other shapes, each of which adds in an order of its own; they run on the same inputs. */
  readonly otherShapes: readonly (() => Promise<PreparedKernel>)[];
  /** Frees the binary and the inputs that were kept. */
  readonly release: () => void;
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

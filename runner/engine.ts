import { createChecker, type CheckedDocument, type Checker } from '../language';
import type { Run } from '../protocol/report';
import type {
  CompileParams,
  CompileResult,
  DevicesResult,
  ExecuteParams,
  Progress,
  Settings,
  TuneParams,
} from '../protocol/rpc';
import type { Tuning } from '../protocol/tuning';
import { filesOf } from './client/node-files';
import { compile } from './compile/compile';
import { describeDevices } from './devices';
import { execute } from './execute';
import { KeyedQueue } from './queue';
import { openToolset, type Toolset } from './toolset';
import { tune } from './tune/tune';

/** How one request is told of and called off. */
export interface RequestContext {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Documents whose checkers are kept: editing one file re-checks only what changed. */
const CHECKERS_KEPT = 16;

/** Everything that a runner process does, behind its messages. */
export class Engine {
  private readonly queue = new KeyedQueue();
  private readonly checkers = new Map<string, Checker>();
  private toolset: { readonly key: string; readonly tools: Toolset } | undefined;

  async execute(
    params: ExecuteParams,
    { signal, report, started }: RequestContext & { readonly started: (run: Run) => void },
  ): Promise<Run> {
    const stage = (name: Progress['stage']): void => {
      report({
        token: params.token,
        stage: name,
        kernel: params.kernel,
        ...(params.case === undefined ? {} : { case: params.case }),
      });
    };
    const tools = this.tools(params.settings);
    const document = this.check(params.uri, params.text);
    // Said only now: until then the caller's limit for the check counts.
    stage('queued');
    return execute(params, {
      document,
      tools,
      signal,
      stage,
      started,
      onDevice: (id, work) => this.queue.run(id, work),
    });
  }

  async tune(params: TuneParams, { signal, report }: RequestContext): Promise<Tuning> {
    const about = {
      token: params.token,
      kernel: params.kernel,
      ...(params.case === undefined ? {} : { case: params.case }),
    };
    const tools = this.tools(params.settings);
    const document = this.check(params.uri, params.text, { laws: false });
    report({ ...about, stage: 'queued' });
    return tune(params, {
      document,
      tools,
      signal,
      report: (progress) => {
        report({ ...about, ...progress });
      },
      onDevice: (id, work) => this.queue.run(id, work),
    });
  }

  async compile(params: CompileParams, { signal, report }: RequestContext): Promise<CompileResult> {
    return compile(params, {
      // Operator laws decide nothing about compiling, and cost more than the rest of the check.
      document: this.check(params.uri, params.text, { laws: false }),
      tools: this.tools(params.settings),
      signal,
      stage: (kernel) => {
        report({ token: params.token, stage: 'compiling', kernel });
      },
    });
  }

  devices(settings: Settings): DevicesResult {
    return describeDevices(this.tools(settings));
  }

  /** What there is to compile and run with. Looked for once, until a setting changes where to look. */
  private tools({ nvrtcPath, nvccPath, compilerPath }: Settings): Toolset {
    const paths = { nvrtcPath, nvccPath, compilerPath };
    const key = JSON.stringify(paths);
    if (this.toolset?.key !== key) this.toolset = { key, tools: openToolset(paths) };
    return this.toolset.tools;
  }

  private check(uri: string, text: string, options: { readonly laws?: boolean } = {}): CheckedDocument {
    const checker = this.checkers.get(uri) ?? createChecker({ files: filesOf(uri) });
    this.checkers.delete(uri);
    this.checkers.set(uri, checker);
    const [oldest] = this.checkers.keys();
    if (this.checkers.size > CHECKERS_KEPT && oldest !== undefined) this.checkers.delete(oldest);
    return checker.check(text, options);
  }
}

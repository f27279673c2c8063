import type { CheckedKernel, KernelItem } from '../../language';
import type { Analysis } from '../../language/services/model/analysis';
import { WarpfoldError } from '../../protocol/errors';
import { RunnerClient } from '../../runner/client/runner-client';
import type { DocumentObserver } from '../document-observer';
import type { OpenDocument } from '../document-store';
import type { Guard } from '../guard';
import type { Configuration } from '../settings';
import type { CompiledKernels } from './compiled-kernels';

/** How long the keyboard must have been still before anything is compiled. */
const PAUSE_MILLISECONDS = 600;

/** A file of a thousand kernels does not occupy the machine: kernels that were edited come first, others in later pauses. */
const KERNELS_PER_PAUSE = 50;

/** A compiler that fails in this many ways in a row, for reasons of its own, is left alone until a file is saved. */
const FAILURES_IN_A_ROW = 3;

const TIME_LIMIT_SECONDS = 30;

interface CompilerOptions {
  /** Path of the bundled runner. */
  readonly runner: string;
  readonly compiled: CompiledKernels;
  readonly configuration: Configuration;
  readonly guard: Guard;
  /** Tells the person why no compiler's errors are shown. */
  readonly log: (message: string) => void;
  /** Called when compilers have said something new about a document, or what they said is no longer to be shown. */
  readonly arrived: (document: OpenDocument) => void;
}

/** What no text can change: there is nothing to compile with, or for, until the settings change. */
const missing: ReadonlySet<string> = new Set([
  'no-cpp-compiler',
  'no-cuda-compiler',
  'no-cuda-driver',
  'no-cuda-device',
  'no-such-device',
]);

/** A version of a document, and the kernels of it that are still to be compiled. */
interface Round {
  readonly document: OpenDocument;
  readonly analysis: Analysis;
  readonly kernels: CheckedKernel[];
}

/**
 * Compiles kernels in the pauses of typing, with the compiler that a run would use, in a runner process of the server's
 * own. One kernel at a time: each that the checker finds nothing wrong with, and that was not compiled before.
 */
export class BackgroundCompiler implements DocumentObserver {
  private readonly pauses = new Map<string, NodeJS.Timeout>();
  private readonly rounds = new Map<string, Round>();
  private readonly open = new Map<string, OpenDocument>();
  /** Kernels that were there at an earlier pause, and so were not edited since. */
  private readonly seen = new WeakSet<KernelItem>();
  private runner: RunnerClient | undefined;
  /** What the compiler in use depends on. */
  private choice: string;
  private isWorking = false;
  private failures = 0;
  /** Set where there is no compiler, until the settings change. */
  private isMissing = false;

  constructor(private readonly options: CompilerOptions) {
    this.choice = this.currentChoice();
    options.configuration.onChange(() => {
      this.reconfigure();
    });
  }

  opened(document: OpenDocument): void {
    if (!/^(?:file|untitled):/.test(document.uri)) return;
    this.open.set(document.uri, document);
    this.pause(document);
  }

  changed(document: OpenDocument): void {
    this.rounds.delete(document.uri);
    this.pause(document);
  }

  saved(document: OpenDocument): void {
    this.failures = 0;
    this.options.compiled.trySkippedAgain();
    this.begin(document);
  }

  closed(uri: string): void {
    clearTimeout(this.pauses.get(uri));
    this.pauses.delete(uri);
    this.rounds.delete(uri);
    this.open.delete(uri);
  }

  dispose(): void {
    for (const timer of this.pauses.values()) clearTimeout(timer);
    this.endRunner();
  }

  private get isAllowed(): boolean {
    const { trusted, settings } = this.options.configuration;
    return trusted && settings.compilerErrors && !this.isMissing;
  }

  private currentChoice(): string {
    const { trusted, settings } = this.options.configuration;
    const { compilerErrors, device, nvrtcPath, nvccPath, compilerPath } = settings;
    return JSON.stringify([trusted, compilerErrors, device, nvrtcPath, nvccPath, compilerPath]);
  }

  /** Where it is another compiler now, or none, what the last one said does not hold any more. */
  private reconfigure(): void {
    const choice = this.currentChoice();
    if (choice === this.choice) return;
    this.choice = choice;
    this.isMissing = false;
    this.failures = 0;
    this.endRunner();
    this.options.compiled.forget();
    for (const document of this.open.values()) {
      this.options.arrived(document);
      this.pause(document);
    }
  }

  /** What it is working on is not answered any more. */
  private endRunner(): void {
    this.rounds.clear();
    this.runner?.dispose();
    this.runner = undefined;
  }

  private pause(document: OpenDocument): void {
    const { uri } = document;
    if (!this.open.has(uri)) return;
    clearTimeout(this.pauses.get(uri));
    const timer = setTimeout(() => {
      this.pauses.delete(uri);
      this.options.guard.task('Compiling in the background', () => {
        this.begin(document);
      });
    }, PAUSE_MILLISECONDS);
    this.pauses.set(uri, timer);
  }

  private begin(document: OpenDocument): void {
    if (!this.isAllowed || !this.open.has(document.uri)) return;
    const analysis = document.analysis();
    const { kernels } = analysis.model;
    const unknown = kernels.filter((kernel) => this.options.compiled.isUnknown(kernel));
    const edited = unknown.filter(({ item }) => !this.seen.has(item));
    const others = unknown.filter(({ item }) => this.seen.has(item));
    for (const { item } of kernels) this.seen.add(item);
    this.rounds.set(document.uri, { document, analysis, kernels: [...edited, ...others].slice(0, KERNELS_PER_PAUSE) });
    if (!this.isWorking) void this.work();
  }

  /** Never rejects. */
  private async work(): Promise<void> {
    this.isWorking = true;
    for (let next = this.next(); next !== undefined; next = this.next()) await this.compile(next.round, next.kernel);
    this.isWorking = false;
  }

  private next(): { readonly round: Round; readonly kernel: CheckedKernel } | undefined {
    if (!this.isAllowed || this.failures >= FAILURES_IN_A_ROW) this.rounds.clear();
    for (const [uri, round] of this.rounds) {
      const kernel = round.kernels.shift();
      if (kernel !== undefined) return { round, kernel };
      this.rounds.delete(uri);
    }
    return undefined;
  }

  /** Never rejects. */
  private async compile({ document, analysis }: Round, kernel: CheckedKernel): Promise<void> {
    const { compiled, configuration, guard, arrived, runner: entry } = this.options;
    const { device, nvrtcPath, nvccPath, compilerPath } = configuration.settings;
    const { uri, version, text } = analysis;
    this.runner ??= new RunnerClient({ entry, role: 'compile', timeLimitSeconds: TIME_LIMIT_SECONDS });
    const { runner } = this;
    try {
      const settings = { nvrtcPath, nvccPath, compilerPath };
      const { kernels } = await runner.compile({ uri, version, text, kernel: kernel.name, device, settings });
      if (this.runner !== runner) return;
      this.failures = 0;
      guard.task('Showing what the compiler said', () => {
        const [result] = kernels;
        if (result === undefined) return;
        compiled.record(analysis, kernel, result);
        if (result.diagnostics.length > 0 && this.open.get(uri) === document) arrived(document);
      });
    } catch (error) {
      if (this.runner !== runner) return;
      guard.task('Compiling in the background', () => {
        this.fail(kernel, error);
      });
    }
  }

  private fail(kernel: CheckedKernel, error: unknown): void {
    const { compiled, log } = this.options;
    const data = error instanceof WarpfoldError ? error.data : undefined;
    const message = [data?.message ?? String(error), data?.advice].filter((part) => part !== undefined).join(' ');
    if (data !== undefined && missing.has(data.code)) {
      this.isMissing = true;
      log(`Errors that only a compiler finds are not shown. ${message}`);
      return;
    }
    this.failures += 1;
    compiled.skip(kernel);
    log(`Kernel "${kernel.name}" could not be compiled in the background. ${message}`);
  }
}

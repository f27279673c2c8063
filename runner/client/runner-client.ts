import * as v from 'valibot';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { errorDataSchema, WarpfoldError, type ErrorData } from '../../protocol/errors';
import type { Run } from '../../protocol/report';
import {
  compileResultSchema,
  devicesResultSchema,
  executeResultSchema,
  methods,
  progressSchema,
  RETIRED_EXIT_CODE,
  startedSchema,
  type CompileParamsInput,
  type CompileResult,
  type DevicesResult,
  type ExecuteParamsInput,
  type Progress,
  type Role,
  type SettingsInput,
  type TuneParamsInput,
} from '../../protocol/rpc';
import { DEFAULT_TUNE_SECONDS, tuningSchema, type Tuning } from '../../protocol/tuning';
import { Inbox } from './inbox';
import { culpritsOf, type PendingRequest } from './pending';
import { startRunnerProcess, type RunnerProcess } from './process';

export interface RunnerClientOptions {
  /** Path of the bundled runner. */
  readonly entry: string;
  readonly role: Role;
  /** Seconds that one run may take, counted from when it leaves the queue. */
  readonly timeLimitSeconds?: number;
  /** Seconds that a runner may take until it has checked a text, its own start included. */
  readonly checkLimitSeconds?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export const DEFAULT_TIME_LIMIT_SECONDS = 60;
const DEFAULT_CHECK_LIMIT_SECONDS = 60;

/**
 * What counting may take beyond the limit of a run: Nsight Compute starts slowly, and then the program anew; it launches the
 * kernel dozens of times.
 */
const COUNTERS_ALLOWANCE_SECONDS = 120;
/** The runner keeps to the limit by itself, the search for Nsight Compute apart. Beyond this it is the one that hangs. */
const COUNTERS_GRACE_SECONDS = 60;

/** How long a runner may take to stop what it was told to cancel before it is ended. */
const CANCEL_GRACE_MILLISECONDS = 150;

/** A timer that is set for longer fires at once, as Node documents: 24 days are no limit. */
const longestTimer = 2 ** 31 - 1;

interface Session {
  readonly process: RunnerProcess;
  readonly connection: MessageConnection;
  /** True where the process is ended for no request's fault. */
  retired: boolean;
}

/**
 * Speaks with a runner process, and replaces it when it dies: a kernel that hangs, faults or crashes costs that
 * process and its own request, and nothing else. The process starts with the first request.
 */
export class RunnerClient {
  private session: Session | undefined;
  private readonly pending = new Map<number, PendingRequest>();
  private nextToken = 1;
  private disposed = false;

  constructor(private readonly options: RunnerClientOptions) {}

  /** Process id of the runner that is alive now. */
  get processId(): number | undefined {
    return this.session?.process.child.pid;
  }

  /**
   * Runs a kernel. What goes wrong with the kernel is told in the report's `status` and `error`; the promise rejects
   * with a WarpfoldError only for a request that names nothing to run, or where no runner can be started.
   */
  async execute(params: Omit<ExecuteParamsInput, 'token'>, options: RequestOptions = {}): Promise<Run> {
    const countersLimit = params.settings?.countersLimit ?? this.timeLimitSeconds + COUNTERS_ALLOWANCE_SECONDS;
    const settings = { ...params.settings, countersLimit };
    const answer = await this.request(methods.execute, { ...params, settings }, params.kernel, options);
    return v.parse(executeResultSchema, answer);
  }

  /** Compiles the kernels of a text; compiler messages come back as diagnostics. */
  async compile(params: Omit<CompileParamsInput, 'token'>, options: RequestOptions = {}): Promise<CompileResult> {
    const answer = await this.request(methods.compile, params, params.kernel, options);
    return v.parse(compileResultSchema, answer);
  }

  /**
   * Looks for a faster plan of a kernel. What goes wrong with the kernel is told in the answer's `status` and `error`; the
   * promise rejects with a WarpfoldError for a request that names nothing to tune, and where the process had to be ended.
   */
  async tune(params: Omit<TuneParamsInput, 'token'>, options: RequestOptions = {}): Promise<Tuning> {
    // The search keeps to its own budget; the limit is for a kernel that does not end.
    const limit = this.timeLimitSeconds + 3 * (params.budgetSeconds ?? DEFAULT_TUNE_SECONDS);
    const answer = await this.request(methods.tune, params, params.kernel, options, limit);
    return v.parse(tuningSchema, answer);
  }

  /** What this machine has to compile and run with, and what is missing. */
  async devices(settings: SettingsInput = {}, options: RequestOptions = {}): Promise<DevicesResult> {
    const answer = await this.request(methods.devices, { settings }, undefined, options);
    return v.parse(devicesResultSchema, answer);
  }

  /** Ends the process. Requests that are under way are cancelled. */
  dispose(): void {
    this.disposed = true;
    for (const request of [...this.pending.values()]) this.settleEnded(request, 'cancelled');
    this.session?.process.kill();
    this.session?.connection.dispose();
    this.session = undefined;
  }

  private request(
    method: string,
    params: object,
    kernel: string | undefined,
    options: RequestOptions,
    timeLimitSeconds = this.timeLimitSeconds,
  ): Promise<unknown> {
    if (this.disposed) {
      return Promise.reject(new WarpfoldError({ code: 'runner-died', message: 'The runner has been shut down.' }));
    }
    return new Promise((resolve, reject) => {
      const token = this.nextToken++;
      const request: PendingRequest = {
        token,
        method,
        params: { ...params, token },
        kernel,
        timeLimitSeconds,
        onProgress: options.onProgress,
        resolve,
        reject,
        stage: 'sent',
        started: undefined,
        attempts: 0,
        timer: undefined,
        left: 0,
        since: 0,
        detach: undefined,
        endedFor: undefined,
        settled: false,
      };
      this.pending.set(token, request);
      if (options.signal?.aborted === true) {
        this.settleEnded(request, 'cancelled');
        return;
      }
      const { signal } = options;
      if (signal !== undefined) {
        const cancel = (): void => this.cancel(request);
        signal.addEventListener('abort', cancel, { once: true });
        request.detach = () => signal.removeEventListener('abort', cancel);
      }
      this.send(request);
    });
  }

  private send(request: PendingRequest): void {
    const session = (this.session ??= this.start());
    request.attempts += 1;
    request.stage = 'sent';
    this.limitCheck(request);
    session.connection.sendRequest(request.method, request.params).then(
      (answer) => {
        this.settle(request, () => request.resolve(answer));
        if (isFatal(answer)) this.replace(session);
      },
      (error: unknown) => {
        // A connection that closed is handled where the process exits.
        if (error instanceof ResponseError && this.session === session) {
          const failure = toWarpfoldError(error);
          this.settle(request, () => {
            if (failure.code === 'cancelled') this.answerEnded(request, 'cancelled');
            else request.reject(failure);
          });
          if (failure.data.fatal === true) this.replace(session);
        }
      },
    );
  }

  private start(): Session {
    const process_ = startRunnerProcess(this.options.entry, { ...process.env, ...this.options.env });
    const { child } = process_;
    const inbox = new Inbox(child);
    const [reader, writer] = [new IPCMessageReader(child), new IPCMessageWriter(child)];
    const connection = createMessageConnection(reader, writer, undefined, { messageStrategy: inbox.strategy });
    const session: Session = { process: process_, connection, retired: false };
    connection.onNotification(methods.progress, (message: unknown) =>
      this.onProgress(v.parse(progressSchema, message)),
    );
    connection.onNotification(methods.started, (message: unknown) => {
      const { token, run } = v.parse(startedSchema, message);
      const request = this.pending.get(token);
      if (request !== undefined) request.started = run;
    });
    // Sends that fail because the process is gone are answered when its exit is seen.
    connection.onError(() => undefined);
    connection.listen();
    child.once('error', (error) => {
      this.onDeath(session, `could not be started: ${error.message}`, false);
    });
    child.once('exit', (code, signal) => {
      const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      inbox.whenHandled(() => this.onDeath(session, how, session.retired || code === RETIRED_EXIT_CODE));
    });
    connection.sendRequest(methods.initialize, { role: this.options.role, protocolVersion: 1 }).catch(() => undefined);
    return session;
  }

  private onProgress(progress: Progress): void {
    const request = this.pending.get(progress.token);
    if (request === undefined) return;
    const before = request.stage;
    request.stage = progress.stage;
    if (before !== progress.stage) this.limitStage(request, before);
    request.onProgress?.(progress);
  }

  /** Has the limit run while the request is worked on, and wait while it waits or Nsight Compute counts. */
  private limitStage(request: PendingRequest, before: PendingRequest['stage']): void {
    const isRunning = (stage: PendingRequest['stage']): boolean =>
      stage !== 'sent' && stage !== 'queued' && stage !== 'counters';
    const now = performance.now();
    if (isRunning(before)) {
      if (isRunning(request.stage)) return;
      request.left = Math.max(0, request.left - (now - request.since));
    } else if (before !== 'counters') request.left = request.timeLimitSeconds * 1000;
    request.since = now;
    clearTimeout(request.timer);
    request.timer = undefined;
    if (request.stage === 'queued') return;
    const milliseconds = request.stage === 'counters' ? countersLimitOf(request) : request.left;
    request.timer = setTimeout(() => this.end(request, 'timeout'), Math.min(milliseconds, longestTimer));
  }

  private get timeLimitSeconds(): number {
    return this.options.timeLimitSeconds ?? DEFAULT_TIME_LIMIT_SECONDS;
  }

  private get checkLimitSeconds(): number {
    return this.options.checkLimitSeconds ?? DEFAULT_CHECK_LIMIT_SECONDS;
  }

  /** A runner checks one text after the other: where it hangs, the text that came first is to blame. */
  private limitCheck(request: PendingRequest): void {
    request.timer = setTimeout(() => {
      const first = [...this.pending.values()].find(({ stage }) => stage === 'sent');
      if (first === request) this.end(request, 'timeout');
      else this.limitCheck(request);
    }, this.checkLimitSeconds * 1000);
  }

  private cancel(request: PendingRequest): void {
    if (request.settled) return;
    if (this.session === undefined) {
      this.settleEnded(request, 'cancelled');
      return;
    }
    this.session.connection.sendNotification(methods.cancel, { token: request.token }).catch(() => undefined);
    setTimeout(() => this.end(request, 'cancelled'), CANCEL_GRACE_MILLISECONDS);
  }

  /** Ends the process because of one request: there is no other way to stop a kernel. */
  private end(request: PendingRequest, reason: 'timeout' | 'cancelled'): void {
    if (request.settled) return;
    request.endedFor ??= reason;
    if (this.session === undefined) this.settleEnded(request, reason);
    else this.session.process.kill();
  }

  /** Ends a process that a fault has left without a usable device. The requests that are left go on in a new one. */
  private replace(session: Session): void {
    session.retired = true;
    session.process.kill();
  }

  private onDeath(session: Session, how: string, retired: boolean): void {
    if (this.session !== session) return;
    this.session = undefined;
    session.connection.dispose();
    const requests = [...this.pending.values()];
    const culprits = retired ? [] : culpritsOf(requests);
    for (const request of requests) {
      clearTimeout(request.timer);
      request.timer = undefined;
      if (request.endedFor !== undefined) this.settleEnded(request, request.endedFor);
      else if (culprits.includes(request)) this.settleCrashed(request, how, session.process.recentOutput());
    }
    // The innocent ones go on in a new process.
    for (const request of [...this.pending.values()]) this.send(request);
  }

  private settle(request: PendingRequest, answer: () => void): void {
    if (request.settled) return;
    request.settled = true;
    request.detach?.();
    clearTimeout(request.timer);
    this.pending.delete(request.token);
    answer();
  }

  private settleEnded(request: PendingRequest, reason: 'timeout' | 'cancelled'): void {
    this.settle(request, () => this.answerEnded(request, reason));
  }

  private answerEnded(request: PendingRequest, reason: 'timeout' | 'cancelled'): void {
    const what = request.kernel === undefined ? 'The request' : `Kernel "${request.kernel}"`;
    const cancelled = { code: 'cancelled', message: `${what} was cancelled.` } as const;
    this.answerFailed(request, reason, reason === 'cancelled' ? cancelled : this.timeoutError(request, what));
  }

  private timeoutError({ stage, timeLimitSeconds }: PendingRequest, what: string): ErrorData {
    if (stage === 'sent') {
      return {
        code: 'timeout',
        message: `${what} was not taken up within ${this.checkLimitSeconds} s: its text could not be checked in that time.`,
        advice: 'Try again; if it happens again, look for what in the text takes so long, and report it.',
      };
    }
    return {
      code: 'timeout',
      message: `${what} did not finish within ${timeLimitSeconds} s and was stopped.`,
      advice: 'Look for a loop that does not end, use fewer elements, or raise the time limit.',
    };
  }

  private settleCrashed(request: PendingRequest, how: string, output: string): void {
    const what = request.kernel === undefined ? 'the request' : `kernel "${request.kernel}"`;
    const words = output === '' ? '' : ` It printed: ${output}`;
    const executing = request.stage === 'running' || request.stage === 'reference';
    this.settle(request, () =>
      this.answerFailed(request, 'error', {
        code: executing ? 'kernel-crashed' : 'runner-died',
        message: `The process that worked on ${what} ${how} (stage: ${request.stage}).${words}`,
        advice: executing
          ? crashAdvice(how)
          : 'Try again. If it happens again, run "warpfold devices" and report what it prints.',
      }),
    );
  }

  private answerFailed(request: PendingRequest, status: Run['status'], error: ErrorData): void {
    if (request.started === undefined) request.reject(new WarpfoldError(error));
    else request.resolve({ ...request.started, status, error } satisfies Run);
  }
}

/** Milliseconds. */
function countersLimitOf({ params }: PendingRequest): number {
  const { settings } = v.parse(v.object({ settings: v.object({ countersLimit: v.number() }) }), params);
  return (settings.countersLimit + COUNTERS_GRACE_SECONDS) * 1000;
}

/** A compiler traps, which is SIGILL, where it sees a division by zero, or the end of a function without a return. */
function crashAdvice(how: string): string {
  return /SIGFPE|SIGILL/.test(how)
    ? 'Look for a division of integers by zero, or a preamble function that ends without a return.'
    : 'Look for an index outside its vector, or a preamble function that writes through a pointer.';
}

function isFatal(answer: unknown): boolean {
  const report = v.safeParse(v.object({ error: v.object({ fatal: v.literal(true) }) }), answer);
  return report.success;
}

function toWarpfoldError(error: ResponseError<unknown>): WarpfoldError {
  const data = v.safeParse(errorDataSchema, error.data);
  return new WarpfoldError(data.success ? data.output : { code: 'internal', message: error.message });
}

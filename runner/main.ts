import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import * as v from 'valibot';
import { WarpfoldError } from '../protocol/errors';
import {
  cancelParamsSchema,
  compileParamsSchema,
  devicesParamsSchema,
  executeParamsSchema,
  initializeParamsSchema,
  methods,
  RETIRED_EXIT_CODE,
  tuneParamsSchema,
  type Progress,
  type Role,
} from '../protocol/rpc';
import { Engine } from './engine';
import { toErrorData } from './errors';
import { WATCHED_RUN, watchedRun } from './watched-run';

/** A process that nobody asked anything for this long frees the GPU by ending. */
const IDLE_MILLISECONDS = Number(process.env['WARPFOLD_IDLE_SECONDS'] ?? 300) * 1000;

const REQUEST_FAILED = -32000;

function main(): void {
  const [flag, file] = process.argv.slice(2);
  if (flag === WATCHED_RUN && file !== undefined) {
    void watchedRun(file, new Engine());
    return;
  }
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  serve(connection, new Engine());
  connection.listen();
  process.once('disconnect', endWithChildren);
}

/** The parent is gone: nothing of this process may outlive it, the compilers that it started included. */
function endWithChildren(): void {
  try {
    if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}

function serve(connection: MessageConnection, engine: Engine): void {
  const running = new Map<number, AbortController>();
  let role: Role = 'compile';
  let idle = setTimeout(retire, IDLE_MILLISECONDS);

  /** Handles one request: cancellation, errors as data, and the idle clock. */
  async function handle<Params extends { readonly token: number }, Result>(
    params: Params,
    work: (params: Params, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    clearTimeout(idle);
    const controller = new AbortController();
    running.set(params.token, controller);
    try {
      return await work(params, controller.signal);
    } catch (error) {
      const data = toErrorData(error);
      throw new ResponseError(REQUEST_FAILED, data.message, data);
    } finally {
      running.delete(params.token);
      if (running.size === 0) idle = setTimeout(retire, IDLE_MILLISECONDS);
    }
  }

  const report = (progress: Progress): void => {
    connection.sendNotification(methods.progress, progress).catch(() => undefined);
  };

  connection.onRequest(methods.initialize, (params: unknown) => {
    role = v.parse(initializeParamsSchema, params).role;
    return { ok: true };
  });
  connection.onNotification(methods.cancel, (params: unknown) => {
    running.get(v.parse(cancelParamsSchema, params).token)?.abort();
  });
  connection.onRequest(methods.devices, (params: unknown) =>
    handle(v.parse(devicesParamsSchema, params), ({ settings }) => Promise.resolve(engine.devices(settings))),
  );
  connection.onRequest(methods.compile, (params: unknown) =>
    handle(v.parse(compileParamsSchema, params), (request, signal) => engine.compile(request, { signal, report })),
  );
  connection.onRequest(methods.tune, (params: unknown) =>
    handle(v.parse(tuneParamsSchema, params), (request, signal) => {
      requireExecute();
      return engine.tune(request, { signal, report });
    }),
  );
  connection.onRequest(methods.execute, (params: unknown) =>
    handle(v.parse(executeParamsSchema, params), (request, signal) => {
      requireExecute();
      return engine.execute(request, {
        signal,
        report,
        started: (first) => {
          connection.sendNotification(methods.started, { token: request.token, run: first }).catch(() => undefined);
        },
      });
    }),
  );

  function requireExecute(): void {
    if (role === 'execute') return;
    throw new WarpfoldError({
      code: 'refused',
      message: 'This process compiles only: it was started to run nothing.',
    });
  }

  function retire(): void {
    if (running.size > 0) return;
    process.disconnect?.();
    process.exit(RETIRED_EXIT_CODE);
  }
}

main();

import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

/** Told of everything that the client sends: work in the background waits while there is other work. */
export type ActivityListener = () => void;

/**
 * Keeps a mistake in one feature to that feature: the client gets an empty answer, and the log says what happened, once.
 */
export class Guard {
  private readonly reported = new Set<string>();
  private isClosed = false;

  constructor(
    private readonly log: (message: string) => void,
    private readonly onActivity: ActivityListener = () => undefined,
  ) {}

  /** From now on requests are refused, and notifications ignored. */
  close(): void {
    this.isClosed = true;
  }

  /**
   * A request's handler. A request that is cancelled before its turn is answered so, and nothing is computed for it; an
   * answer that says why something is refused (a ResponseError) is passed on.
   */
  request<Params, Result>(
    feature: string,
    empty: Result,
    work: (params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
    return async (params, token) => {
      if (this.isClosed) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
      this.onActivity();
      if (token.isCancellationRequested) return cancelled();
      try {
        return await work(params, token);
      } catch (error) {
        if (error instanceof ResponseError) return error as ResponseError<never>;
        this.report(feature, error);
        return empty;
      }
    };
  }

  /** A notification's handler. */
  notification<Params>(feature: string, work: (params: Params) => void): (params: Params) => void {
    return (params) => {
      if (this.isClosed) return;
      this.onActivity();
      this.task(feature, () => {
        work(params);
      });
    };
  }

  /** Work that nobody waits for: a timer's, or what follows an answer from elsewhere. */
  task(feature: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.report(feature, error);
    }
  }

  private report(feature: string, error: unknown): void {
    const message = `${feature} failed: ${String(error)}`;
    if (this.reported.has(message)) return;
    this.reported.add(message);
    this.log(error instanceof Error && error.stack !== undefined ? `${feature} failed: ${error.stack}` : message);
  }
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

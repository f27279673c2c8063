import { spawn } from 'node:child_process';
import { WarpfoldError } from '../../protocol/errors';
import { killTree } from './process-tree';

export interface CompilerCall {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Where it runs, and keeps its own temporary files: one that is ended leaves them behind. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
  /** After so many seconds the compiler and its children are ended. */
  readonly timeoutSeconds: number;
  /** Ends them too. */
  readonly signal?: AbortSignal;
}

export interface CompilerEnd {
  /** The exit status; undefined where a signal ended the compiler. */
  readonly status: number | undefined;
  /** What it wrote to both of its outputs, up to a limit. */
  readonly log: string;
  readonly seconds: number;
}

/** The messages are parsed. */
const plainEnglish = { LC_ALL: 'C.UTF-8', LANGUAGE: 'en', GCC_COLORS: '', VSLANG: '1033' };

const longestLog = 1 << 20;

/**
 * Runs a compiler to its end. Rejects with a WarpfoldError: `timeout`, `cancelled`, or `compile-failed` where it could
 * not be started.
 */
export function runCompiler(call: CompilerCall): Promise<CompilerEnd> {
  const { program, folder, timeoutSeconds, signal } = call;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(cancelled());
      return;
    }
    const started = performance.now();
    const child = spawn(program, call.arguments, {
      cwd: folder,
      env: { ...(call.env ?? process.env), ...plainEnglish, TMPDIR: folder, TEMP: folder, TMP: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let failure: WarpfoldError | undefined;
    const stop = (reason: WarpfoldError): void => {
      failure ??= reason;
      if (child.pid !== undefined) killTree(child.pid);
    };
    const onAbort = (): void => stop(cancelled());
    const timer = setTimeout(() => stop(tookTooLong(program, timeoutSeconds)), timeoutSeconds * 1000);
    signal?.addEventListener('abort', onAbort, { once: true });
    const cleanUp = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };

    const chunks: Buffer[] = [];
    let length = 0;
    const collect = (chunk: Buffer): void => {
      if (length < longestLog) chunks.push(chunk.subarray(0, longestLog - length));
      length += chunk.length;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => {
      cleanUp();
      reject(couldNotStart(program, error));
    });
    child.on('close', (status) => {
      cleanUp();
      if (failure !== undefined) reject(failure);
      else {
        const seconds = (performance.now() - started) / 1000;
        resolve({ status: status ?? undefined, log: Buffer.concat(chunks).toString('utf8'), seconds });
      }
    });
  });
}

function cancelled(): WarpfoldError {
  return new WarpfoldError({ code: 'cancelled', message: 'The compilation was cancelled.' });
}

function tookTooLong(program: string, seconds: number): WarpfoldError {
  return new WarpfoldError({
    code: 'timeout',
    message: `The compiler took longer than ${seconds} s and was ended.`,
    doing: program,
    advice: 'Look for templates or constant expressions in the preambles that never come to an end.',
  });
}

function couldNotStart(program: string, error: Error): WarpfoldError {
  return new WarpfoldError({
    code: 'compile-failed',
    message: `The compiler could not be started: ${error.message}`,
    doing: program,
    advice: 'Name another compiler in the settings, or reinstall this one.',
  });
}

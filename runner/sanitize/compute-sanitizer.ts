import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { LineIndex } from '../../language';
import { killTree } from '../../native/toolchain';
import { WarpfoldError } from '../../protocol/errors';
import type { ReportDiagnostic } from '../../protocol/report';
import type { ExecuteParams, SanitizerTool } from '../../protocol/rpc';
import type { BackendRequest } from '../backends/backend';
import { MarkedError } from './marked-error';
import { readSanitizerLog, type SanitizerError } from './sanitizer-log';
import { answerFile, watchedRequest, WATCHED_RUN } from '../watched-run';

/** Errors that are told; a kernel that is wrong tends to be wrong in every thread. */
const errorsTold = 10;

/**
 * Runs the kernel once more, in a process of ours under compute-sanitizer, and throws a MarkedError for what it finds.
 * Returns diagnostics where the tool could not do its work: the run itself is not to blame for that.
 */
export async function watchWithSanitizer(
  params: ExecuteParams,
  request: BackendRequest,
  program: string,
): Promise<readonly ReportDiagnostic[]> {
  const tool = request.settings.sanitizerTool;
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-sanitizer-'));
  try {
    const file = path.join(folder, 'run.json');
    const plain = { reference: false, accuracy: false, profile: false, counters: false, sanitize: false };
    const settings = { ...params.settings, ...plain, watched: true };
    const once = { warmups: 0, minSamples: 1, maxSamples: 1 };
    writeFileSync(file, watchedRequest({ ...params, settings: { ...settings, ...once } }));
    const logFile = path.join(folder, 'log.txt');
    const output = await runTool(program, tool, logFile, file, request.signal);
    request.signal.throwIfAborted();
    const log = existsSync(logFile) ? readFileSync(logFile, 'utf8') : output;
    const { errors, failures } = readSanitizerLog(log);
    if (errors.length > 0) throw sanitizerFound(request, tool, errors);
    const told = existsSync(answerFile(file)) ? readFileSync(answerFile(file), 'utf8') : undefined;
    const trouble = failures[0] ?? (told === undefined ? undefined : troubleOf(told));
    if (trouble === undefined && told !== undefined) return [];
    const reason = trouble ?? output.trim().split('\n').at(-1) ?? 'it gave no answer';
    return [incomplete(request, `compute-sanitizer (${tool}) could not check this run: ${reason}`)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Why a watched run came to no result, where it did not: memory that the tool needs for itself, for one. */
function troubleOf(answer: string): string | undefined {
  const run = v.safeParse(v.object({ error: v.object({ message: v.string() }) }), JSON.parse(answer));
  return run.success ? run.output.error.message : undefined;
}

/** What compute-sanitizer is told, before the program that it starts. */
export function sanitizerOptions(tool: SanitizerTool, logFile: string): string[] {
  return [
    ...['--tool', tool, '--target-processes', 'all', '--log-file', logFile],
    // Calls that we make to find out what a driver has are no errors of the kernel's.
    ...['--report-api-errors', 'no'],
    // A vector would end where the next begins, if its size is a multiple of what the driver rounds to.
    ...(tool === 'memcheck' ? ['--padding', '512'] : []),
  ];
}

/** Starts this same program under the tool; gives what both wrote. */
function runTool(
  program: string,
  tool: SanitizerTool,
  logFile: string,
  file: string,
  signal: AbortSignal,
): Promise<string> {
  const entry = process.argv[1];
  if (entry === undefined) throw new Error('This process was started from no file.');
  const args = [...sanitizerOptions(tool, logFile), process.execPath, entry, WATCHED_RUN, file];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stop = (): void => {
      if (child.pid !== undefined) killTree(child.pid);
    };
    signal.addEventListener('abort', stop, { once: true });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-(1 << 16));
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(new WarpfoldError({ code: 'internal', message: `compute-sanitizer does not start: ${error.message}` }));
    });
    child.on('close', () => {
      signal.removeEventListener('abort', stop);
      resolve(output);
    });
  });
}

function sanitizerFound(request: BackendRequest, tool: SanitizerTool, errors: readonly SanitizerError[]): MarkedError {
  const { kernel } = request;
  const diagnostics = errors.slice(0, errorsTold).map((error) => diagnosticOf(request, tool, error));
  const [first] = errors;
  const [place] = diagnostics;
  const line = place === undefined ? '' : ` Line ${place.range.start.line + 1}.`;
  const more = errors.length > 1 ? ` ${errors.length} errors in all.` : '';
  return new MarkedError(
    {
      code: 'sanitizer-error',
      message: `compute-sanitizer (${tool}) found: ${first?.message ?? 'an error'}.${line}${more}`,
      ...(first === undefined || first.details.length === 0 ? {} : { doing: first.details.slice(0, 4).join('; ') }),
      kernel: kernel.name,
    },
    diagnostics,
  );
}

function diagnosticOf(request: BackendRequest, tool: SanitizerTool, error: SanitizerError): ReportDiagnostic {
  return {
    code: 'sanitizer-error',
    severity: 'error',
    message: [error.message, ...error.details.slice(0, 4)].join('; '),
    range: rangeOf(request, error),
    source: `compute-sanitizer ${tool}`,
  };
}

/** The characters of the user's line, or the map where the error stands in code of ours. */
function rangeOf({ document, kernel, fileName }: BackendRequest, { place }: SanitizerError): ReportDiagnostic['range'] {
  const index = new LineIndex(document.text);
  if (place !== undefined && place.file.replace(/^.*[\\/]/, '') === fileName.replace(/^.*[\\/]/, '')) {
    const line = document.text.split(/\r\n|\r|\n/)[place.line - 1];
    if (line !== undefined) {
      const start = line.length - line.trimStart().length;
      const end = Math.max(start, line.trimEnd().length);
      return { start: { line: place.line - 1, character: start }, end: { line: place.line - 1, character: end } };
    }
  }
  const { start, end } = kernel.map.span;
  return { start: index.position(kernel.start + start), end: index.position(kernel.start + end) };
}

function incomplete({ document, kernel }: BackendRequest, message: string): ReportDiagnostic {
  const index = new LineIndex(document.text);
  const { start, end } = kernel.map.span;
  return {
    code: 'sanitizer-incomplete',
    severity: 'warning',
    message,
    range: { start: index.position(kernel.start + start), end: index.position(kernel.start + end) },
    source: 'compute-sanitizer',
  };
}

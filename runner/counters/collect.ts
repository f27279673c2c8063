import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { runSchema, type Counters, type ReportError } from '../../protocol/report';
import { settingsSchema, type ExecuteParams } from '../../protocol/rpc';
import { killTree, type NcuSearch } from '../../native/toolchain';
import { answerFile, watchedRequest, WATCHED_RUN } from '../watched-run';
import { countersOf } from './counters';
import { failureOf, surroundings, type Surroundings } from './failure';
import { allMetrics, successors } from './metrics';
import { parseRawPage } from './parse';

/** A timer that is set for longer fires at once, as Node documents: 24 days are no limit. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface CollectOptions {
  readonly ncu: NcuSearch;
  /** Path of the bundled runner. */
  readonly runner: string;
  readonly signal: AbortSignal;
  /** Seconds that Nsight Compute may take, all of its starts together. */
  readonly limitSeconds: number;
  readonly where?: Surroundings;
}

/**
 * Counters of a kernel: Nsight Compute starts a runner that launches it once, and repeats that launch until it has read
 * them all. What stands in the way is told in `error`; only cancelling throws.
 */
export async function collectCounters(
  params: ExecuteParams,
  { ncu, runner, signal, limitSeconds, where = surroundings() }: CollectOptions,
): Promise<Counters> {
  const { found } = ncu;
  if (found === undefined) {
    return {
      error: {
        code: 'no-profiler',
        message: 'Counters are read with Nsight Compute (ncu), which was not found.',
        advice:
          'Install it with the CUDA toolkit, or from https://developer.nvidia.com/nsight-compute. "warpfold devices" shows where it was looked for.',
      },
    };
  }
  const tool = `Nsight Compute ${found.version}`;
  const limit = AbortSignal.timeout(Math.min(limitSeconds * 1000, LONGEST_TIMER));
  const ending = AbortSignal.any([signal, limit]);
  const folder = await mkdtemp(path.join(tmpdir(), 'warpfold-'));
  try {
    const request = path.join(folder, 'request.json');
    await writeFile(request, watchedRequest(onceOf(params)));
    let metrics = allMetrics;
    for (let attempt = 1; ; attempt++) {
      const log = path.join(folder, `counters-${attempt}.csv`);
      const program = [process.execPath, runner, WATCHED_RUN, request];
      const printed = await run(found.path, [...optionsOf(params.kernel, metrics, log), ...program], ending);
      const logged = await readText(log);
      const measured = parseRawPage(logged);
      if (measured !== undefined) return countersOf(measured, tool);
      const output = `${logged}\n${printed}`;
      // Not every GPU has every counter, and ncu refuses all of them for one.
      const known = metrics.flatMap((name) => (isUnknown(name, output) ? (successors[name] ?? []) : name));
      if (known.length === 0 || known.every((name, at) => name === metrics[at])) {
        return { tool, error: failureOf(output, where, await errorOfRun(answerFile(request))) };
      }
      metrics = known;
    }
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    return { tool, error: tookTooLong(limitSeconds) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The same run, with one launch and nothing beside it: of the settings those stay that decide what runs, and the others are
 * at their defaults, which measure nothing more.
 */
function onceOf(params: ExecuteParams): ExecuteParams {
  const { defaultLength, nvrtcPath, compilerPath, nvccPath, cpuThreads, useCache, useTuning, tuningFile } =
    params.settings;
  const kept = { defaultLength, nvrtcPath, compilerPath, nvccPath, cpuThreads, useCache, useTuning, tuningFile };
  // Without warm-ups the first launch is the one that counts, and none waits behind a gate that a profiler would keep shut.
  const once = { warmups: 0, minSamples: 1, maxSamples: 1, sampleBudget: 0 };
  return { ...params, settings: v.parse(settingsSchema, { ...kept, ...once }) };
}

function optionsOf(kernel: string, metrics: readonly string[], log: string): string[] {
  return [
    ...['--csv', '--page', 'raw', '--print-units', 'base'],
    ...['--metrics', metrics.join(',')],
    ...['--target-processes', 'all'],
    // Inputs are made by kernels too. The program's prefix varies, as no text of the user's may hold it.
    ...['--kernel-name', `regex:^wf[0-9]*_kernel_${kernel}$`],
    ...['--launch-count', '1'],
    // The clocks of our own timings; by default ncu locks them to a lower one.
    ...['--clock-control', 'none'],
    ...['--log-file', log],
  ];
}

/** Whether ncu says that it has no such counter: by its name, or by a regular expression for it. */
function isUnknown(name: string, output: string): boolean {
  return output
    .split(/\r?\n/)
    .filter((line) => /Failed to (?:find|access).* metrics?\b/i.test(line))
    .some((line) =>
      line
        .replaceAll('\\', '')
        .split(/[^\w.]+/)
        .includes(name),
    );
}

function tookTooLong(seconds: number): ReportError {
  return {
    code: 'counters-timeout',
    message: `Nsight Compute did not finish within ${seconds} s and was ended.`,
    advice:
      'The profile beside it is whole. Try again with a higher time limit, which raises this one, or fewer elements.',
  };
}

/** Runs a program to its end and gives all that it printed. Ends it, and all that it started, and throws where it is called off. */
async function run(file: string, options: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, options, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const cancel = (): void => {
      if (child.pid !== undefined) killTree(child.pid);
    };
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    child.on('error', (error) => {
      signal.removeEventListener('abort', cancel);
      resolve(`==ERROR== ${error.message}`);
    });
    child.on('close', () => {
      signal.removeEventListener('abort', cancel);
      if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      else resolve(output);
    });
  });
}

/** Why the run that was to be counted came to nothing, where it did. */
async function errorOfRun(file: string): Promise<ReportError | undefined> {
  const text = await readText(file);
  return text === '' ? undefined : v.parse(runSchema, JSON.parse(text)).error;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Lets compute-sanitizer watch the programs that are generated for the examples: `npm run test:gpu`. For each tool one
 * process runs them all: this file, started again.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import * as v from 'valibot';
import { findSanitizer } from '../../native/toolchain';
import { sanitizerTool, type SanitizerTool } from '../../protocol/rpc';
import { openToolset } from '../toolset';
import { sanitizerOptions } from './compute-sanitizer';
import { readSanitizerLog, type SanitizerError } from './sanitizer-log';
import { runPlanted } from './testing/planted';
import { exampleKernels, runExamples, type KernelRuns } from './testing/run-examples';

/** What the watched process does: writes what it ran to a file, or why it could not. */
async function runWatched(tool: SanitizerTool, answer: string): Promise<void> {
  const tools = openToolset({});
  const [device] = tools.discovery.devices;
  if (device === undefined) throw new Error('There is no CUDA device.');
  const runs = await runExamples(tools, device);
  await runPlanted(tools, device, tool);
  writeFileSync(answer, JSON.stringify(runs));
}

interface Watched {
  readonly errors: readonly SanitizerError[];
  readonly failures: readonly string[];
  readonly runs: readonly KernelRuns[];
  readonly seconds: number;
}

async function watch(program: string, tool: SanitizerTool): Promise<Watched> {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-sanitizer-'));
  try {
    const [log, answer] = [path.join(folder, 'log.txt'), path.join(folder, 'answer.json')];
    const environment: NodeJS.ProcessEnv = { ...process.env, WARPFOLD_GPU_SCENARIO: `${tool} ${answer}` };
    delete environment['NODE_TEST_CONTEXT'];
    const node = [process.execPath, ...process.execArgv.filter((option) => option !== '--test'), __filename];
    const begin = performance.now();
    const child = spawn(program, [...sanitizerOptions(tool, log), ...node], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    assert.ok(existsSync(answer), `The watched process did not get to its end.\n${output}\n${readIf(log)}`);
    return {
      ...readSanitizerLog(readFileSync(log, 'utf8')),
      runs: JSON.parse(readFileSync(answer, 'utf8')) as KernelRuns[],
      seconds: (performance.now() - begin) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readIf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function isPlanted({ message, details }: SanitizerError): boolean {
  return [message, ...details].some((line) => line.includes('planted_'));
}

function defineTests(): void {
  const { found } = findSanitizer();
  const skip = found === undefined && 'compute-sanitizer was not found: pip install nvidia-cuda-sanitizer-api';
  describe('compute-sanitizer', { skip, concurrency: true }, () => {
    if (found === undefined) return;
    for (const tool of sanitizerTool.options) {
      test(`${tool} finds nothing in the programs of all examples, and finds what is planted`, async (context) => {
        const { errors, failures, runs, seconds } = await watch(found.path, tool);
        const sum = (of: 'programs' | 'launches') => runs.reduce((total, one) => total + one[of], 0);
        context.diagnostic(
          `${sum('launches')} launches of ${sum('programs')} programs of ${runs.length} kernels, ${seconds.toFixed(1)} s`,
        );
        assert.deepEqual(
          errors.filter((error) => !isPlanted(error)),
          [],
        );
        assert.deepEqual(failures, []);
        assert.ok(errors.some(isPlanted), 'the tool did not see the kernel that is wrong');
        assert.deepEqual(
          runs.map(({ kernel }) => kernel),
          exampleKernels().map(({ kernel }) => kernel.name),
        );
        for (const { kernel, programs, launches } of runs) assert.ok(launches > programs && programs > 1, kernel);
      });
    }
  });
}

const [tool, answer] = process.env['WARPFOLD_GPU_SCENARIO']?.split(' ') ?? [];
if (tool === undefined || answer === undefined) {
  defineTests();
} else {
  runWatched(v.parse(sanitizerTool, tool), answer).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

// The CUDA engine: compile times in a warm process, and fifteen reductions beside CUB, in turns in the same run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkDocument, type CheckedKernel } from '../language';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { Cub } from './support/cub';
import { quantiles, table } from './support/statistics';

const SAMPLES = 100;
/** How often either side is measured for a row. */
const TURNS = 2;
const COMPILES = 20;
const SIZES = [1000, ...[14, 17, 20, 22, 24, 26, 28].map((power) => 2 ** power)];
/** In place of the largest size, for elements of one or two bytes: as many bytes, or more. */
const NARROW_SIZE = 2 ** 30;

const kernels = readFileSync(path.join(process.cwd(), 'bench/kernels/reductions.reduce'), 'utf8');

/** A case of a kernel on `n` elements. Lengths are given: a gathered vector has none of its own. */
function caseOf(kernel: CheckedKernel, n: number): string {
  const bindings = kernel.arguments.map(({ name, type }, index) => {
    const isInteger = type.kind === 'arithmetic' && type.category === 'integer';
    const [lo, hi] = name === 'table' ? [0, n] : [-100, 101];
    const generator = isInteger ? `integers(${lo}, ${hi}` : 'uniform(0, 1';
    return `${name} = ${generator}, ${n}, seed = ${index + 1});`;
  });
  return `case bench of ${kernel.name} { n = ${n}; ${bindings.join(' ')} }`;
}

/** A kernel that no cache has, for each salt. */
const salted = (salt: number): string => `
kernel dot { dtype_out = float32; arguments = const float *x, const float *y; map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = ${salt}; }
case bench of dot { n = 1000; x = ones(); y = ones(); }
`;

async function execute(runner: RunnerClient, text: string, kernel: string, useCache: boolean): Promise<Run> {
  const run = await runner.execute({
    uri: 'untitled:bench.reduce',
    text,
    kernel,
    case: 'bench',
    device: 'cuda:0',
    settings: { minSamples: SAMPLES, maxSamples: SAMPLES, warmups: 3, useCache },
  });
  if (run.status !== 'ok') throw new Error(`${kernel} did not run: ${run.error?.message}`);
  return run;
}

async function compileTimes(runner: RunnerClient, useCache: boolean): Promise<number[]> {
  const times: number[] = [];
  for (let salt = 0; salt < COMPILES; salt++) {
    const run = await execute(runner, salted(salt), 'dot', useCache);
    times.push((run.timings?.compile ?? NaN) * 1e3);
  }
  return times;
}

interface Row {
  readonly kernel: string;
  readonly dtype: string;
  readonly n: number;
  readonly bytes: number;
  /** Median of one launch. */
  readonly seconds: number;
  readonly bytesPerSecond: number;
  readonly peakShare: number;
  readonly peers: { readonly cub: number };
}

async function measure(runner: RunnerClient, cub: Cub, kernel: CheckedKernel, n: number): Promise<Row> {
  const ours: number[] = [];
  const theirs: number[] = [];
  let bandwidth: Run['bandwidth'];
  for (let turn = 0; turn < TURNS; turn++) {
    const run = await execute(runner, `${kernels}\n${caseOf(kernel, n)}`, kernel.name, true);
    ours.push(run.timings?.kernel?.median ?? NaN);
    bandwidth = run.bandwidth;
    theirs.push(quantiles(await cub.measure(kernel.name, n)).p50);
  }
  const seconds = Math.min(...ours);
  const bytes = bandwidth?.bytes ?? NaN;
  return {
    kernel: kernel.name,
    dtype: kernel.resultDtype,
    n,
    bytes,
    seconds,
    bytesPerSecond: bytes / seconds,
    peakShare: bytes / seconds / (bandwidth?.peak ?? NaN),
    peers: { cub: Math.min(...theirs) },
  };
}

function sizesOf(kernel: CheckedKernel): readonly number[] {
  const isNarrow = /int8|float16/.test(kernel.name);
  return isNarrow ? [...SIZES.slice(0, -1), NARROW_SIZE] : SIZES;
}

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

function show(rows: readonly Row[]): void {
  const cells = rows.map(({ kernel, n, seconds, bytesPerSecond, peakShare, peers }) => [
    kernel,
    Number.isInteger(Math.log2(n)) ? `2^${Math.log2(n)}` : String(n),
    `${(seconds * 1e6).toFixed(1)} µs`,
    `${(peers.cub * 1e6).toFixed(1)} µs`,
    (seconds / peers.cub).toFixed(3),
    (bytesPerSecond / 1e9).toFixed(0),
    `${(100 * peakShare).toFixed(1)} %`,
  ]);
  console.log(table([['kernel', 'n', 'Warpfold', 'CUB', 'Warpfold / CUB', 'GB/s', 'of peak'], ...cells]));
  const mean = (name: string, chosen: readonly Row[]): void => {
    console.log(`${name}: ${geometricMean(chosen.map(({ seconds, peers }) => seconds / peers.cub)).toFixed(3)}`);
  };
  console.log('\nGeometric means of Warpfold / CUB');
  mean(
    'n up to 2^20',
    rows.filter(({ n }) => n <= 2 ** 20),
  );
  mean(
    'n of 2^24 and more',
    rows.filter(({ n }) => n >= 2 ** 24),
  );
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-bench-'));
  const start = (): RunnerClient =>
    new RunnerClient({
      entry: path.join(process.cwd(), 'dist/runner.js'),
      role: 'execute',
      env: { WARPFOLD_CACHE_DIR: folder },
    });
  let runner = start();
  let cub: Cub | undefined;
  try {
    const warm = await execute(runner, salted(1000), 'dot', false);
    const compiled = quantiles(await compileTimes(runner, false));
    await compileTimes(runner, true);
    runner.dispose();
    // A new process, so that binaries come from the disk and not from memory.
    runner = start();
    await execute(runner, salted(1000), 'dot', false);
    const cached = quantiles(await compileTimes(runner, true));
    const device = warm.device?.name ?? 'an unknown device';
    console.log(`\nCUDA engine on ${device}, ${warm.versions.compiler}, driver ${warm.versions.driver}`);
    console.log(
      table([
        ['dot product, from checked kernel to CUBIN', 'p50', 'p95'],
        ['NVRTC, warm process, no cache', `${compiled.p50.toFixed(1)} ms`, `${compiled.p95.toFixed(1)} ms`],
        ['from the disk cache', `${cached.p50.toFixed(2)} ms`, `${cached.p95.toFixed(2)} ms`],
      ]),
    );
    cub = Cub.start(folder);
    const rows: Row[] = [];
    for (const kernel of checkDocument(kernels).kernels)
      for (const n of sizesOf(kernel)) rows.push(await measure(runner, cub, kernel, n));
    console.log(`\nMedians of ${SAMPLES} launches, each between two events, the better of ${TURNS} turns`);
    show(rows);
    const results = path.join(process.cwd(), 'bench/results');
    mkdirSync(results, { recursive: true });
    const file = path.join(results, `${device.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`);
    writeFileSync(file, `${JSON.stringify({ device, versions: warm.versions, rows }, undefined, 2)}\n`);
    console.log(`\nWritten to ${path.relative(process.cwd(), file)}`);
  } finally {
    cub?.dispose();
    runner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

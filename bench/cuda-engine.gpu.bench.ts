// The CUDA engine: compile times in a warm process, and fifteen reductions beside CUB, CuPy and PyTorch, in turns in the same run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkDocument, type CheckedKernel } from '../language';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { GpuEngine, type Engine } from './support/engine';
import { Peer, type Mode } from './support/peer';
import { caseOf, kernels } from './support/reductions';
import { geometricMean, quantiles, table } from './support/statistics';

/** Launches between events; means of many launches otherwise. */
const SAMPLES: Readonly<Record<Mode, number>> = { events: 100, stream: 5, graph: 7 };
const LARGEST_IN_GRAPH = 2 ** 20;
/** How often either side is measured for a row. */
const TURNS = 2;
const COMPILES = 20;
const SIZES = [1000, ...[14, 17, 20, 22, 24, 26, 28].map((power) => 2 ** power)];
/** In place of the largest size, for elements of one or two bytes: as many bytes, or more. */
const NARROW_SIZE = 2 ** 30;

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
    settings: { minSamples: 1, maxSamples: 1, useCache },
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

/** Seconds of one launch: ours, and those of peers that have the reduction. */
interface Times {
  readonly seconds: number;
  readonly peers: { readonly cub: number; readonly cupy?: number; readonly torch?: number };
}

/** Back to back, and as many bytes in a second as that is. */
interface Row extends Times {
  readonly kernel: string;
  readonly dtype: string;
  readonly n: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
  readonly peakShare: number;
  /** Each launch between two events, queued behind a gate. */
  readonly betweenEvents: Times;
  /** As part of a graph that is replayed. */
  readonly inGraph?: Times;
}

interface Peers {
  readonly cub: Peer;
  readonly cupy: Peer | undefined;
  readonly torch: Peer | undefined;
}

async function medianOf(samples: Promise<readonly number[] | undefined> | undefined): Promise<number | undefined> {
  const seconds = await samples;
  return seconds === undefined ? undefined : quantiles(seconds).p50;
}

/** Ours and CUB's in turns; the better turn of each counts. */
async function besideCub(engine: Engine, { cub }: Peers, of: CheckedKernel, n: number, mode: Mode): Promise<Times> {
  const method = ({ events: 'hot', stream: 'back-to-back', graph: 'graph' } as const)[mode];
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(quantiles(await engine.seconds(method, SAMPLES[mode])).p50);
    theirs.push((await medianOf(cub.measure(of.name, n, mode))) ?? NaN);
  }
  return { seconds: Math.min(...ours), peers: { cub: Math.min(...theirs) } };
}

async function measure(gpu: GpuEngine, peers: Peers, kernel: CheckedKernel, n: number): Promise<Row> {
  const engine = await gpu.prepare(`${kernels}\n${caseOf(kernel, n)}`, kernel.name);
  const stream = await besideCub(engine, peers, kernel, n, 'stream');
  const cupy = await medianOf(peers.cupy?.measure(kernel.name, n, 'stream'));
  const torch = await medianOf(peers.torch?.measure(kernel.name, n, 'stream'));
  const betweenEvents = await besideCub(engine, peers, kernel, n, 'events');
  const inGraph = n <= LARGEST_IN_GRAPH ? await besideCub(engine, peers, kernel, n, 'graph') : undefined;
  engine.prepared.release();
  const { seconds } = stream;
  const { bytes } = engine;
  return {
    kernel: kernel.name,
    dtype: kernel.resultDtype,
    n,
    bytes,
    seconds,
    bytesPerSecond: bytes / seconds,
    peakShare: bytes / seconds / gpu.device.attributePeakBytesPerSecond,
    peers: {
      ...stream.peers,
      ...(cupy === undefined ? {} : { cupy }),
      ...(torch === undefined ? {} : { torch }),
    },
    betweenEvents,
    ...(inGraph === undefined ? {} : { inGraph }),
  };
}

function sizesOf(kernel: CheckedKernel): readonly number[] {
  const isNarrow = /int8|float16/.test(kernel.name);
  return isNarrow ? [...SIZES.slice(0, -1), NARROW_SIZE] : SIZES;
}

const shortCount = (n: number): string => (Number.isInteger(Math.log2(n)) ? `2^${Math.log2(n)}` : String(n));
const ratio = (ours: number, theirs: number | undefined): string =>
  theirs === undefined ? '' : (ours / theirs).toFixed(3);

/** Means over the rows of a kind, of each way to launch. */
function showMeans(rows: readonly Row[]): void {
  const inGraphs = rows.flatMap(({ inGraph }) => (inGraph === undefined ? [] : [inGraph]));
  const isNarrowOrWide = ({ kernel }: Row): boolean => /int8|float16|dot|weighted/.test(kernel);
  const small = rows.filter(({ n }) => n <= LARGEST_IN_GRAPH);
  const large = rows.filter(({ n, kernel }) => n >= 2 ** 24 && kernel !== 'gather');
  const means = ([name, times]: readonly [string, readonly Times[]]): readonly string[] => {
    const ratios = times.map(({ seconds, peers }) => seconds / peers.cub);
    return [name, String(ratios.length), geometricMean(ratios).toFixed(3), Math.max(...ratios).toFixed(3)];
  };
  const betweenEvents = (chosen: readonly Row[]): readonly Times[] => chosen.map((row) => row.betweenEvents);
  const groups: readonly (readonly [string, readonly Times[]])[] = [
    ['back to back, n up to 2^20', small],
    ['between events, n up to 2^20', betweenEvents(small)],
    ['in graphs, n up to 2^20', inGraphs],
    ['back to back, n of 2^24 and more, one vector of 4 or 8 bytes', large.filter((row) => !isNarrowOrWide(row))],
    ['back to back, n of 2^24 and more, narrow types and several vectors', large.filter(isNarrowOrWide)],
    ['between events, n of 2^24 and more, one vector', betweenEvents(large.filter((row) => !isNarrowOrWide(row)))],
    ['between events, n of 2^24 and more, narrow and several', betweenEvents(large.filter(isNarrowOrWide))],
  ];
  console.log(table([['Warpfold / CUB', 'rows', 'geometric mean', 'greatest'], ...groups.map(means)]));
}

function show(rows: readonly Row[]): void {
  const cells = rows.map(({ kernel, n, seconds, bytesPerSecond, peakShare, peers, betweenEvents, inGraph }) => [
    kernel,
    shortCount(n),
    `${(seconds * 1e6).toFixed(1)} µs`,
    (bytesPerSecond / 1e9).toFixed(0),
    `${(100 * peakShare).toFixed(1)} %`,
    ratio(seconds, peers.cub),
    ratio(betweenEvents.seconds, betweenEvents.peers.cub),
    inGraph === undefined ? '' : ratio(inGraph.seconds, inGraph.peers.cub),
    ratio(seconds, peers.cupy),
    ratio(seconds, peers.torch),
  ]);
  const head = [
    'kernel',
    'n',
    'back to back',
    'GB/s',
    'of peak',
    '/ CUB',
    'events / CUB',
    'graph / CUB',
    '/ CuPy',
    '/ torch',
  ];
  console.log(table([head, ...cells]));
}

/** Milliseconds from the request of a run of 2^20 generated elements to its report, in a warm runner. */
async function turnarounds(runner: RunnerClient): Promise<readonly number[]> {
  const text = `${kernels}\ncase bench of sum_float32 { n = 1 << 20; x = uniform(0, 1); }`;
  const times: number[] = [];
  for (let round = 0; round < COMPILES; round++) {
    const begin = performance.now();
    const run = await runner.execute({
      uri: 'untitled:bench.reduce',
      text,
      kernel: 'sum_float32',
      case: 'bench',
      device: 'cuda:0',
    });
    if (run.status !== 'ok') throw new Error(`The run failed: ${run.error?.message}`);
    if (round > 0) times.push(performance.now() - begin);
  }
  return times;
}

/** The commit that the measured programs come from: WARPFOLD_COMMIT, where they were built elsewhere. */
function commit(): string {
  const given = process.env['WARPFOLD_COMMIT'];
  if (given !== undefined) return given;
  const described = spawnSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' });
  return described.status === 0 ? described.stdout.trim() : 'unknown';
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
  let peers: Peers | undefined;
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
    const turnaround = quantiles(await turnarounds(runner));
    console.log(
      `\n2^20 generated elements, from request to report: ${turnaround.p50.toFixed(1)} ms (p95 ${turnaround.p95.toFixed(1)} ms)`,
    );
    runner.dispose();
    peers = { cub: Peer.cub(folder), cupy: await Peer.python('cupy'), torch: await Peer.python('torch') };
    const gpu = GpuEngine.open();
    const rows: Row[] = [];
    for (const kernel of checkDocument(kernels).kernels)
      for (const n of sizesOf(kernel)) rows.push(await measure(gpu, peers, kernel, n));
    console.log(`\nMedians, in turns, the better of ${TURNS} turns of either`);
    show(rows);
    console.log();
    showMeans(rows);
    const results = path.join(process.cwd(), 'bench/results');
    mkdirSync(results, { recursive: true });
    const file = path.join(results, `${device.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`);
    const versions = { ...warm.versions, cupy: peers.cupy?.version, torch: peers.torch?.version };
    const measured = {
      device,
      commit: commit(),
      versions,
      compile: compiled,
      compileFromCache: cached,
      turnaround,
      rows,
    };
    writeFileSync(file, `${JSON.stringify(measured, undefined, 2)}\n`);
    console.log(`\nWritten to ${path.relative(process.cwd(), file)}`);
  } finally {
    for (const peer of [peers?.cub, peers?.cupy, peers?.torch]) peer?.dispose();
    runner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

// The CUDA engine: compile times in a warm process, and sum and dot of 2^28 floats beside CUB in the same run.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { quantiles, table } from './support/statistics';

const N = 2 ** 28;
const SAMPLES = 100;
const COMPILES = 20;

const source = (salt: number): string => `
kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = ${salt}; }
case bench of total { n = ${N}; x = uniform(0, 1, seed = 1); }
case small of total { n = 1 << 20; x = uniform(0, 1, seed = 1); }
kernel dot { dtype_out = float32; arguments = const float *x, const float *y; map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = ${salt}; }
case bench of dot { n = ${N}; x = uniform(0, 1, seed = 1); y = uniform(0, 1, seed = 2); }
case small of dot { n = 1 << 20; x = uniform(0, 1, seed = 1); y = uniform(0, 1, seed = 2); }
`;

const peerSchema = v.object({ sum: v.number(), dot: v.number() });
type Peer = v.InferOutput<typeof peerSchema>;

/** Compiles CUB's peer with nvcc, and returns a function that measures it. */
function buildPeer(folder: string): (n: number) => Peer {
  const binary = path.join(folder, 'cub_reduce');
  const nvcc =
    [process.env['CUDA_HOME'] ?? '', '/usr/local/cuda']
      .map((home) => path.join(home, 'bin/nvcc'))
      .find((file) => existsSync(file)) ?? 'nvcc';
  execFileSync(
    nvcc,
    ['-O3', '-std=c++17', '-arch=native', '-o', binary, path.join(process.cwd(), 'bench/peers/cub_reduce.cu')],
    { stdio: 'inherit' },
  );
  return (n) =>
    v.parse(peerSchema, JSON.parse(execFileSync(binary, [String(n), String(SAMPLES)], { encoding: 'utf8' })));
}

async function execute(
  runner: RunnerClient,
  kernel: string,
  case_: string,
  salt: number,
  useCache: boolean,
): Promise<Run> {
  const run = await runner.execute({
    uri: 'untitled:bench.reduce',
    text: source(salt),
    kernel,
    case: case_,
    device: 'cuda:0',
    settings: { minSamples: SAMPLES, maxSamples: SAMPLES, warmups: 3, useCache },
  });
  if (run.status !== 'ok') throw new Error(`${kernel} did not run: ${run.error?.message}`);
  return run;
}

async function compileTimes(runner: RunnerClient, useCache: boolean): Promise<number[]> {
  const times: number[] = [];
  for (let salt = 0; salt < COMPILES; salt++) {
    const run = await execute(runner, 'dot', 'small', salt, useCache);
    times.push((run.timings?.compile ?? NaN) * 1e3);
  }
  return times;
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
  try {
    const measurePeer = buildPeer(folder);
    const warm = await execute(runner, 'dot', 'small', 1000, false);
    const compiled = quantiles(await compileTimes(runner, false));
    await compileTimes(runner, true);
    runner.dispose();
    // A new process, so that binaries come from the disk and not from memory.
    runner = start();
    await execute(runner, 'dot', 'small', 1000, false);
    const cached = quantiles(await compileTimes(runner, true));
    console.log(`\nCUDA engine on ${warm.device?.name}, ${warm.versions.compiler}, driver ${warm.versions.driver}`);
    console.log(
      table([
        ['dot product, from checked kernel to CUBIN', 'p50', 'p95'],
        ['NVRTC, warm process, no cache', `${compiled.p50.toFixed(1)} ms`, `${compiled.p95.toFixed(1)} ms`],
        ['from the disk cache', `${cached.p50.toFixed(2)} ms`, `${cached.p95.toFixed(2)} ms`],
      ]),
    );
    const rows = [['float32', 'n', 'Warpfold', 'CUB', 'CUB / Warpfold', 'GB/s', 'of peak']];
    for (const [case_, n] of [
      ['bench', N],
      ['small', 2 ** 20],
    ] as const) {
      const peer = measurePeer(n);
      for (const [kernel, theirs] of [
        ['total', peer.sum],
        ['dot', peer.dot],
      ] as const) {
        const run = await execute(runner, kernel, case_, 1000, true);
        const ours = run.timings?.kernel?.median ?? NaN;
        const rate = run.bandwidth?.bytesPerSecond ?? NaN;
        rows.push([
          kernel,
          `2^${Math.log2(n)}`,
          `${(ours * 1e6).toFixed(1)} µs`,
          `${(theirs * 1e6).toFixed(1)} µs`,
          (theirs / ours).toFixed(3),
          (rate / 1e9).toFixed(0),
          `${((100 * rate) / (run.bandwidth?.peak ?? NaN)).toFixed(1)} %`,
        ]);
      }
    }
    console.log(`\nMedians of ${SAMPLES} launches, each between two events, beside CUB compiled with nvcc`);
    console.log(table(rows));
  } finally {
    runner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

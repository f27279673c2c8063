// The CPU engine beside NumPy: float32 sum and dot of 2^26 elements, one thread and all cores, in the same run.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { RunnerClient } from '../runner/client/runner-client';
import { table } from './support/statistics';

const N = 2 ** 26;
const SAMPLES = 15;

const source = `
kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case bench of total { n = ${N}; x = uniform(0, 1, seed = 1); }
kernel dot { dtype_out = float32; arguments = const float *x, const float *y; map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0; }
case bench of dot { n = ${N}; x = uniform(0, 1, seed = 1); y = uniform(0, 1, seed = 2); }
`;

const peerSchema = v.object({ numpy: v.string(), sum: v.number(), dot: v.number() });

/** NumPy's figures; its linear algebra gets `threads` threads and no processor setting of this environment. */
function numpy(threads: number): v.InferOutput<typeof peerSchema> {
  // Settings for other processors would slow it down.
  const env = { ...process.env, OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined };
  const output = execFileSync(
    process.env['PYTHON'] ?? 'python3',
    [path.join(process.cwd(), 'bench/peers/numpy_reduce.py'), String(N), String(SAMPLES)],
    { env: { ...env, OPENBLAS_NUM_THREADS: String(threads) }, encoding: 'utf8' },
  );
  return v.parse(peerSchema, JSON.parse(output));
}

async function ours(runner: RunnerClient, kernel: string, threads: number): Promise<number> {
  const run = await runner.execute({
    uri: 'untitled:bench.reduce',
    text: source,
    kernel,
    case: 'bench',
    device: 'cpu',
    settings: { cpuThreads: threads, minSamples: SAMPLES, maxSamples: SAMPLES, warmups: 2 },
  });
  const median = run.timings?.kernel?.median;
  if (median === undefined) throw new Error(`${kernel} did not run: ${run.error?.message}`);
  return median;
}

async function main(): Promise<void> {
  const runner = new RunnerClient({
    entry: path.join(process.cwd(), 'dist/runner.js'),
    role: 'execute',
    timeLimitSeconds: 300,
  });
  const rows = [['float32, 2^26', 'threads', 'Warpfold', 'NumPy', 'NumPy / Warpfold']];
  let version = '';
  try {
    for (const threads of [1, availableParallelism()]) {
      const peer = numpy(threads);
      version = peer.numpy;
      for (const [kernel, theirs] of [
        ['total', peer.sum],
        ['dot', peer.dot],
      ] as const) {
        const seconds = await ours(runner, kernel, threads);
        rows.push([
          kernel,
          String(threads),
          `${(seconds * 1e3).toFixed(2)} ms`,
          `${(theirs * 1e3).toFixed(2)} ms`,
          (theirs / seconds).toFixed(2),
        ]);
      }
    }
  } finally {
    runner.dispose();
  }
  console.log(
    `\nCPU engine beside NumPy ${version} on ${cpus()[0]?.model ?? 'an unknown processor'}, medians of ${SAMPLES}`,
  );
  console.log(table(rows));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

// What this engine measures, beside others' measurements of the same launches: times beside nvbench's method, bytes beside
// Nsight Compute's counters.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CudaJob } from '../native/binding';
import type { Run } from '../protocol/report';
import { RunnerClient } from '../runner/client/runner-client';
import { GpuEngine } from './support/engine';
import { Peer } from './support/peer';
import { quantiles, table } from './support/statistics';

const KERNELS = `
kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
kernel dot { dtype_out = float32; arguments = const float *x, const float *y; map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0; }
`;
const POWERS = [20, 22, 24, 26, 28];
const TURNS = 3;
const ELEMENT_BYTES = 4;

function textOf(kernel: string, n: number): string {
  const vectors = kernel === 'dot' ? ['x', 'y'] : ['x'];
  const bindings = vectors.map((name, index) => `${name} = uniform(-1, 1, ${n}, seed = ${index});`);
  return `${KERNELS}case bench of ${kernel} { n = ${n}; ${bindings.join(' ')} }`;
}

/** A job as the program in bench/peers/nvbench reads it. */
function questionOf(job: CudaJob, cubin: string, n: number): string {
  const parameters = job.parameters.map((parameter) => {
    switch (parameter.kind) {
      case 'input':
        return `i${parameter.index}`;
      case 'bytes':
        return `b${Buffer.from(parameter.bytes).toString('hex')}`;
      case 'partials':
        return 'p';
      case 'result':
        return 'r';
    }
  });
  const { entry, grid, block, inputs, partialBytes, resultBytes } = job;
  return [cubin, entry, grid, block, inputs.length, n * ELEMENT_BYTES, partialBytes, resultBytes, ...parameters].join(
    ' ',
  );
}

const least = (values: readonly number[]): number => Math.min(...values);
const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(2)} µs`;
const difference = (ours: number, theirs: number): string => `${(100 * (ours / theirs - 1)).toFixed(2)} %`;

/**
 * Ours and theirs in turns, the better of either's. Both have new memory in every turn: where it lies makes some percent of
 * difference while it fits the cache.
 */
async function compareTimes(gpu: GpuEngine, nvbench: Peer, folder: string): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const kernel of ['sum', 'dot']) {
    for (const n of POWERS.map((power) => 2 ** power)) {
      const text = textOf(kernel, n);
      const job = await gpu.jobOf(text, kernel);
      const cubin = path.join(folder, `${kernel}-${n}.cubin`);
      writeFileSync(cubin, job.cubin);
      const question = questionOf(job, cubin, n);
      let engine = await gpu.prepare(text, kernel);
      const times = {
        cold: [] as number[],
        batch: [] as number[],
        theirCold: [] as number[],
        theirBatch: [] as number[],
      };
      for (let turn = 0; turn < TURNS; turn++) {
        // Made before the last is released, it lies elsewhere.
        const next = await gpu.prepare(text, kernel);
        engine.prepared.release();
        engine = next;
        times.cold.push(quantiles(await engine.seconds('cold', 200)).p50);
        times.theirCold.push(...((await nvbench.ask(`cold ${question}`)) ?? []));
        times.batch.push(quantiles(await engine.seconds('back-to-back', 5)).p50);
        times.theirBatch.push(...((await nvbench.ask(`batch ${question}`)) ?? []));
      }
      engine.prepared.release();
      const [cold, theirCold, batch, theirBatch] = [times.cold, times.theirCold, times.batch, times.theirBatch].map(
        least,
      );
      if (cold === undefined || theirCold === undefined || batch === undefined || theirBatch === undefined) continue;
      rows.push([
        kernel,
        `2^${Math.log2(n)}`,
        microseconds(cold),
        microseconds(theirCold),
        difference(cold, theirCold),
        microseconds(batch),
        microseconds(theirBatch),
        difference(batch, theirBatch),
      ]);
    }
  }
  const head = ['kernel', 'n', 'cold', 'nvbench’s cold', 'differs', 'back to back', 'nvbench’s batch', 'differs'];
  console.log(table([head, ...rows]));
}

/** The bytes that a report says the kernel has to read, and those that the memory delivered. */
async function compareBytes(runner: RunnerClient): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const kernel of ['sum', 'dot']) {
    for (const n of [24, 26].map((power) => 2 ** power)) {
      const run: Run = await runner.execute({
        ...{ uri: 'untitled:bench.reduce', text: textOf(kernel, n), kernel, case: 'bench', device: 'cuda:0' },
        settings: { counters: true },
      });
      const bytes = run.bandwidth?.bytes ?? NaN;
      const counted = run.counters?.dramReadBytes;
      const told =
        counted === undefined
          ? [run.diagnostics.at(-1)?.message ?? 'not counted', '']
          : [String(counted), difference(bytes, counted)];
      rows.push([kernel, `2^${Math.log2(n)}`, String(bytes), ...told]);
    }
  }
  console.log(table([['kernel', 'n', 'bytes read at least', 'DRAM reads, by ncu', 'differs'], ...rows]));
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-bench-'));
  const runner = new RunnerClient({ entry: path.join(process.cwd(), 'dist/runner.js'), role: 'execute' });
  let nvbench: Peer | undefined;
  try {
    nvbench = Peer.nvbench(folder);
    const gpu = GpuEngine.open();
    console.log(`\nMeasurements on ${gpu.device.name}, ${gpu.compiler}, driver ${gpu.driver}\n`);
    await compareTimes(gpu, nvbench, folder);
    console.log();
    await compareBytes(runner);
  } finally {
    nvbench?.dispose();
    runner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

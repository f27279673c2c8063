/**
 * What the tests of the CUDA code do in a process of its own, where the fake driver stands in for `libcuda.so.1`.
 * Called with a scenario's name and the path of the kernels; prints what it saw as JSON.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Addon, CudaJob, InputSource, TimingMethod } from '../../binding';
import { loadAddon } from '../../load';
import { int64 } from '../materialise';

const [, , scenario = '', kernels = '', folder = ''] = process.argv;

function job(changes: Partial<CudaJob>): CudaJob {
  return {
    device: 0,
    cubin: new TextEncoder().encode(kernels),
    entry: 'echo',
    grid: 1,
    block: 1,
    inputs: [],
    parameters: [],
    partialBytes: 0,
    resultBytes: 8,
    timing: { warmups: 1, minSamples: 1, maxSamples: 1, budgetSeconds: 0 },
    ...changes,
  };
}

/** The bytes that an input has in device memory. */
async function echo(addon: Addon, input: InputSource, bytes: number): Promise<Uint8Array> {
  const parameters: CudaJob['parameters'] = [
    { kind: 'input', index: 0 },
    { kind: 'bytes', bytes: int64(bytes) },
    { kind: 'result' },
  ];
  return (await addon.runCuda(job({ inputs: [input], parameters, resultBytes: bytes }))).result;
}

function factsJob(offset: number): CudaJob {
  return job({
    entry: 'facts',
    grid: 7,
    block: 256,
    inputs: [{ kind: 'arange', dtype: 'float32', start: 0, step: 1, length: 10 }],
    inputOffsets: [offset],
    parameters: [
      { kind: 'input', index: 0 },
      { kind: 'bytes', bytes: int64(1234) },
      { kind: 'partials' },
      { kind: 'result' },
    ],
    partialBytes: 8,
    resultBytes: 32,
    timing: { warmups: 2, minSamples: 40, maxSamples: 40, budgetSeconds: 0 },
  });
}

/** An error as it crosses to the runner. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    return { resolved: await promise };
  } catch (error) {
    return error instanceof Error ? { ...error, message: error.message } : { thrown: String(error) };
  }
}

const SCENARIOS: Record<string, (addon: Addon) => unknown> = {
  discover: (addon) => addon.discover({ nvrtcHints: [] }),

  /** More than four staging buffers of data whose every element differs. */
  staging: async (addon) => {
    const length = 10_000_019;
    const source = { kind: 'integers', dtype: 'uint32', lo: 0n, hi: 2n ** 32n, seed: 1n, length } as const;
    const values = new Uint32Array((await echo(addon, source, 4 * length)).buffer);
    const path = join(folder, 'big-endian.bin');
    const swapped = Buffer.from(Uint8Array.from(new Uint8Array(values.buffer))).swap32();
    writeFileSync(path, swapped);
    const file = {
      kind: 'file',
      path,
      offset: 0,
      dtype: 'uint32',
      byteOrder: 'big',
      length,
      expectedFileBytes: 4 * length,
    } as const;
    const read = new Uint32Array((await echo(addon, file, 4 * length)).buffer);
    return { samples: [values[0], values[5_000_000], values[length - 1]], same: read.every((v, i) => v === values[i]) };
  },

  fill: async (addon) => {
    const element = Uint8Array.from({ length: 12 }, (_, i) => i + 1);
    const length = 100_003;
    const bytes = await echo(addon, { kind: 'fill', element, length }, 12 * length);
    const zeros = await echo(addon, { kind: 'fill', element: new Uint8Array(4), length: 1000 }, 4000);
    const list = await echo(addon, { kind: 'bytes', bytes: Uint8Array.of(3, 1, 4) }, 3);
    return {
      repeated: bytes.every((byte, i) => byte === (i % 12) + 1),
      zero: zeros.every((byte) => byte === 0),
      list: [...list],
    };
  },

  launch: async (addon) => {
    const read = async (offset: number) => {
      const run = await addon.runCuda(factsJob(offset));
      const words = new Uint32Array(run.result.buffer, 0, 3);
      return { ...run, result: [...words, ...[...new BigInt64Array(run.result.buffer, 16, 2)].map(Number)] };
    };
    return { aligned: await read(0), shifted: await read(1) };
  },

  exact: (addon) => addon.runCuda({ ...factsJob(0), exactMemory: true }),

  /** Each way to take the time: the samples, and whether the kernel still got what it expects. */
  methods: async (addon) => {
    const take = async (method: TimingMethod, medianError?: number) => {
      const timing = { warmups: 1, minSamples: 20, maxSamples: 1000, budgetSeconds: 60, method };
      const given = medianError === undefined ? { ...timing, maxSamples: 20 } : { ...timing, medianError };
      const run = await addon.runCuda({ ...factsJob(0), timing: given });
      return { seconds: [...run.kernelSeconds], words: [...new Uint32Array(run.result.buffer, 0, 3)] };
    };
    const methods = ['hot', 'cold', 'back-to-back', 'graph'] as const;
    const fixed = Object.fromEntries(await Promise.all(methods.map(async (name) => [name, await take(name)] as const)));
    return { fixed, adaptive: await take('hot', 0.005) };
  },

  state: (addon) => ({
    known: addon.deviceState(addon.discover({ nvrtcHints: [] }).devices[0]?.uuid ?? ''),
    unknown: addon.deviceState('GPU-ffffffff'),
  }),

  /** Runs whose inputs are named, some by the name of other inputs, which tells what they ran on. */
  kept: async (addon) => {
    const run = async (value: number, inputsKey?: string) => {
      const changes: Partial<CudaJob> = {
        inputs: [{ kind: 'bytes', bytes: Uint8Array.of(value) }],
        parameters: [{ kind: 'input', index: 0 }, { kind: 'bytes', bytes: int64(1) }, { kind: 'result' }],
        resultBytes: 1,
        inputsKey,
      };
      const { result, uploadBytes } = await addon.runCuda(job(changes));
      return { value: result[0], uploadBytes };
    };
    const runs = [await run(1, 'a'), await run(2, 'a'), await run(3), await run(4, 'a'), await run(5, 'b')];
    addon.releaseInputs(0);
    return [...runs, await run(6, 'b')];
  },

  fault: async (addon) => {
    const fault = job({ entry: 'fault', parameters: [{ kind: 'result' }] });
    const first = await failure(addon.runCuda(fault));
    return { first, second: await failure(addon.runCuda(factsJob(0))) };
  },

  errors: async (addon) => {
    const length = 2 ** 30;
    const tooLarge = { kind: 'uniform', dtype: 'float32', lo: 0, hi: 1, seed: 0n, length } as const;
    return {
      noSuchDevice: await failure(addon.runCuda(job({ device: 5 }))),
      outOfMemory: await failure(addon.runCuda(job({ inputs: [tooLarge] }))),
      badImage: await failure(addon.runCuda(job({ cubin: new TextEncoder().encode('/no/such/kernel') }))),
      noSuchEntry: await failure(addon.runCuda(job({ entry: 'nothing' }))),
      next: (await echo(addon, { kind: 'bytes', bytes: Uint8Array.of(7) }, 1))[0],
    };
  },

  /** Memory before, with a run's memory in the pool, and after the release. */
  memory: async (addon) => {
    const before = addon.memory(0);
    await addon.runCuda(factsJob(0));
    const held = addon.memory(0);
    const large = { kind: 'fill', element: Uint8Array.of(1), length: 900 * 2 ** 20 } as const;
    await echo(addon, large, 1);
    // Fits only once the idle 900 MiB are given back.
    await echo(addon, { ...large, length: 800 * 2 ** 20 }, 1);
    addon.releaseDevice(0);
    return { before, held, after: addon.memory(0) };
  },

  /** A vector that the device generates, with its compiler's result kept in a folder. */
  generate: async (addon) => {
    const { nvrtc } = addon.discover({ nvrtcHints: [], cacheFolder: join(folder, 'cache') });
    const source = { kind: 'uniform', dtype: 'complex64', lo: 0, hi: 1, seed: 4n, length: 1001 } as const;
    const values = new Float32Array((await echo(addon, source, 8008)).buffer);
    await echo(addon, source, 8008);
    return { version: nvrtc.found?.version, outcomes: nvrtc.tried.map(({ outcome }) => outcome), values: [...values] };
  },

  noDriver: async (addon) => ({
    discovery: addon.discover({ nvrtcHints: [{ path: '/no/such/folder', why: 'setting warpfold.nvrtcPath' }] }),
    run: await failure(addon.runCuda(job({}))),
    compile: await failure(addon.nvrtcCompile({ source: '', name: 'x', options: [] })),
  }),
};

async function main(): Promise<void> {
  const act = SCENARIOS[scenario];
  if (act === undefined) throw new Error(`There is no scenario ${scenario}.`);
  console.log(JSON.stringify(await act(loadAddon())));
}

void main();

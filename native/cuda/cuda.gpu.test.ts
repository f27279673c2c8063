/**
 * Runs on an NVIDIA GPU: `npm run test:gpu`. Kernels that fault or never end run in processes of their own: this file
 * started again, with the name of a scenario.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';

import type { Addon, CudaJob, InputSource, JobResult } from '../binding';
import { loadAddon } from '../load';
import { int64, materialiser, ONCE } from '../test/materialise';
import { integer, normal, uniform24, uniform53 } from '../test/random-model';
import { temporaryFolder } from '../test/toolchain';

const KERNELS = String.raw`
// Copies a vector's bytes to the result.
extern "C" __global__ void echo(const unsigned char *data, long long bytes, unsigned char *result) {
  const long long threads = (long long)gridDim.x * blockDim.x;
  for (long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x; i < bytes; i += threads) result[i] = data[i];
}

struct Facts { unsigned grid, block, leftInPartials; long long scalar, addressModulo16; };

// The first block reports; the others leave the partials alone, which have to be zeros.
extern "C" __global__ void facts(const float *x, long long scalar, const uint2 *partials, Facts *result) {
  if (threadIdx.x != 0 || blockIdx.x != 0) return;
  unsigned left = 0;
  for (unsigned k = 0; k < gridDim.x; ++k) left |= partials[k].x | partials[k].y;
  *result = Facts{gridDim.x, blockDim.x, left, scalar, (long long)x % 16};
}

extern "C" __global__ void wild(float *result) { *(volatile float *)0x10 = 1; *result = 1; }
extern "C" __global__ void asserts(float *result) { assert(result == nullptr); }
extern "C" __global__ void hangs(volatile float *result) { while (true) result[0] = result[0] + 1; }
`;

const scenario = process.env['WARPFOLD_GPU_SCENARIO'];
const skip = process.env['WARPFOLD_GPU'] !== '1' && 'set WARPFOLD_GPU=1 on a machine with an NVIDIA GPU';

/** The kernels, compiled for the first device. */
async function compileKernels(addon: Addon): Promise<Uint8Array> {
  const [device] = addon.discover({ nvrtcHints: [] }).devices;
  assert.ok(device !== undefined, 'a CUDA device');
  const options = [`-arch=sm_${device.computeCapability}`, '--std=c++17'];
  const { ok, cubin, log } = await addon.nvrtcCompile({ source: KERNELS, name: 'kernels.cu', options });
  assert.ok(ok, log);
  return cubin;
}

function job(cubin: Uint8Array, changes: Partial<CudaJob>): CudaJob {
  const parameters = [{ kind: 'result' }] as const;
  const base = { device: 0, cubin, entry: 'echo', grid: 1, block: 1, inputs: [], partialBytes: 0, resultBytes: 8 };
  return { ...base, parameters, timing: ONCE, ...changes };
}

function echoJob(cubin: Uint8Array, input: InputSource, bytes: number): CudaJob {
  return job(cubin, {
    grid: 264,
    block: 256,
    inputs: [input],
    parameters: [{ kind: 'input', index: 0 }, { kind: 'bytes', bytes: int64(bytes) }, { kind: 'result' }],
    resultBytes: bytes,
  });
}

/** What a child process does: runs one kernel, and prints the error that it gives. */
async function play(entry: string): Promise<void> {
  const addon = loadAddon();
  const cubin = await compileKernels(addon);
  process.stdout.write('started\n');
  try {
    await addon.runCuda(job(cubin, { entry }));
    process.stdout.write('{}\n');
  } catch (error) {
    process.stdout.write(`${JSON.stringify(error)}\n`);
  }
}

function startScenario(entry: string) {
  const environment: NodeJS.ProcessEnv = { ...process.env, WARPFOLD_GPU_SCENARIO: entry };
  delete environment['NODE_TEST_CONTEXT'];
  return spawn(process.execPath, [...process.execArgv.filter((option) => option !== '--test'), __filename], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The error that a kernel gives in a process of its own. */
async function errorOf(entry: string): Promise<Record<string, unknown>> {
  const child = startScenario(entry);
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output.replace('started\n', '')) as Record<string, unknown>;
}

function defineTests(): void {
  const addon = loadAddon();
  const folder = temporaryFolder();
  after(folder.remove);
  const kernels = compileKernels(addon);
  const echo = async (input: InputSource, bytes: number): Promise<Uint8Array> =>
    (await addon.runCuda(echoJob(await kernels, input, bytes))).result;

  const range = (length: number) => Array.from({ length }, (_, i) => i);

  test('discovery describes the device and its compiler', () => {
    const { driver, nvrtc, devices } = addon.discover({ nvrtcHints: [] });
    assert.match(driver.found?.version ?? '', /^\d+\.\d+$/);
    assert.ok(nvrtc.found !== undefined);
    const [device] = devices;
    assert.ok(device !== undefined && device.multiprocessors > 0 && device.memoryBytes > 2 ** 30);
    assert.match(device.uuid, /^GPU-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('generated vectors agree with the model', async () => {
    const length = 5003;
    const u32 = { kind: 'uniform', dtype: 'float32', lo: -1, hi: 3, seed: 6n, length } as const;
    const floats = new Float32Array((await echo(u32, 4 * length)).buffer);
    assert.deepEqual(
      [...floats],
      range(length).map((i) => Math.fround(uniform24(6n, i, -1, 3))),
    );
    const u64 = { ...u32, dtype: 'float64' };
    const doubles = new Float64Array((await echo(u64, 8 * length)).buffer);
    assert.deepEqual(
      [...doubles],
      range(length).map((i) => uniform53(6n, i, -1, 3)),
    );
    const whole = { kind: 'integers', dtype: 'int64', lo: -(10n ** 18n), hi: 10n ** 18n, seed: 7n, length } as const;
    const integers = new BigInt64Array((await echo(whole, 8 * length)).buffer);
    assert.deepEqual(
      [...integers],
      range(length).map((i) => integer(7n, i, -(10n ** 18n), 10n ** 18n)),
    );
    const bell = { kind: 'normal', dtype: 'float64', mean: 1, sd: 2, seed: 8n, length } as const;
    const normals = new Float64Array((await echo(bell, 8 * length)).buffer);
    normals.forEach((value, i) => assert.ok(Math.abs(value - normal(8n, i, 1, 2)) < 1e-12, `element ${i}`));
  });

  const compiler = spawnSync(process.env['CXX'] ?? 'c++', ['--version']).status === 0;
  test('the CPU and the GPU generate the same bits', { skip: !compiler && 'no C++ compiler' }, async () => {
    const onCpu = materialiser(addon, folder.path);
    const length = 3_000_017;
    const sources: readonly (readonly [InputSource, number])[] = [
      [{ kind: 'uniform', dtype: 'float32', lo: -1, hi: 1, seed: 1n, length }, 4],
      [{ kind: 'uniform', dtype: 'float64', lo: 0.1, hi: 1e9, seed: 2n, length }, 8],
      [{ kind: 'uniform', dtype: 'float16', lo: -2, hi: 2, seed: 3n, length }, 2],
      [{ kind: 'uniform', dtype: 'bfloat16', lo: 0, hi: 1, seed: 4n, length }, 2],
      [{ kind: 'uniform', dtype: 'complex64', lo: 0, hi: 1, seed: 5n, length }, 8],
      [{ kind: 'integers', dtype: 'int8', lo: -100n, hi: 100n, seed: 6n, length }, 1],
      [{ kind: 'integers', dtype: 'uint64', lo: 0n, hi: 2n ** 64n, seed: 7n, length }, 8],
      [{ kind: 'arange', dtype: 'float32', start: 0.1, step: 0.3, length }, 4],
      [{ kind: 'arange', dtype: 'int64', start: 5n, step: -7n, length }, 8],
      [{ kind: 'linspace', dtype: 'float16', lo: -1, hi: 1, length }, 2],
      [{ kind: 'fill', element: Uint8Array.from(range(12)), length }, 12],
    ];
    for (const [source, size] of sources) {
      const [cpu, gpu] = await Promise.all([onCpu(source, size * length), echo(source, size * length)]);
      assert.equal(Buffer.compare(cpu, gpu), 0, `${source.kind} of ${size} bytes`);
    }
  });

  test('a vector larger than the staging buffers is uploaded whole', async () => {
    const bytes = new Uint8Array(new Uint32Array(range(8_000_003)).buffer);
    assert.equal(Buffer.compare(await echo({ kind: 'bytes', bytes }, bytes.length), bytes), 0);
  });

  test('a launch gets its parameters and empty partials, and is timed', async () => {
    const cubin = await kernels;
    const run = (offset: number): Promise<JobResult> =>
      addon.runCuda(
        job(cubin, {
          entry: 'facts',
          grid: 33,
          block: 128,
          inputs: [{ kind: 'arange', dtype: 'float32', start: 0, step: 1, length: 100 }],
          inputOffsets: [offset],
          parameters: [
            { kind: 'input', index: 0 },
            { kind: 'bytes', bytes: int64(77) },
            { kind: 'partials' },
            { kind: 'result' },
          ],
          partialBytes: 8,
          resultBytes: 32,
          timing: { warmups: 3, minSamples: 20, maxSamples: 20, budgetSeconds: 0 },
        }),
      );
    for (const [offset, address] of [
      [0, 0],
      [1, 4],
    ] as const) {
      const { result, kernelSeconds, launch } = await run(offset);
      assert.deepEqual([...new Uint32Array(result.buffer, 0, 3)], [33, 128, 0]);
      assert.deepEqual([...new BigInt64Array(result.buffer, 16, 2)], [77n, BigInt(address)]);
      assert.equal(kernelSeconds.length, 20);
      assert.ok(kernelSeconds.every((seconds) => seconds > 0));
      assert.ok(launch !== undefined && launch.registers > 0 && launch.blocksPerMultiprocessor > 0);
    }
  });

  test('an illegal address and an assertion are typed and fatal, in the process that met them', async () => {
    const wild = await errorOf('wild');
    assert.equal(wild['code'], 'kernel-faulted');
    assert.equal(wild['cuda'], 'CUDA_ERROR_ILLEGAL_ADDRESS');
    assert.equal(wild['fatal'], true);
    const asserts = await errorOf('asserts');
    assert.equal(asserts['cuda'], 'CUDA_ERROR_ASSERT');
    assert.equal(asserts['fatal'], true);
    assert.deepEqual([...(await echo({ kind: 'bytes', bytes: Uint8Array.of(5) }, 1))], [5], 'others work on');
  });

  test('a kernel that never ends goes with its process', async () => {
    const child = startScenario('hangs');
    for await (const chunk of child.stdout) {
      if (String(chunk).includes('started')) child.kill('SIGKILL');
    }
    assert.deepEqual([...(await echo({ kind: 'bytes', bytes: Uint8Array.of(6) }, 1))], [6]);
  });

  test('too much memory and a missing device are refused, and the next run works', async () => {
    const { total } = addon.memory(0);
    const source = { kind: 'fill', element: Uint8Array.of(1), length: total } as const;
    const tooLarge = echoJob(await kernels, source, 1);
    await assert.rejects(addon.runCuda(tooLarge), { code: 'out-of-memory', message: /needs .* GiB on .* are free/ });
    await assert.rejects(addon.runCuda(job(await kernels, { device: 99 })), { code: 'no-such-device' });
    assert.deepEqual([...(await echo({ kind: 'bytes', bytes: Uint8Array.of(7) }, 1))], [7]);
  });

  test('a released device gives its memory back', async () => {
    await echo({ kind: 'fill', element: Uint8Array.of(1), length: 2 ** 28 }, 1);
    addon.releaseDevice(0);
    const { free, total } = addon.memory(0);
    assert.ok(free > 0 && free <= total);
    assert.deepEqual([...(await echo({ kind: 'bytes', bytes: Uint8Array.of(8) }, 1))], [8]);
  });
}

if (scenario !== undefined) void play(scenario);
else if (skip) describe('on an NVIDIA GPU', { skip }, () => undefined);
else describe('on an NVIDIA GPU', defineTests);

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { checkDocument } from '../language';
import type { Addon, CudaJob, JobResult, NativeCudaDevice, NativeDiscovery } from '../native/binding';
import { BinaryCache } from '../native/toolchain';
import { WarpfoldError } from '../protocol/errors';
import type { Run } from '../protocol/report';
import { executeParamsSchema, type SettingsInput } from '../protocol/rpc';
import { execute } from './execute';
import type { Toolset } from './toolset';

const text = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case whole of dot { n = 1 << 20; x = ones(); y = ones(); expect = 7; }
case part of dot { n = 50000; x = ones(); y = ones(); slice = 40001::-2; }
`;

const device: NativeCudaDevice = {
  ordinal: 0,
  name: 'GPU of the test',
  uuid: 'GPU-0',
  computeCapability: 90,
  multiprocessors: 132,
  memoryBytes: 2 ** 36,
  l2Bytes: 2 ** 25,
  maxThreadsPerMultiprocessor: 2048,
  sharedBytesPerBlock: 49_152,
  attributePeakBytesPerSecond: 2e12,
  hasRunTimeLimit: false,
};

const discovery: NativeDiscovery = {
  driver: { found: { path: 'driver', version: '13.0' }, tried: [] },
  nvrtc: { found: { path: 'nvrtc', version: '13.0' }, tried: [], architectures: [90] },
  devices: [device],
  cpu: { name: 'CPU of the test', cores: 1, memoryBytes: 2 ** 30 },
};

const absent = (): never => assert.fail('nothing else of the addon is used');

interface ProfileOptions {
  readonly signal?: AbortSignal;
  /** Bytes of the GPU's memory: by default too few for a roof. */
  readonly free?: number;
  /** A roof is measured once for each GPU. */
  readonly uuid?: string;
}

/** What a profile asks of a GPU: the jobs in their order, and what was released. `answer` gives a job's result. */
async function profileOnGpu(
  caseName: string,
  answer: (job: CudaJob, index: number) => JobResult,
  { signal = new AbortController().signal, free = 0, uuid = device.uuid }: ProfileOptions = {},
) {
  const jobs: CudaJob[] = [];
  const released: (number | undefined)[] = [];
  const addon: Addon = {
    discover: absent,
    nvrtcCompile: () => Promise.resolve({ ok: true, cubin: Uint8Array.of(1), ptx: '', log: '', seconds: 0 }),
    runCuda: (job) =>
      new Promise((resolve) => {
        resolve(answer(job, jobs.push(job) - 1));
      }),
    releaseInputs: (ordinal) => released.push(ordinal),
    runCpu: absent,
    memory: () => ({ free, total: free }),
    deviceState: () => undefined,
    releaseDevice: absent,
  };
  const tools: Toolset = {
    addon,
    discovery: { ...discovery, devices: [{ ...device, uuid }] },
    compiler: { tried: [] },
    nvcc: { tried: [] },
    headers: { tried: [] },
    ncu: () => ({ tried: [] }),
    cache: new BinaryCache({ folder: '' }),
    sanitizer: () => ({ tried: [] }),
  };
  const settings: SettingsInput = { profile: true, useCache: false };
  const known: Run[] = [];
  const run = await execute(
    v.parse(executeParamsSchema, {
      token: 1,
      uri: 'untitled:dot.reduce',
      text,
      kernel: 'dot',
      case: caseName,
      device: 'cuda:0',
      settings,
    }),
    {
      document: checkDocument(text),
      tools,
      signal,
      stage: () => undefined,
      started: (one) => known.push(one),
      onDevice: (_, work) => work(),
    },
  );
  return { run, jobs, released, known };
}

/** As many elements as the job reduces, as a float32, in a second for each million. */
function counted(job: CudaJob): JobResult {
  const seconds = countOf(job) * 1e-6;
  return {
    result: new Uint8Array(Float32Array.of(countOf(job)).buffer),
    kernelSeconds: [seconds, 2 * seconds],
    uploadSeconds: 1,
    uploadBytes: 8,
    downloadSeconds: 1,
    launch: { registers: 32, sharedBytes: 0, localBytes: 0, blocksPerMultiprocessor: 8 },
  };
}

const numbersOf = (job: CudaJob): readonly number[] =>
  job.parameters.flatMap((parameter) =>
    parameter.kind === 'bytes' ? [Number(new DataView(parameter.bytes.slice().buffer).getBigInt64(0, true))] : [],
  );

/** The generated entry takes start, step and count, in that order and with nothing behind them. */
const countOf = (job: CudaJob): number => numbersOf(job).at(-1) ?? NaN;

describe('a profile on a GPU', () => {
  it('launches one program over the first elements, with a grid for as many, on inputs of one name', async () => {
    const { run, jobs, released } = await profileOnGpu('whole', counted);
    assert.deepEqual(
      jobs.map((job) => [countOf(job), job.timing.method]),
      [
        [2 ** 20, undefined],
        [2 ** 20, 'cold'],
        [2 ** 20, 'back-to-back'],
        ...[1024, 4096, 2 ** 14, 2 ** 16, 2 ** 18].map((count) => [count, 'cold']),
      ],
    );
    const [whole, ...parts] = jobs;
    assert.ok(whole !== undefined);
    const tile = whole.block * (run.launch?.itemsPerThread ?? NaN);
    for (const part of parts) {
      assert.deepEqual([part.cubin, part.entry, part.block], [whole.cubin, whole.entry, whole.block]);
      assert.equal(part.grid, Math.min(whole.grid, Math.ceil(countOf(part) / tile)));
      assert.deepEqual(part.inputs, whole.inputs);
    }
    assert.deepEqual([...new Set(jobs.map(({ inputsKey }) => inputsKey))], [run.id]);
    assert.deepEqual(released, [0]);
  });

  it('reports the result and the launch of the whole, though it is not what the case expects', async () => {
    const { run } = await profileOnGpu('whole', counted);
    assert.equal(run.status, 'failed');
    assert.equal(run.result?.value, 2 ** 20);
    assert.equal(run.launch?.loads, 'words');
    assert.deepEqual(run.timings?.kernel?.values, [2 ** 20 * 1e-6, 2 ** 21 * 1e-6]);
    const [first] = run.sweep ?? [];
    assert.deepEqual([first?.count, first?.bytes, first?.samples], [1024, 8192, 2]);
    assert.equal(run.sweep?.at(-1)?.median, run.timings.cold?.median);
    assert.equal(run.bandwidth?.timing, 'cold');
  });

  it('keeps the start and the step of a slice', async () => {
    const { run, jobs } = await profileOnGpu('part', counted);
    assert.deepEqual(
      jobs.map((job) => numbersOf(job).slice(-3)),
      [20_001, 20_001, 20_001, 1024, 4096, 16_384].map((count) => [40_001, -2, count]),
    );
    assert.equal(run.launch?.loads, 'elements');
  });

  it('has told the result before the sweep, which may be called off or fail; the inputs go in any case', async () => {
    const abort = new AbortController();
    const cancelled = await profileOnGpu(
      'part',
      (job, index) => {
        if (index === 1) abort.abort();
        return counted(job);
      },
      { signal: abort.signal },
    );
    assert.equal(cancelled.jobs.length, 2);
    const failed = await profileOnGpu('part', (job, index) => {
      if (index === 1) throw new WarpfoldError({ code: 'out-of-memory', message: 'Full.' });
      return counted(job);
    });
    for (const [{ run, released, known }, status] of [
      [cancelled, 'cancelled'],
      [failed, 'error'],
    ] as const) {
      assert.deepEqual([run.status, run.result?.value, run.sweep], [status, 20_001, undefined]);
      assert.deepEqual([known.at(-1)?.status, known.at(-1)?.result?.value], ['ok', 20_001]);
      assert.deepEqual(released, [0]);
    }
  });

  it('has the bandwidth that was measured as the most, or says why it could not be', async () => {
    const isRoof = (job: CudaJob): boolean => countOf(job) >= 2 ** 26;
    const free = 2 ** 34;
    const measured = await profileOnGpu('whole', counted, { free, uuid: 'GPU-roof' });
    assert.equal(measured.jobs.filter(isRoof).length, 1);
    const seconds = 2 ** 28 * 1e-6;
    const { roof = NaN, roofNote } = measured.run.bandwidth ?? {};
    assert.ok(roof > 2 ** 30 / (2 * seconds) && roof <= 2 ** 30 / seconds, String(roof));
    assert.equal(roofNote, undefined);

    const short = await profileOnGpu('whole', counted, { free: 2 ** 29, uuid: 'GPU-full' });
    assert.equal(short.jobs.filter(isRoof).length, 0);
    assert.equal(short.run.bandwidth?.roof, undefined);
    assert.match(short.run.bandwidth?.roofNote ?? '', /^Too little memory is free: .* 1\.00\sGiB .* 512\sMiB are\.$/);

    const failing = await profileOnGpu(
      'whole',
      (job) => {
        if (isRoof(job)) throw new WarpfoldError({ code: 'out-of-memory', message: 'The GPU has no memory left.' });
        return counted(job);
      },
      { free, uuid: 'GPU-failing' },
    );
    assert.equal(failing.run.bandwidth?.roof, undefined);
    assert.equal(failing.run.bandwidth?.roofNote, 'The kernel that measures it failed: The GPU has no memory left.');
    // The rest of the profile is there.
    assert.equal(failing.run.sweep?.length, measured.run.sweep?.length);
  });
});

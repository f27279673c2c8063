import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDocument } from '../../language';
import type { CudaJob, JobResult, NativeCudaDevice } from '../../native/binding';
import type { Settings } from '../../protocol/rpc';
import type { BackendRequest } from '../backends/backend';
import { prepareCuda } from '../backends/cuda';
import { runData } from '../run-data';
import type { Toolset } from '../toolset';
import { runShapes } from './shapes';

const text = `kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }
case one of sum { n = 1000000; x = ones(); }`;

const device = {
  ordinal: 0,
  computeCapability: 90,
  multiprocessors: 132,
  maxThreadsPerMultiprocessor: 2048,
} as NativeCudaDevice;

function float(value: number): JobResult {
  const result = new Uint8Array(Float32Array.of(value).buffer);
  return { result, kernelSeconds: [1e-6], uploadSeconds: 0, uploadBytes: 0, downloadSeconds: 0 };
}

/** What a run needs of a machine with a GPU, which notes what it is asked for; the k-th run of a kernel gives k. */
function fakeMachine() {
  const jobs: CudaJob[] = [];
  const released: (number | undefined)[] = [];
  const sources = new Set<string>();
  const addon = {
    nvrtcCompile: ({ source }: { source: string }) => {
      sources.add(source);
      return Promise.resolve({ ok: true, log: '', cubin: new Uint8Array([sources.size]), seconds: 0 });
    },
    runCuda: (job: CudaJob) => {
      jobs.push(job);
      return Promise.resolve(float(jobs.length));
    },
    releaseInputs: (ordinal: number | undefined) => {
      released.push(ordinal);
    },
  };
  const discovery = { nvrtc: { found: { path: '', version: '13.0' }, tried: [], architectures: [90] } };
  return { tools: { addon, discovery } as unknown as Toolset, jobs, released, sources };
}

test('shapes on a GPU are programs of their own on the inputs of the run, which stay until it ends', async () => {
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);
  const { tools, jobs, released, sources } = fakeMachine();
  const request: BackendRequest = {
    document,
    kernel,
    fileName: 'k.reduce',
    data: runData(kernel, document.cases[0], 1000),
    settings: { useCache: false } as Settings,
    tools,
    inputsKey: 'the run',
    signal: new AbortController().signal,
    stage: () => undefined,
  };
  const prepared = await prepareCuda(request, device);
  const job = await prepared.reduce(1_000_000, { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 });
  const shapes = await runShapes(prepared, request, job);

  assert.deepEqual(
    shapes.map(({ value }) => value),
    [1, 2, 3, 4, 5],
  );
  assert.equal(sources.size, 5);
  assert.equal(new Set(shapes.map(({ launch }) => JSON.stringify(launch))).size, 5);
  for (const { inputsKey, inputs } of jobs) {
    assert.equal(inputsKey, 'the run');
    assert.deepEqual(inputs, jobs[0]?.inputs);
  }
  assert.deepEqual(
    jobs.map(({ block, grid }) => ({ block, grid })),
    shapes.map(({ launch: { block, grid } }) => ({ block, grid })),
  );
  assert.deepEqual(released, []);
  prepared.release();
  assert.deepEqual(released, [0]);
});

test('no more shapes are run once the run is cancelled', async () => {
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);
  const { tools, jobs } = fakeMachine();
  const abort = new AbortController();
  const request: BackendRequest = {
    document,
    kernel,
    fileName: 'k.reduce',
    data: runData(kernel, document.cases[0], 1000),
    settings: { useCache: false } as Settings,
    tools,
    inputsKey: 'the run',
    signal: abort.signal,
    stage: () => {
      if (jobs.length === 2) abort.abort(new Error('enough'));
    },
  };
  const prepared = await prepareCuda(request, device);
  const job = await prepared.reduce(10, { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 });
  await assert.rejects(runShapes(prepared, request, job), /enough/);
  assert.equal(jobs.length, 2);
});

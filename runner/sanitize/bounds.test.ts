import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { checkDocument } from '../../language';
import type { Addon, CudaJob, NativeCudaDevice } from '../../native/binding';
import { executeParamsSchema } from '../../protocol/rpc';
import type { BackendRequest } from '../backends/backend';
import { runData } from '../run-data';
import { checkBounds } from './bounds';
import { MarkedError } from './marked-error';

const text = `kernel back {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i - 1] * y[i]; reduce_expr = a + b; neutral = 0;
}
case all of back { n = 1000; x = ones(700); y = ones(1000); slice = 1000:0:-2; }
`;

/** Checks the case on a GPU whose program answers with the given finding. */
async function check(finding: readonly number[]) {
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  const [case_] = document.cases;
  assert.ok(kernel !== undefined && case_ !== undefined);
  const jobs: CudaJob[] = [];
  const addon = {
    nvrtcCompile: () => Promise.resolve({ ok: true, cubin: Uint8Array.of(1), ptx: '', log: '', seconds: 0 }),
    runCuda: (job: CudaJob) => {
      jobs.push(job);
      return Promise.resolve({ result: new Uint8Array(BigInt64Array.from(finding.map(BigInt)).buffer) });
    },
  } as unknown as Addon;
  const params = { token: 1, uri: 'file:///k.reduce', text, kernel: 'back', settings: { useCache: false } };
  const request = {
    document,
    kernel,
    caseName: 'all',
    fileName: 'k.reduce',
    data: runData(kernel, case_, 1),
    settings: v.parse(executeParamsSchema, params).settings,
    tools: { addon, discovery: { nvrtc: { found: { path: '', version: '13.0' }, tried: [], architectures: [90] } } },
    signal: new AbortController().signal,
  } as unknown as BackendRequest;
  const device = { ordinal: 0, computeCapability: 90, multiprocessors: 132 } as NativeCudaDevice;
  const outcome = await checkBounds(request, device).catch((error: unknown) => error);
  return { outcome, jobs };
}

test('a check on a GPU takes the real lengths, and the values of the slice', async () => {
  const { outcome, jobs } = await check([-1, 3, -1, 0]);
  assert.deepEqual(outcome, { unfollowed: [] });
  const [job] = jobs;
  assert.deepEqual([jobs.length, job?.grid, job?.resultBytes], [1, 2, 32]);
  const numbers = job?.parameters.map((parameter) =>
    parameter.kind === 'bytes'
      ? Number(new DataView(parameter.bytes.slice().buffer).getBigInt64(0, true))
      : parameter.kind,
  );
  assert.deepEqual(numbers, ['input', 700, 'input', 1000, 1000, 999, -2, 500, 'partials', 'result']);
});

test('what it finds is told with the value of i that the place stands for', async () => {
  const { outcome } = await check([10, 0, 0, 978]);
  assert.ok(outcome instanceof MarkedError);
  assert.equal(outcome.message, 'x[i - 1] reads element 978 of "x", which has 700 (i = 979, case "all").');
  assert.equal(outcome.data.doing, 'checking the access at line 3, column 16');
  assert.deepEqual(outcome.diagnostics[0]?.range, {
    start: { line: 2, character: 15 },
    end: { line: 2, character: 23 },
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import type { CpuJob } from '../binding';
import { loadAddon } from '../load';
import { int64, ONCE } from '../test/materialise';
import { compileCpp, temporaryFolder } from '../test/toolchain';

const addon = loadAddon();
const folder = temporaryFolder();
after(folder.remove);

/** A float32 sum whose bits depend on the order of its additions; parameters: vector, start. */
const SUM = String.raw`
  #include <cstring>
  #include "abi.h"
  extern "C" void sum_partial(const void *const *parameters, long long begin, long long end, void *partial) {
    const float *x = static_cast<const float *>(parameters[0]);
    float sum = x[begin];
    for (long long k = begin + 1; k < end; ++k) sum += x[k];
    std::memcpy(partial, &sum, sizeof sum);
  }
  extern "C" int sum_finish(const void *const *, const void *partials, long long count, void *result) {
    if (count == 0) return 1;
    const float *partial = static_cast<const float *>(partials);
    float sum = partial[0];
    for (long long k = 1; k < count; ++k) sum += partial[k];
    std::memcpy(result, &sum, sizeof sum);
    return 0;
  }
  extern "C" int sum_reference(const void *const *parameters, long long count, void *result) {
    const float *x = static_cast<const float *>(parameters[0]);
    double sum = 0;
    for (long long k = 0; k < count; ++k) sum += x[k];
    std::memcpy(result, &sum, sizeof sum);
    return 0;
  }
`;
const library = compileCpp(SUM, join(folder.path, 'sum.so'), 'library');

function sumOf(length: number, changes: Partial<CpuJob> = {}): CpuJob {
  return {
    inputs: [{ kind: 'uniform', dtype: 'float32', lo: -1, hi: 1, seed: 5n, length }],
    parameters: [{ kind: 'input', index: 0 }],
    partialBytes: 4,
    resultBytes: 4,
    timing: ONCE,
    library,
    symbols: { partial: 'sum_partial', finish: 'sum_finish', reference: 'sum_reference' },
    count: length,
    chunkSize: 1000,
    threads: 0,
    referenceOnly: false,
    ...changes,
  };
}

test('the result has the same bits on any number of threads, with a ragged last chunk', async () => {
  const length = 1_000_003;
  const results = await Promise.all([1, 2, 8, 0].map((threads) => addon.runCpu(sumOf(length, { threads }))));
  const [first] = results;
  assert.ok(first !== undefined);
  for (const { result } of results) assert.deepEqual(result, first.result);
  const other = await addon.runCpu(sumOf(length, { chunkSize: 999 }));
  assert.notDeepEqual(other.result, first.result, 'the sum tells orders apart');
});

test('named inputs stay in place until others are named or they are released', async () => {
  const run = async (value: number, inputsKey?: string) => {
    const inputs: CpuJob['inputs'] = [{ kind: 'arange', dtype: 'float32', start: value, step: 1, length: 1 }];
    const { result, uploadBytes } = await addon.runCpu(sumOf(1, { inputs, inputsKey }));
    return { value: new Float32Array(result.buffer)[0], uploadBytes };
  };
  assert.deepEqual(await run(1, 'a'), { value: 1, uploadBytes: 4 });
  assert.deepEqual(await run(2, 'a'), { value: 1, uploadBytes: 0 });
  assert.deepEqual(await run(3), { value: 3, uploadBytes: 4 });
  assert.deepEqual(await run(4, 'a'), { value: 1, uploadBytes: 0 });
  assert.deepEqual(await run(5, 'b'), { value: 5, uploadBytes: 4 });
  addon.releaseInputs(undefined);
  assert.deepEqual(await run(6, 'b'), { value: 6, uploadBytes: 4 });
});

test('the reference is computed on request, and agrees', async () => {
  const length = 100_000;
  const [run, reference] = await Promise.all([
    addon.runCpu(sumOf(length)),
    addon.runCpu(sumOf(length, { referenceOnly: true, resultBytes: 8 })),
  ]);
  const sum = new Float32Array(run.result.buffer)[0] ?? NaN;
  const exact = new Float64Array(reference.result.buffer)[0] ?? NaN;
  assert.ok(Math.abs(sum - exact) < 1e-3);
  const symbols = { partial: 'sum_partial', finish: 'sum_finish' };
  await assert.rejects(addon.runCpu(sumOf(8, { referenceOnly: true, symbols })), { code: 'invalid-request' });
});

test('samples are taken as often as asked for', async () => {
  const timing = { warmups: 2, minSamples: 3, maxSamples: 5, budgetSeconds: 0 };
  const few = await addon.runCpu(sumOf(100, { timing }));
  assert.equal(few.kernelSeconds.length, 3);
  const many = await addon.runCpu(sumOf(100, { timing: { ...timing, budgetSeconds: 1e9 } }));
  assert.equal(many.kernelSeconds.length, 5);
  assert.ok(many.kernelSeconds.every((seconds) => seconds >= 0));
});

test('an input is moved off its alignment on request', async () => {
  const source = String.raw`
    #include <cstdint>
    #include <cstring>
    #include "abi.h"
    extern "C" void place_partial(const void *const *, long long, long long, void *) {}
    extern "C" int place_finish(const void *const *parameters, const void *, long long, void *result) {
      const long long facts[2] = {static_cast<long long>(reinterpret_cast<std::uintptr_t>(parameters[0]) % 64),
                                  *static_cast<const float *>(parameters[0]) == 7};
      std::memcpy(result, facts, sizeof facts);
      return 0;
    }
  `;
  const place = compileCpp(source, join(folder.path, 'place.so'), 'library');
  const job = sumOf(4, {
    library: place,
    symbols: { partial: 'place_partial', finish: 'place_finish' },
    inputs: [{ kind: 'arange', dtype: 'float32', start: 7, step: 1, length: 4 }],
    inputOffsets: [3],
    resultBytes: 16,
  });
  const { result } = await addon.runCpu(job);
  assert.deepEqual([...new BigInt64Array(result.buffer)], [12n, 1n]);
});

test('an empty reduction without a neutral has its own error', async () => {
  await assert.rejects(addon.runCpu(sumOf(0)), { code: 'empty-without-neutral', advice: /neutral/ });
});

test('more memory than there is is refused before anything is allocated', async () => {
  const { total } = addon.memory(undefined);
  await assert.rejects(addon.runCpu(sumOf(total)), {
    code: 'out-of-memory',
    message: /^The run needs [\d.]+ [GTP]iB of memory, and [\d.]+ [KMGT]iB are free\.$/,
  });
  const element = new Uint8Array(1 << 16);
  const inputs = [{ kind: 'fill', element, length: Number.MAX_SAFE_INTEGER }] as const;
  await assert.rejects(addon.runCpu(sumOf(1, { inputs })), { code: 'out-of-memory', message: /No memory holds/ });
});

test('the library is closed after the run', { skip: !existsSync('/proc/self/maps') && 'no /proc' }, async () => {
  await addon.runCpu(sumOf(10));
  assert.ok(!readFileSync('/proc/self/maps', 'utf8').includes(library));
});

test('a library that is missing or lacks a symbol is named', async () => {
  const missing = join(folder.path, 'missing.so');
  await assert.rejects(addon.runCpu(sumOf(1, { library: missing })), { code: 'internal', message: /missing\.so/ });
  const symbols = { partial: 'sum_partial', finish: 'no_such_symbol' };
  await assert.rejects(addon.runCpu(sumOf(1, { symbols })), { code: 'internal', message: /lacks `no_such_symbol`/ });
});

test('a request of the wrong shape is refused by the name of the field', async () => {
  const wrong = sumOf(1, { chunkSize: 1.5 });
  await assert.rejects(addon.runCpu(wrong), { code: 'invalid-request', message: /^job\.chunkSize must be a whole/ });
  const parameters = [{ kind: 'input', index: 1 }] as const;
  await assert.rejects(addon.runCpu(sumOf(1, { parameters })), { message: /^job\.parameters\[0\]\.index must be/ });
  await assert.rejects(addon.runCpu(sumOf(1, { parameters: [{ kind: 'partials' }] })), { code: 'invalid-request' });
  const unshaped = {} as CpuJob;
  await assert.rejects(addon.runCpu(unshaped), { code: 'invalid-request', message: 'job.inputs must be an array.' });
  const halves = [{ kind: 'bytes', bytes: int64(1), elementBytes: 3 }] as const;
  await assert.rejects(addon.runCpu(sumOf(1, { inputs: halves })), { message: /a whole number of elements/ });
});

test('memory of the machine is reported', () => {
  const { free, total } = addon.memory(undefined);
  assert.ok(total > 0 && free > 0 && free <= total);
});

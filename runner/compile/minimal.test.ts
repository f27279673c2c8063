import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateCuda, planCuda } from '../../codegen';
import { checkDocument } from '../../language';
import { minimalOption } from './minimal';

const gpu = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };

function optionFor(preamble: string, version = '13.0', dtype = 'float32', options = ''): string[] {
  const document = checkDocument(
    `preamble {\n${preamble}\n}\nkernel k { dtype_out = ${dtype}; arguments = float *x; reduce_expr = a + b; ${options} }`,
  );
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);
  const plan = planCuda(kernel, gpu, 1e6);
  return minimalOption(generateCuda({ document, kernel, fileName: 'k.reduce', plan }), version);
}

test('plain kernels compile without what only textures and the CUDA runtime need', () => {
  assert.deepEqual(optionFor(''), ['--minimal']);
  assert.deepEqual(optionFor('__device__ float f(float x) { assert(x > 0); return x; }'), ['--minimal']);
});

test('programs that name what would be missing, or include headers, get everything', () => {
  for (const preamble of [
    '__device__ float f(cudaTextureObject_t t) { return tex1Dfetch<float>(t, 0); }',
    '__device__ void *f() { void *p; cudaMalloc(&p, 4); return p; }',
    '__device__ void f() { g<<<1, 1>>>(); }',
    '#include "mine.h"',
  ]) {
    assert.deepEqual(optionFor(preamble), [], preamble);
  }
  assert.deepEqual(optionFor('', '13.0', 'float16'), []);
  assert.deepEqual(optionFor('', '13.0', 'float32', 'options = "-DRESULT=cudaSuccess";'), []);
});

test('an NVRTC that does not know the option is not given it', () => {
  assert.deepEqual(optionFor('', '12.3'), []);
  assert.deepEqual(optionFor('', '12.4'), ['--minimal']);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readKernel } from '../testing/read-kernel';
import { generateCuda } from '../cuda/generate';
import { planCpu } from '../cpu/plan';
import { gridOf, planCuda } from './cuda';
import { foldTree } from './fold-tree';

const kernelOf = (dtype: string, declared: string, map: string, preamble = '') =>
  readKernel(`${preamble}
kernel k { dtype_out = ${dtype}; arguments = ${declared}; map_expr = ${map}; reduce_expr = a + b; deterministic = true; }`)
    .kernel;

describe('the tree of a deterministic kernel', () => {
  it('is the same for every device and count, and on the CPU', () => {
    const kernel = kernelOf('float32', 'const float *x, const float *y', 'x[i] * y[i]');
    const tree = { threadsPerBlock: 256, itemsPerThread: 8, vecSize: 4, maxBlocks: 1024 };
    const plan = { target: 'cuda', ...tree, mapping: 'striped', loads: 'words', deterministic: true };
    const devices = fc.record({
      multiprocessors: fc.integer({ min: 1, max: 300 }),
      maxThreadsPerMultiprocessor: fc.constantFrom(1024, 1536, 2048),
      l2Bytes: fc.nat(2 ** 28),
    });
    fc.assert(
      fc.property(devices, fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (device, count) => {
        const planned = planCuda(kernel, device, count);
        // How elements are read is another thing.
        assert.deepEqual({ ...planned, streams: undefined }, { ...plan, streams: undefined });
      }),
    );
    assert.deepEqual(planCpu(kernel).tree, tree);
    assert.equal(gridOf(tree, 2 ** 40), 1024);
  });

  it('reads each type in 16-byte words, within the bytes that a thread may hold', () => {
    const shape = (...of: Parameters<typeof kernelOf>): readonly number[] => {
      const { vecSize, itemsPerThread } = foldTree(kernelOf(...of));
      return [vecSize, itemsPerThread];
    };
    assert.deepEqual(shape('int64', 'const signed char *x', 'x[i]'), [16, 32]);
    assert.deepEqual(shape('float32', 'const half *x', '__half2float(x[i])'), [8, 16]);
    assert.deepEqual(shape('float64', 'const double *x', 'x[i]'), [2, 4]);
    assert.deepEqual(shape('complex128', 'const pycuda::complex<double> *x', 'x[i]'), [1, 2]);
    assert.deepEqual(shape('float64', 'const double *x, const signed char *y', 'x[i] * y[i]'), [8, 8]);
    assert.deepEqual(shape('float32', 'const float *x, const int *at', 'x[at[i]]'), [4, 8]);
    assert.deepEqual(shape('float32', 'float scale', 'scale * i'), [1, 8]);
  });

  it('has narrow blocks where accumulators are large: a CPU keeps those of a block on its stack', () => {
    const preamble = `preamble {
      struct Table { float of[400]; };
      __device__ Table operator+(Table a, Table b) { for (int k = 0; k < 400; k++) a.of[k] += b.of[k]; return a; }
      __device__ Table filled(float x) { Table t; for (int k = 0; k < 400; k++) t.of[k] = x; return t; }
    }`;
    assert.equal(foldTree(kernelOf('Table', 'const float *x', 'filled(x[i])', preamble)).threadsPerBlock, 32);
  });

  it('leaves other kernels their plans and options', () => {
    const text = (extra: string): string =>
      `kernel k { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; ${extra} }`;
    const device = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };
    const optionsOf = (extra: string): readonly string[] => {
      const { document, kernel } = readKernel(text(extra));
      const plan = planCuda(kernel, device, 1 << 24);
      return generateCuda({ document, kernel, fileName: 'k.reduce', plan }).options;
    };
    assert.deepEqual(optionsOf('deterministic = false; options = "-w";'), ['--std=c++17', '-w']);
    const exact = ['--fmad=false', '--ftz=false', '--prec-div=true', '--prec-sqrt=true'];
    assert.deepEqual(optionsOf('deterministic = true; options = "-w";'), ['--std=c++17', ...exact, '-w']);
    assert.equal(planCpu(readKernel(text('')).kernel).tree, undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { generateCuda, gridOf, planCuda, type CudaPlan, type Loads } from '../codegen';
import { checkDocument } from '../language';
import type { Addon, InputSource } from '../native/binding';
import { loadAddon } from '../native/load';
import { report } from './support/cli';
import { workspace } from './support/workspace';

const DOT = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b;
}`;

/** Compiles a plan's program for the first device, and returns a function that gives its result's bits. */
async function dotProduct(addon: Addon, plan: CudaPlan, architecture: number) {
  const document = checkDocument(DOT);
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);
  const source = generateCuda({ document, kernel, fileName: 'dot.reduce', plan });
  assert.ok(source.symbols.target === 'cuda');
  const entry = source.symbols.reduce;
  const options = [...source.options, `--gpu-architecture=sm_${architecture}`];
  const { ok, cubin, log } = await addon.nvrtcCompile({ source: source.text, name: 'dot.cu', options });
  assert.ok(ok, log);
  return async (count: number, start: number, offset: number): Promise<number> => {
    const inputs = [1n, 2n].map((seed): InputSource => {
      return { kind: 'normal', dtype: 'float32', mean: 0, sd: 1, seed, length: start + count };
    });
    const long = (value: number) => {
      return { kind: 'bytes', bytes: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) } as const;
    };
    const parameters = source.parameters.map((parameter) => {
      switch (parameter.kind) {
        case 'vector':
          return { kind: 'input', index: parameter.index } as const;
        case 'start':
          return long(start);
        case 'step':
          return long(1);
        case 'count':
          return long(count);
        case 'partials':
        case 'result':
          return { kind: parameter.kind };
        case 'n':
        case 'scalar':
        case 'length':
          throw new Error(`the dot product takes no ${parameter.kind}`);
      }
    });
    const { result } = await addon.runCuda({
      device: 0,
      cubin,
      entry,
      grid: gridOf(plan, count),
      block: plan.threadsPerBlock,
      inputs,
      inputOffsets: [offset, offset],
      parameters,
      partialBytes: source.partialBytes,
      resultBytes: source.resultBytes,
      timing: { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 },
    });
    return new Uint32Array(result.slice().buffer)[0] ?? NaN;
  };
}

describe('how vectors are read on the GPU', () => {
  const trees: readonly (readonly [name: string, tree: Partial<CudaPlan>])[] = [
    ['striped', {}],
    ['four accumulators', { accumulators: 4 }],
    ['contiguous', { mapping: 'contiguous' }],
  ];
  for (const [name, tree] of trees) {
    test(`words and elements give the same bits, ${name}`, async () => {
      const addon = loadAddon();
      const [device] = addon.discover({ nvrtcHints: [] }).devices;
      assert.ok(device !== undefined, 'a CUDA device');
      const [kernel] = checkDocument(DOT).kernels;
      assert.ok(kernel !== undefined);
      const plan = { ...planCuda(kernel, device, 2 ** 30), ...tree };
      const reading = (loads: Loads) => dotProduct(addon, { ...plan, loads }, device.computeCapability);
      const [words, elements] = [await reading('words'), await reading('elements')];
      for (const count of [1, 7, 4095, 4096, 4097, 100_003, 3_000_017]) {
        for (const start of [0, 8]) {
          const bits = await words(count, start, 0);
          for (const offset of [0, 1, 3]) {
            assert.equal(await elements(count, start, offset), bits, `${count} from ${start}, moved by ${offset}`);
          }
        }
      }
    });
  }

  test('slices with unaligned starts and other steps fold what they name', async (context: TestContext) => {
    const n = 100_003;
    const slices = ['1:', '3:50000', '::-1', '::3', '100000::-3', '4:', '7:8'];
    // `i` is small enough for float64 to hold every sum exactly.
    const cases = slices.map((slice, k) => `case s${k} of total { n = ${n}; x = arange(${n}); slice = ${slice}; }`);
    const folder = workspace(context, {
      'k.reduce': `kernel total {
    dtype_out = float64; arguments = const float *x; map_expr = x[i] + i; reduce_expr = a + b; neutral = 0;
}
${cases.join('\n')}
`,
    });
    const [gpu, cpu] = [
      await report(['run', 'k.reduce', '--device', 'cuda:0'], { cwd: folder }),
      await report(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder }),
    ];
    assert.equal(gpu.code, 0, JSON.stringify(gpu.report.runs.map(({ error }) => error)));
    assert.equal(gpu.report.runs.length, slices.length);
    assert.deepEqual(
      gpu.report.runs.map(({ result, count }) => ({ result, count })),
      cpu.report.runs.map(({ result, count }) => ({ result, count })),
    );
  });
});

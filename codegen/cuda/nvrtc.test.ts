import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDocument } from '../../language';
import { kernels } from '../../test/support/determinism/everything';
import type { GeneratedSource } from '../generated';
import type { Loads } from '../plan';
import { planCuda } from '../plan/cuda';
import { openNvrtc } from '../testing/nvrtc/nvrtc';
import { readKernel } from '../testing/read-kernel';
import { generateCuda } from './generate';

const nvrtc = openNvrtc();
const h100 = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048, l2Bytes: 50 * 2 ** 20 };
const golden = join(dirname(dirname(fileURLToPath(import.meta.url))), 'golden');
const files = readdirSync(golden).filter((name) => name.endsWith('.reduce'));

describe('NVRTC', { skip: typeof nvrtc === 'string' ? nvrtc : false }, () => {
  if (typeof nvrtc === 'string') return;
  after(() => nvrtc.dispose());

  for (const file of files) {
    const { document, kernel } = readKernel(readFileSync(join(golden, file), 'utf8'));
    const plan = planCuda(kernel, h100, 1 << 24);

    for (const mapping of ['striped', 'contiguous'] as const) {
      const generate = (loads: Loads): GeneratedSource =>
        generateCuda({ document, kernel, fileName: file, plan: { ...plan, mapping, loads } });

      for (const loads of ['words', 'elements'] as const) {
        it(`compiles ${file}, ${mapping}, ${loads}, without a warning`, () => {
          for (const architecture of ['sm_75', 'sm_80', 'sm_90']) {
            const { ok, output } = nvrtc.compile(generate(loads), architecture);
            assert.ok(ok, output);
            assert.doesNotMatch(output, /warning|remark/i);
          }
        });
      }

      it(`computes ${file}, ${mapping}, in the same floating-point steps however it is read`, () => {
        const steps = (loads: Loads): string[] =>
          nvrtc.compile(generate(loads), 'sm_90').output.match(/\b(fma|mul|add|sub|div|ex2|min|max)\.[a-z.]*f\d+/g) ??
          [];
        assert.deepEqual(steps('words'), steps('elements'));
      });
    }

    it(`reads the plain vectors of ${file} in 16-byte words`, () => {
      const { output } = nvrtc.compile(generateCuda({ document, kernel, fileName: file, plan }), 'sm_90');
      const wide = output.match(/ld\.global\.nc[\w.:]*\.v4\.u32/g) ?? [];
      const bytes = kernel.arguments
        .filter(({ access }) => access === 'element')
        .reduce(
          (sum, { type }) =>
            sum + (type.kind === 'arithmetic' ? type.size : type.kind === 'complex' ? 2 * type.element.size : 0),
          0,
        );
      assert.equal(wide.length, (bytes * plan.itemsPerThread) / 16);
    });
  }

  it('folds the 32-bit integers of a warp by one instruction where the GPU has it', () => {
    const { document, kernel } = readKernel(
      'kernel k { dtype_out = int32; arguments = const int *x; reduce_expr = max(a, b); neutral = -2147483648; }',
    );
    const plan = planCuda(kernel, { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 }, 1 << 24);
    const source = generateCuda({ document, kernel, fileName: 'k.reduce', plan });
    const opcodes = (architecture: string): string[] => [
      ...new Set(nvrtc.compile(source, architecture).output.match(/\b(?:redux|shfl)\.sync[\w.]*/g)),
    ];
    assert.deepEqual(opcodes('sm_75'), ['shfl.sync.down.b32']);
    assert.deepEqual(opcodes('sm_80'), ['redux.sync.max.s32']);
  });

  it('keeps the operations of a compensated dot as they are written, under --use_fast_math too', () => {
    const text = readFileSync(join(golden, 'accurate_dot.reduce'), 'utf8');
    const plan = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };
    const steps = (source: string): string[] => {
      const { document, kernel } = readKernel(source);
      const program = generateCuda({ document, kernel, fileName: 'k.reduce', plan: planCuda(kernel, plan, 1 << 24) });
      const { ok, output } = nvrtc.compile(program, 'sm_90');
      assert.ok(ok, output);
      return (output.match(/\b(?:fma|mul|add|sub)\.[a-z.]*f32/g) ?? []).map((step) => step.replace('.ftz', ''));
    };
    const exact = steps(text);
    const count = (name: string): number => exact.filter((step) => step.startsWith(name)).length;
    // A product and its error for every element of a tile and for one of the ragged end; no sum is merged with a product.
    const { kernel } = readKernel(text);
    const products = planCuda(kernel, plan, 1 << 24).itemsPerThread + 1;
    assert.deepEqual([count('mul'), count('fma')], [products, products]);
    assert.ok(count('add') + count('sub') >= 8 * products);
    assert.deepEqual(steps(text.replace('accuracy ', 'options = "--use_fast_math";\n    accuracy ')), exact);
  });

  it('rounds each operation of a deterministic kernel by itself', () => {
    const text = (extra: string): string => `kernel k {
      dtype_out = float32; arguments = const float *x, const float *y, const float *z;
      map_expr = sqrtf(x[i] * y[i] + z[i]) / z[i]; reduce_expr = a + b; ${extra} }`;
    const steps = (extra: string): string[] => {
      const { document, kernel } = readKernel(text(extra));
      const plan = planCuda(kernel, { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 }, 1 << 24);
      const { output } = nvrtc.compile(generateCuda({ document, kernel, fileName: 'k.reduce', plan }), 'sm_90');
      return [...new Set(output.match(/\b(?:fma|mul|add|sub|div|sqrt)\.[a-z.]*f32/g))].toSorted();
    };
    assert.deepEqual(steps('deterministic = true;'), ['add.rn.f32', 'div.rn.f32', 'mul.rn.f32', 'sqrt.rn.f32']);
    assert.ok(
      steps('').some((step) => step.startsWith('fma')),
      'a plain kernel fuses',
    );
  });

  it('compiles whatever deterministic kernels may use, and neither fuses nor approximates', () => {
    const everything = checkDocument(kernels);
    for (const kernel of everything.kernels) {
      const plan = planCuda(kernel, { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 }, 1 << 24);
      const source = generateCuda({ document: everything, kernel, fileName: 'k.reduce', plan });
      for (const architecture of ['sm_75', 'sm_90']) {
        const { ok, output } = nvrtc.compile(source, architecture);
        assert.ok(ok, output);
        assert.doesNotMatch(output, /\.(?:ftz|approx|full)\b/, kernel.name);
        const mayFuse = /fma/.test(kernel.map.text);
        if (!mayFuse) assert.doesNotMatch(output, /\bfma\./, kernel.name);
      }
    }
  });

  it('reports errors at the place that the user wrote', () => {
    const text =
      'kernel k {\n  dtype_out = int32;\n\targuments = int *x;\n\tmap_expr = x[i] + f(x[i]);\n  reduce_expr = a + b;\n\n  preamble {\n  #include "nowhere.h"\n}\n}\n';
    const broken = text.replace('#include "nowhere.h"', '__device__ int g(float *);\n  #define f(x) g(x)');
    const { document, kernel } = readKernel(broken);
    const source = generateCuda({
      document,
      kernel,
      fileName: 'some "file".reduce',
      plan: planCuda(kernel, { multiprocessors: 1, maxThreadsPerMultiprocessor: 1024 }, 100),
    });
    const { ok, output } = nvrtc.compile(source, 'sm_90');
    assert.equal(ok, false);
    assert.match(output, /some "file"\.reduce\(4\): error/);
  });
});

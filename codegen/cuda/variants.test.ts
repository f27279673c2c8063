import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { arithmetic } from '../../language/types/builtin';
import { gridOf, planCuda } from '../plan/cuda';
import { cudaSpace } from '../plan/cuda-space';
import { variantsAround, type PlanVariant } from '../plan/search-space';
import type { CudaPlan } from '../plan';
import { sketch } from '../testing/kernels';
import { openNvrtc } from '../testing/nvrtc/nvrtc';
import { canEmulate, emulate } from './emulator/emulate';
import { generateCuda } from './generate';

const kernel = sketch({
  dtype: 'int64',
  arguments: [
    { type: arithmetic.int, name: 'x' },
    { type: arithmetic.short, name: 'y' },
  ],
  map: 'x[i] * y[i]',
  reduce: 'a + b',
});

/** Some of the variants that a tuner may try, from all over the space. */
function someVariants(count: number, multiprocessors: number): readonly PlanVariant<CudaPlan>[] {
  const device = { multiprocessors, maxThreadsPerMultiprocessor: 2048 };
  const { others } = variantsAround(
    cudaSpace(kernel.kernel, device),
    planCuda(kernel.kernel, device, Number.MAX_SAFE_INTEGER),
  );
  // A step that shares no factor with the number of values of a parameter.
  return Array.from({ length: count }, (_, index) => others[(index * 7919) % others.length]).filter(
    (variant) => variant !== undefined,
  );
}

const generate = ({ plan }: PlanVariant<CudaPlan>) => generateCuda({ ...kernel, fileName: 'k.reduce', plan });

describe('variants of a plan', () => {
  it('give the same result', { skip: !canEmulate() && 'the emulator needs Linux and g++' }, () => {
    for (const variant of someVariants(3, 1)) {
      const { plan } = variant;
      const tile = plan.threadsPerBlock * plan.itemsPerThread;
      const launches = [1, tile - 1, (plan.maxBlocks + 1) * tile + 77].map((count) => {
        const x = Int32Array.from({ length: count }, (_, index) => ((index * 2654435761) % 2001) - 1000);
        const y = Int16Array.from({ length: count }, (_, index) => (index % 77) - 38);
        const bytes = [x, y].map((each, index) => [index, new Uint8Array(each.buffer)] as const);
        const expected = x.reduce((sum, each, index) => sum + each * (y[index] ?? 0), 0);
        const grid = gridOf(plan, count);
        return { expected, grid, block: plan.threadsPerBlock, arguments: new Map(bytes), n: count, count };
      });
      const outcomes = emulate(generate(variant), launches);
      assert.deepEqual(
        outcomes.map(({ result }) => Number(result.readBigInt64LE())),
        launches.map(({ expected }) => expected),
        JSON.stringify(variant.parameters),
      );
    }
  });

  const nvrtc = openNvrtc();
  if (typeof nvrtc !== 'string') after(() => nvrtc.dispose());
  it('compile with NVRTC without a warning', { skip: typeof nvrtc === 'string' && nvrtc }, () => {
    assert.ok(typeof nvrtc !== 'string');
    for (const variant of someVariants(12, 132)) {
      const { ok, output } = nvrtc.compile(generate(variant), 'sm_90');
      assert.ok(ok, `${JSON.stringify(variant.parameters)}: ${output}`);
      assert.doesNotMatch(output, /warning|remark/i);
    }
  });
});

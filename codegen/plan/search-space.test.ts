import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { arithmetic, vectorType } from '../../language/types/builtin';
import type { Type } from '../../language/types/type';
import { cpuSpace } from '../cpu/plan-space';
import { planCpu } from '../cpu/plan';
import { generateCuda } from '../cuda/generate';
import { sketch } from '../testing/kernels';
import { gridOf, planCuda } from './cuda';
import { cudaSpace } from './cuda-space';
import { distinctLaunches, parametersOf, variantsAround, variantWith, withParameters } from './search-space';

const h100 = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };

function kernelOf(types: readonly Type[]) {
  const names = types.map((type, index) => ({ type, name: `x${index}` }));
  const map = names.map(({ name }) => `${name}[i]`).join(' + ');
  return sketch({ dtype: 'float32', arguments: names, map: map === '' ? 'i' : map, reduce: 'a + b' });
}

const kernels: readonly (readonly Type[])[] = [
  [],
  [arithmetic.float],
  [arithmetic.float, arithmetic.double],
  [arithmetic['unsigned char']],
  [vectorType('float4')],
];

describe('a search space', () => {
  it('has the parameters by CUB’s names, and the limit of the grid', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    const plan = { ...planCuda(kernel, h100, 2 ** 26), threadsPerBlock: 384, itemsPerThread: 16, maxBlocks: 4 * 132 };
    assert.deepEqual(parametersOf(cudaSpace(kernel, h100), plan), {
      threads_per_block: 384,
      items_per_thread: 16,
      vec_size: 4,
      accumulators: 1,
      max_blocks: 528,
    });
  });

  it('holds variants that the generator takes, each once, and never its start again', () => {
    for (const types of kernels) {
      const { document, kernel } = kernelOf(types);
      const space = cudaSpace(kernel, h100);
      const { start, others } = variantsAround(space, planCuda(kernel, h100, 2 ** 26));
      const keys = [start, ...others].map(({ parameters }) => JSON.stringify(parameters));
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(others.length > 50, `${others.length} variants`);
      const programs = new Map(others.map((variant) => [variant.program, variant.plan]));
      for (const plan of programs.values()) generateCuda({ document, kernel, fileName: 'k.reduce', plan });
    }
  });

  it('makes one program of the variants that differ in their launch only', () => {
    const { kernel, document } = kernelOf([arithmetic.float]);
    const { start, others } = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, 2 ** 26));
    const code = (plan: (typeof start)['plan']): string =>
      generateCuda({ document, kernel, fileName: 'k.reduce', plan }).text.replace(/^\/\/ Launch: .*$/m, '');
    const same = others.filter(({ program }) => program === start.program);
    assert.ok(same.length >= 5);
    for (const { plan } of same) assert.equal(code(plan), code(start.plan));
  });

  it('sets parameters as it reads them, whatever they are', () => {
    const { kernel } = kernelOf([arithmetic.half]);
    const space = cudaSpace(kernel, h100);
    const plan = planCuda(kernel, h100, 2 ** 26);
    const { others } = variantsAround(space, plan);
    fc.assert(
      fc.property(fc.constantFrom(...others), (variant) => {
        assert.deepEqual(withParameters(space, plan, variant.parameters), { plan: variant.plan });
      }),
    );
  });

  it('says why parameters make no plan', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    const space = cudaSpace(kernel, h100);
    const plan = planCuda(kernel, h100, 2 ** 26);
    for (const [wanted, problem] of [
      [{ threads_per_block: 100 }, /multiple of 32/],
      [{ items_per_thread: 6 }, /multiple of vec_size/],
      [{ vec_size: 8 }, /16-byte words/],
      [{ items_per_thread: 4096 }, /at most 64/],
      [{ max_blocks: 0.5 }, /whole number of at least 1/],
      [{ warp_speed: 9 }, /no parameter warp_speed/],
    ] as const) {
      const changed = withParameters(space, plan, wanted);
      assert.match('problem' in changed ? changed.problem : '', problem);
    }
  });

  it('has one block, parts of the device and more than is resident as grids', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    const { start, others } = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, 2 ** 26));
    const grids = others.filter(({ program }) => program === start.program).map(({ plan }) => gridOf(plan, 2 ** 26));
    for (const grid of [1, 33, 66, 132, 16 * 132]) assert.ok(grids.includes(grid), `${grid} blocks`);
  });

  it('has blocks and grids for kernels that read more for an element than a thread should hold', () => {
    const { kernel } = kernelOf(Array.from({ length: 20 }, () => vectorType('float4')));
    const { others } = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, 2 ** 26));
    assert.ok(others.length > 50, `${others.length} variants`);
    assert.ok(others.every(({ plan }) => plan.itemsPerThread === 1));
  });

  it('leaves one variant for each launch of an input, the nearest to the start', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 22 }), (count) => {
        const all = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, count));
        const launchOf = ({ program, plan }: (typeof all)['start']): string => `${program} ${gridOf(plan, count)}`;
        const { start, others } = distinctLaunches(all, (plan) => gridOf(plan, count));
        assert.equal(start, all.start);
        const left = [start, ...others].map(launchOf);
        assert.equal(new Set(left).size, left.length);
        assert.deepEqual(new Set(left), new Set([all.start, ...all.others].map(launchOf)));
      }),
      { numRuns: 20 },
    );
    const all = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, 1000));
    const { others } = distinctLaunches(all, (plan) => gridOf(plan, 1000));
    for (const { plan } of others.filter((each) => gridOf(each.plan, 1000) === 1)) {
      assert.equal(plan.maxBlocks, gridOf(plan, 1e9) === 1 ? 1 : all.start.plan.maxBlocks);
    }
  });

  it('finds a variant by its parameters', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    const all = variantsAround(cudaSpace(kernel, h100), planCuda(kernel, h100, 2 ** 26));
    const [some] = all.others;
    assert.equal(variantWith(all, some?.parameters ?? {}), some);
    assert.equal(variantWith(all, { threads_per_block: 100 }), undefined);
  });

  it('keeps a start whose values are none of those worth trying', () => {
    const { kernel } = kernelOf([arithmetic.float]);
    const plan = { ...planCpu(kernel), lanes: 24 };
    const { start, others } = variantsAround(cpuSpace(), plan);
    assert.deepEqual(start.parameters, { lanes: 24, chunk_size: 1 << 16 });
    assert.ok(others.some(({ parameters }) => parameters['lanes'] === 24 && parameters['chunk_size'] === 1 << 14));
  });
});

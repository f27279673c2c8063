import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { arithmetic, vectorType } from '../../language/types/builtin';
import type { Type } from '../../language/types/type';
import type { CheckedKernel } from '../../language/checked';
import { sketch } from '../testing/kernels';
import type { CudaPlan } from '../plan';
import { gridOf, loadsForRange, planCuda } from './cuda';
import { wordBytes } from './staging';

const h100 = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };
const many = 2 ** 30;

function planFor(types: readonly Type[], count = many, range?: { start: number; step: number }): CudaPlan {
  const names = types.map((type, index) => ({ type, name: `x${index}` }));
  const map = names.map(({ name }) => `${name}[i]`).join(' + ');
  const { kernel } = sketch({ dtype: 'float32', arguments: names, map: map === '' ? 'i' : map, reduce: 'a + b' });
  return planCuda(kernel, h100, count, range);
}

describe('planCuda', () => {
  it('reads every vector in 16-byte words where registers allow it', () => {
    const { float, half, double } = arithmetic;
    const cases: readonly [types: readonly Type[], vecSize: number][] = [
      [[float], 4],
      [[float, float], 4],
      [[double], 2],
      [[half], 8],
      [[half, float], 8],
      [[arithmetic['unsigned char']], 16],
      [[vectorType('float3')], 4],
      [[vectorType('float4')], 1],
    ];
    for (const [types, vecSize] of cases) assert.equal(planFor(types).vecSize, vecSize);
  });

  it('has four loads in flight in a thread, of all vectors together', () => {
    assert.equal(planFor([arithmetic.float]).itemsPerThread, 16);
    assert.equal(planFor([arithmetic.float, arithmetic.float]).itemsPerThread, 8);
    assert.equal(planFor([arithmetic.half]).itemsPerThread, 32);
  });

  it('holds at most 256 bytes in a thread, and half of that where the elements take several rounds', () => {
    const types = fc.array(
      fc.constantFrom<Type>(arithmetic.float, arithmetic.double, arithmetic.bool, vectorType('float3')),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    const size = (type: Type): number =>
      type === vectorType('float3') ? 12 : type.kind === 'arithmetic' ? type.size : 0;
    fc.assert(
      fc.property(types, fc.double({ min: 0, max: Math.log2(many), noNaN: true }), (chosen, power) => {
        const count = Math.round(2 ** power);
        const plan = planFor(chosen, count);
        const isAtOnce = gridOf(plan, count) * plan.threadsPerBlock * plan.itemsPerThread >= count;
        const bytes = plan.itemsPerThread * chosen.reduce((sum, type) => sum + size(type), 0);
        assert.ok(bytes <= (isAtOnce ? 256 : 128), `${bytes} bytes of ${count} elements`);
        assert.equal(plan.itemsPerThread % plan.vecSize, 0);
      }),
    );
  });

  it('leaves to one block what fits it', () => {
    for (const count of [1, 1000, 4096, 2 ** 14]) assert.equal(gridOf(planFor([arithmetic.float], count), count), 1);
    assert.ok(gridOf(planFor([arithmetic.float], 2 ** 15), 2 ** 15) > 1);
  });

  it('has about a block for each multiprocessor where they can read everything at once', () => {
    const { float, double } = arithmetic;
    const cases: readonly (readonly [types: readonly Type[], power: number])[] = [
      [[float], 21],
      [[float], 22],
      [[double], 20],
      [[float, float], 20],
      [[float, float], 21],
    ];
    for (const [types, power] of cases) {
      const plan = planFor(types, 2 ** power);
      assert.deepEqual([plan.threadsPerBlock, gridOf(plan, 2 ** power)], [512, 128], `${types.length} of 2^${power}`);
      assert.ok(gridOf(plan, 2 ** power) * plan.threadsPerBlock * plan.itemsPerThread >= 2 ** power);
    }
    assert.equal(planFor([float], 2 ** 24).itemsPerThread, 16);
  });

  it('spreads few elements over all multiprocessors where the map calls functions', () => {
    const map = { dtype: 'float32', arguments: [{ type: arithmetic.float, name: 'x' }], map: 'expf(x[i])' };
    const plan = planCuda(sketch({ ...map, reduce: 'a + b' }).kernel, h100, 2 ** 17);
    assert.ok(gridOf(plan, 2 ** 17) >= 120);
  });

  it('keeps the grid resident', () => {
    const plan = planFor([arithmetic.float]);
    assert.ok(plan.maxBlocks * plan.threadsPerBlock <= h100.multiprocessors * h100.maxThreadsPerMultiprocessor);
    assert.equal(gridOf(plan, many), plan.maxBlocks);
  });
});

describe('planCuda of few elements', () => {
  it('gives narrow ones to as many threads as wide ones', () => {
    const { float, double } = arithmetic;
    assert.equal(planFor([arithmetic['signed char']], 1000).vecSize, 8);
    assert.equal(planFor([arithmetic['signed char']], 2 ** 14).vecSize, 16);
    assert.equal(planFor([float], 1000).vecSize, 4);
    assert.equal(planFor([float], 10).vecSize, 1);
    assert.equal(planFor([double], 1000).itemsPerThread, 2);
  });

  it('sends fewer values from block to block where they are large', () => {
    const kernelOf = (dtype: 'float32' | 'complex128'): CheckedKernel =>
      sketch({ dtype, arguments: [{ type: arithmetic.float, name: 'x' }], map: 'x[i]', reduce: 'a + b' }).kernel;
    const blocks = (dtype: 'float32' | 'complex128', count: number): number =>
      gridOf(planCuda(kernelOf(dtype), h100, count), count);
    assert.ok(blocks('complex128', 2 ** 17) < blocks('float32', 2 ** 17));
    assert.ok(blocks('complex128', 2 ** 20) < blocks('float32', 2 ** 20));
  });
});

describe('planCuda of vectors that the cache does not hold', () => {
  const device = { ...h100, l2Bytes: 50 * 2 ** 20 };
  const { kernel } = sketch({
    ...{ dtype: 'float32', arguments: ['x', 'y'].map((name) => ({ type: arithmetic.float, name })) },
    ...{ map: 'x[i] * y[i]', reduce: 'a + b' },
  });

  it('streams them, and no others', () => {
    assert.equal(planCuda(kernel, device, 2 ** 23).streams, true);
    assert.equal(planCuda(kernel, device, 2 ** 22).streams, undefined);
    assert.equal(planCuda(kernel, h100, 2 ** 28).streams, undefined);
  });
});

describe('planCuda of slices', () => {
  const plan = (types: readonly Type[], start: number, step: number, count = many): CudaPlan =>
    planFor(types, count, { start, step });

  it('reads in words what starts at a word and counts up by one', () => {
    assert.deepEqual(plan([arithmetic.float], 4, 1), planFor([arithmetic.float]));
  });

  it('lets the threads of a warp read elements that lie next to each other', () => {
    for (const step of [2, -1, -7]) {
      const { loads, vecSize, itemsPerThread } = plan([arithmetic.float], 0, step);
      assert.deepEqual({ loads, vecSize, itemsPerThread }, { loads: 'elements', vecSize: 1, itemsPerThread: 16 });
    }
  });

  it('has no more single reads of a thread than registers hold', () => {
    assert.equal(plan([arithmetic['signed char']], 0, 2).itemsPerThread, 32);
    assert.equal(plan([arithmetic.double, arithmetic.double], 0, 2).itemsPerThread, 4);
  });

  it('lets a thread read neighbours of a long run that starts between words', () => {
    assert.equal(plan([arithmetic.float], 1, 1).vecSize, 4);
    assert.equal(plan([arithmetic['signed char']], 1, 1).vecSize, 8);
    assert.equal(plan([arithmetic.float], 1, 1, 2 ** 14).vecSize, 1);
  });
});

describe('loadsForRange', () => {
  it('reads words where values count up by one from the start of a group', () => {
    const plan = planFor([arithmetic.float]);
    const loads = (start: number, step: number): string => loadsForRange(plan, { start, step });
    assert.equal(plan.loads, 'words');
    assert.deepEqual([loads(0, 1), loads(8, 1)], ['words', 'words']);
    assert.deepEqual([loads(1, 1), loads(0, 2), loads(99, -1)], ['elements', 'elements', 'elements']);
  });

  it('needs no words where nothing is read ahead', () => {
    const plan = planFor([]);
    assert.equal(loadsForRange(plan, { start: 0, step: 1 }), 'elements');
  });
});

describe('gridOf', () => {
  it('has a block for every tile, up to the limit, and one for empty input', () => {
    const plan: CudaPlan = {
      target: 'cuda',
      threadsPerBlock: 64,
      itemsPerThread: 4,
      vecSize: 4,
      mapping: 'striped',
      loads: 'words',
      maxBlocks: 5,
    };
    const grids = [0, 1, 256, 257, 1280, 1281, 2 ** 53 - 1].map((count) => gridOf(plan, count));
    assert.deepEqual(grids, [1, 1, 1, 2, 5, 5, 5]);
  });
});

describe('wordBytes', () => {
  it('is the widest word that divides a group', () => {
    assert.equal(wordBytes(4, 4), 16);
    assert.equal(wordBytes(12, 4), 16);
    assert.equal(wordBytes(12, 2), 8);
    assert.equal(wordBytes(12, 1), 4);
    assert.equal(wordBytes(3, 1), 1);
    assert.equal(wordBytes(2, 1), 2);
  });
});

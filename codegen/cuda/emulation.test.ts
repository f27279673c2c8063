import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arithmetic, vectorType } from '../../language/types/builtin';
import { layoutStruct } from '../../language/types/layout';
import type { GeneratedSource } from '../generated';
import type { CudaPlan, Loads, Mapping } from '../plan';
import { gridOf, loadsForRange } from '../plan/cuda';
import { type KernelSketch, sketch } from '../testing/kernels';
import { readKernel } from '../testing/read-kernel';
import { canEmulate, emulate, type EmulatedLaunch } from './emulator/emulate';
import { generateCuda } from './generate';

const { float, int } = arithmetic;
const mappings: readonly Mapping[] = ['striped', 'contiguous'];
const skip = canEmulate() ? false : 'the emulator needs Linux and g++';

function generate(kernel: KernelSketch, plan: CudaPlan): GeneratedSource {
  return generateCuda({ ...sketch(kernel), fileName: 'test.reduce', plan });
}

function planOf(mapping: Mapping, vecSize: number, groups = 2): CudaPlan {
  const itemsPerThread = vecSize * groups;
  return { target: 'cuda', threadsPerBlock: 64, itemsPerThread, vecSize, mapping, loads: 'words', maxBlocks: 3 };
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The program of a kernel that reads in the given way. */
function reading(loads: Loads, kernel: KernelSketch, plan: CudaPlan): GeneratedSource {
  return generate(kernel, { ...plan, loads });
}

/** A launch over all of the given vectors, which start at a multiple of 16 bytes. */
function launchOf(plan: CudaPlan, count: number, ...values: readonly ArrayBufferView[]): EmulatedLaunch {
  const entries = values.map((view, index) => [index, bytesOf(view)] as const);
  return {
    grid: gridOf(plan, count),
    block: plan.threadsPerBlock,
    arguments: new Map(entries),
    n: count,
    count,
  };
}

/** Lengths at which something begins or ends: a group, a warp, a tile, the grid; and a few in several rounds. */
function lengths({ threadsPerBlock, itemsPerThread, vecSize, maxBlocks }: CudaPlan): number[] {
  const tile = threadsPerBlock * itemsPerThread;
  const edges = [vecSize, 32 * vecSize, threadsPerBlock * vecSize, tile, maxBlocks * tile, 3 * maxBlocks * tile];
  return [
    ...new Set([1, 2, 3, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1]), 5 * maxBlocks * tile + 77]),
  ].filter((length) => length > 0);
}

const counting: KernelSketch = {
  dtype: 'int64',
  arguments: [{ type: int, name: 'x' }],
  map: 'x[i] * (i + 1)',
  reduce: 'a + b + 1000',
  neutral: '5',
  postMap: 'a * 10 + n',
};

const dot: KernelSketch = {
  dtype: 'float32',
  arguments: [
    { type: float, name: 'x' },
    { type: float, name: 'y' },
  ],
  map: 'x[i] * y[i]',
  reduce: 'a + b',
};

function countingResult(x: Int32Array, indices: readonly number[]): bigint {
  const sum = indices.reduce((total, i) => total + BigInt(x[i] ?? 0) * BigInt(i + 1), 0n);
  return (sum + 1000n * BigInt(indices.length - 1)) * 10n + BigInt(x.length);
}

function someIntegers(length: number): Int32Array {
  return Int32Array.from({ length }, (_, index) => ((index * 2654435761) % 2001) - 1000);
}

describe('generated CUDA', { skip }, () => {
  for (const mapping of mappings) {
    it(`folds every element once and calls reduce_expr once less, ${mapping}`, () => {
      const plan = planOf(mapping, 4);
      const inputs = lengths(plan).map(someIntegers);
      const launches = inputs.map((x) => launchOf(plan, x.length, x));
      const runs = [
        emulate(reading('words', counting, plan), launches),
        emulate(
          reading('elements', counting, plan),
          launches.map((launch) => ({ ...launch, misalignment: 4 })),
        ),
      ];
      runs.forEach((outcomes, run) =>
        outcomes.forEach(({ result, isReady }, index) => {
          const x = inputs[index] ?? new Int32Array();
          assert.equal(result.readBigInt64LE(), countingResult(x, [...x.keys()]), `length ${x.length}, run ${run}`);
          assert.ok(isReady, `the partials after length ${x.length}`);
        }),
      );
    });

    it(`takes the values of a slice, ${mapping}`, () => {
      const plan = planOf(mapping, 4);
      const x = someIntegers(3000);
      const slices = [
        { start: 0, step: 2, count: 1500 },
        { start: 2999, step: -1, count: 3000 },
        { start: 2998, step: -7, count: 429 },
        { start: 1, step: 1, count: 2999 },
        { start: 8, step: 1, count: 2992 },
      ];
      for (const slice of slices) {
        const source = reading(loadsForRange(plan, slice), counting, plan);
        const launch = { ...launchOf(plan, slice.count, x), ...slice, n: x.length };
        const [outcome] = emulate(source, [launch]);
        const indices = Array.from({ length: slice.count }, (_, k) => slice.start + slice.step * k);
        assert.equal(outcome?.result.readBigInt64LE(), countingResult(x, indices), JSON.stringify(slice));
      }
    });

    it(`folds the warps of integers by one instruction, ${mapping}`, () => {
      const plan = planOf(mapping, 4);
      const inputs = lengths(plan).map(someIntegers);
      const folds: readonly (readonly [reduce: string, fold: (a: number, b: number) => number])[] = [
        ['a + b', (a, b) => (a + b) | 0],
        ['min(a, b)', (a, b) => Math.min(a, b)],
        ['a ^ b', (a, b) => a ^ b],
      ];
      for (const [reduce, fold] of folds) {
        const text = `kernel k { dtype_out = int32; arguments = const int *x; reduce_expr = ${reduce}; }`;
        const source = generateCuda({ ...readKernel(text), fileName: 'test.reduce', plan });
        assert.match(source.text, /__reduce_(?:add|min|xor)_sync/);
        const outcomes = emulate(
          source,
          inputs.map((x) => launchOf(plan, x.length, x)),
        );
        outcomes.forEach(({ result }, index) => {
          const x = inputs[index] ?? new Int32Array();
          assert.equal(result.readInt32LE(), x.reduce(fold), `${reduce}, length ${x.length}`);
        });
      }
    });

    for (const vecSize of [1, 4]) {
      it(`gives the same bits however the input is read and lies, ${mapping}, groups of ${vecSize}`, () => {
        const plan = planOf(mapping, vecSize, 8 / vecSize);
        const length = Math.max(...lengths(plan)) + 8;
        const random = (seed: number): Float32Array =>
          Float32Array.from({ length }, (_, index) => Math.sin(index * seed) * 10 ** (index % 7));
        const launches = lengths(plan).flatMap((count) =>
          [0, 8].map((start) => ({ ...launchOf(plan, count, random(1.1), random(2.3)), n: length, start })),
        );
        const bitsOf = (loads: Loads, changes: Partial<EmulatedLaunch> = {}): number[] =>
          emulate(
            reading(loads, dot, plan),
            launches.map((launch) => ({ ...launch, ...changes })),
          ).map(({ result }) => result.readUInt32LE());
        const bits = bitsOf('words');
        assert.ok(new Set(bits).size > bits.length / 2, 'the sums differ from each other');
        for (const misalignment of [0, 4, 12]) assert.deepEqual(bitsOf('elements', { misalignment }), bits);
      });
    }

    it(`gives post_map_expr of the neutral element for empty input, ${mapping}`, () => {
      const plan = planOf(mapping, 4);
      const [outcome] = emulate(generate(counting, plan), [{ ...launchOf(plan, 0, new Int32Array()), n: 7 }]);
      assert.equal(outcome?.result.readBigInt64LE(), 57n);
    });
  }

  for (const accumulators of [2, 8]) {
    it(`folds every element once into ${accumulators} accumulators of a thread`, () => {
      const plan = { ...planOf('striped', 4), accumulators };
      const inputs = lengths(plan).map(someIntegers);
      const launches = inputs.map((x) => launchOf(plan, x.length, x));
      for (const loads of ['words', 'elements'] as const) {
        emulate(reading(loads, counting, plan), launches).forEach(({ result }, index) => {
          const x = inputs[index] ?? new Int32Array();
          assert.equal(result.readBigInt64LE(), countingResult(x, [...x.keys()]), `length ${x.length}, ${loads}`);
        });
      }
    });

    it(`folds structs, and the index alone, into ${accumulators} accumulators of a thread`, () => {
      const plan = { ...planOf('striped', 1, 8), accumulators };
      const text = `
        preamble { struct range { int low; long long high; }; }
        kernel k {
          dtype_out = range;
          map_expr = range{ (int)i, i * i };
          reduce_expr = range{ min(a.low, b.low), max(a.high, b.high) };
        }`;
      const source = generateCuda({ ...readKernel(text), fileName: 'test.reduce', plan });
      const counts = lengths(plan);
      const outcomes = emulate(
        source,
        counts.map((count) => ({ ...launchOf(plan, count), start: 5 })),
      );
      outcomes.forEach(({ result }, index) => {
        const last = BigInt(5 + (counts[index] ?? 0) - 1);
        assert.deepEqual([result.readInt32LE(0), result.readBigInt64LE(8)], [5, last * last]);
      });
    });
  }

  it('folds runs of elements into one accumulator, whatever the plan says', () => {
    const plan = planOf('contiguous', 4);
    assert.equal(
      generate(counting, { ...plan, accumulators: 2 }).text.replace(/^\/\/.*$/gm, ''),
      generate(counting, plan).text.replace(/^\/\/.*$/gm, ''),
    );
  });

  it('keeps the order of the elements with contiguous mapping', () => {
    // Affine maps x -> scale * x + shift compose associatively, and not commutatively.
    const affine = layoutStruct('affine', [
      { name: 'scale', type: arithmetic['unsigned int'] },
      { name: 'shift', type: arithmetic['unsigned int'] },
      { name: 'length', type: int },
    ]);
    const plan = planOf('contiguous', 4);
    const source = generate(
      {
        dtype: affine,
        arguments: [{ type: affine, name: 'maps' }],
        map: 'maps[i]',
        reduce: 'affine(a.scale * b.scale, a.shift * b.scale + b.shift, a.length + b.length)',
        preamble: `
          struct affine {
            unsigned scale, shift;
            int length;
            __device__ affine(unsigned scale, unsigned shift, int length) : scale(scale), shift(shift), length(length) {}
          };
        `,
      },
      plan,
    );
    const inputs = lengths(plan).map((length) =>
      Uint32Array.from({ length: 3 * length }, (_, k) => (k % 3 === 2 ? 1 : Math.imul(k + 1, 2654435761) >>> 0)),
    );
    const outcomes = emulate(
      source,
      inputs.map((maps) => launchOf(plan, maps.length / 3, maps)),
    );
    outcomes.forEach(({ result }, index) => {
      const maps = inputs[index] ?? new Uint32Array();
      let [scale, shift] = [1, 0];
      for (let k = 0; k < maps.length; k += 3) {
        scale = Math.imul(scale, maps[k] ?? 0);
        shift = Math.imul(shift, maps[k] ?? 0) + (maps[k + 1] ?? 0);
      }
      const values = [result.readUInt32LE(0), result.readUInt32LE(4), result.readInt32LE(8)];
      assert.deepEqual(values, [scale >>> 0, shift >>> 0, maps.length / 3], `length ${maps.length / 3}`);
    });
  });

  it('reads elements of every size in whole words', () => {
    const sizes: readonly [KernelSketch, vecSize: number, bytes: number][] = [
      [
        { dtype: 'int64', arguments: [{ type: arithmetic['unsigned char'], name: 'x' }], map: 'x[i]', reduce: 'a + b' },
        16,
        1,
      ],
      [
        { dtype: 'int64', arguments: [{ type: arithmetic.short, name: 'x' }], map: 'x[i] & 255', reduce: 'a + b' },
        8,
        2,
      ],
      [
        { dtype: 'int64', arguments: [{ type: vectorType('uchar3'), name: 'x' }], map: 'x[i].z', reduce: 'a + b' },
        16,
        3,
      ],
      [
        {
          dtype: 'int64',
          arguments: [{ type: arithmetic['long long'], name: 'x' }],
          map: 'x[i] & 255',
          reduce: 'a + b',
        },
        2,
        8,
      ],
      [
        { dtype: 'int64', arguments: [{ type: vectorType('float3'), name: 'x' }], map: 'int(x[i].y)', reduce: 'a + b' },
        4,
        12,
      ],
    ];
    for (const [kernel, vecSize, bytes] of sizes) {
      const plan = planOf('striped', vecSize);
      const count = 3 * plan.itemsPerThread * plan.threadsPerBlock * plan.maxBlocks + 5;
      const x = new Uint8Array(count * bytes);
      let expected = 0n;
      const view = new DataView(x.buffer);
      for (let k = 0; k < count; k++) {
        const value = (k * 37) % 251;
        if (bytes === 12) view.setFloat32(k * 12 + 4, value, true);
        else view.setUint8(k * bytes + (bytes === 3 ? 2 : 0), value);
        expected += BigInt(value);
      }
      const launch = launchOf(plan, count, x);
      const outcomes = [
        ...emulate(reading('words', kernel, plan), [launch]),
        ...emulate(reading('elements', kernel, plan), [{ ...launch, misalignment: Math.min(bytes, 4) }]),
      ];
      for (const { result } of outcomes) assert.equal(result.readBigInt64LE(), expected, `elements of ${bytes} bytes`);
    }
  });

  it('lets arguments have any name', () => {
    const scalars = [
      's',
      'tid',
      'acc',
      'out',
      'smem',
      'linux',
      'unix',
      'a',
      'b',
      'min',
      'max',
      'total',
      'uint4',
      'wf_map',
    ];
    const vectors = ['blockIdx', 'threadIdx', '__stcg', 'partials', 'first', 'count', 'gridDim'];
    const plan = planOf('striped', 4);
    const source = generate(
      {
        dtype: 'int64',
        arguments: [
          ...vectors.map((name) => ({ type: int, name })),
          ...scalars.map((name) => ({ type: int, name, vector: false })),
        ],
        map: [...vectors.map((name) => `${name}[i]`), ...scalars].join(' + '),
        reduce: 'a + b + (s - s) * tid * max',
        neutral: 'a + b + uint4',
        postMap: 'a + b - b + wf_map - wf_map + out * linux * 0',
      },
      plan,
    );
    const count = 1000;
    const x = new Int32Array(count).fill(1);
    const bytes = new Map<number, Uint8Array>();
    vectors.forEach((_, index) => bytes.set(index, bytesOf(x)));
    scalars.forEach((_, index) => bytes.set(vectors.length + index, bytesOf(Int32Array.of(index))));
    const launch = { ...launchOf(plan, count), arguments: bytes };
    const outcomes = emulate(source, [launch, { ...launch, grid: 1, n: 0, count: 0 }]);
    const each = vectors.length + scalars.reduce((sum, _, index) => sum + index, 0);
    assert.equal(outcomes[0]?.result.readBigInt64LE(), BigInt(each * count));
    const scalarsIn = (...names: readonly string[]): number =>
      names.reduce((sum, name) => sum + scalars.indexOf(name), 0);
    assert.equal(outcomes[1]?.result.readBigInt64LE(), BigInt(scalarsIn('a', 'b', 'uint4')));
  });

  it('folds small floats in float32 and bools as bytes', () => {
    const plan = planOf('striped', 8);
    const half = generate(
      {
        dtype: 'float16',
        arguments: [{ type: arithmetic.half, name: 'x' }],
        map: 'x[i]',
        reduce: 'a + b',
        postMap: 'a / n',
      },
      plan,
    );
    const ones = new Uint16Array(4099).fill(0x3c00);
    const [mean] = emulate(half, [launchOf(plan, ones.length, ones)]);
    assert.equal(mean?.result.readUInt16LE(), 0x3c00);

    const any = generate(
      { dtype: 'bool', arguments: [{ type: arithmetic.bool, name: 'x' }], map: 'x[i]', reduce: 'a || b' },
      plan,
    );
    const last = new Uint8Array(4099);
    last[4098] = 1;
    const outcomes = emulate(any, [launchOf(plan, 4098, last), launchOf(plan, 4099, last)]);
    assert.deepEqual(
      outcomes.map(({ result }) => result.readUInt8()),
      [0, 1],
    );
  });

  it('folds the index alone, and vectors that are read elsewhere than at the index', () => {
    const plan = planOf('striped', 1, 8);
    const indices = generate({ dtype: 'int64', map: 'i * i', reduce: 'a + b' }, plan);
    const [squares] = emulate(indices, [launchOf(plan, 4321)]);
    assert.equal(squares?.result.readBigInt64LE(), BigInt((4320 * 4321 * 8641) / 6));

    const gather = generate(
      {
        dtype: 'int64',
        arguments: [
          { type: int, name: 'x', indexed: true },
          { type: int, name: 'table' },
        ],
        map: 'x[table[i]]',
        reduce: 'a + b',
      },
      planOf('striped', 4),
    );
    const table = Int32Array.from({ length: 4321 }, (_, index) => (index * 7) % 10);
    const [gathered] = emulate(gather, [
      launchOf(
        planOf('striped', 4),
        4321,
        Int32Array.from({ length: 10 }, (_, k) => k * k),
        table,
      ),
    ]);
    assert.equal(
      gathered?.result.readBigInt64LE(),
      table.reduce((sum, k) => sum + BigInt(k * k), 0n),
    );
  });
});

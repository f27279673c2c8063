/**
 * A deterministic kernel gives the same bits on every device: the CUDA program (in the emulator), the CPU engine and a
 * plain model of the tree agree, bit for bit.
 */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import type { FoldTree } from '../codegen';
import { canEmulate } from '../codegen/cuda/emulator/emulate';
import { resolveSlice } from '../language';
import type { IndexRange } from '../language/checked';
import { loadAddon } from '../native/load';
import { cpuProgram, emulated, type Input, treeOf } from './support/determinism/programs';
import { bytesOf, type Data, dot, Random, type Subject, subjects } from './support/determinism/subjects';
import { foldInTree } from './support/determinism/tree-model';

const addon = loadAddon();

/** Lengths at which something begins or ends: nothing, a group, a warp, a block, a tile, the grid, a few rounds of it. */
function lengths({ threadsPerBlock, itemsPerThread, vecSize, maxBlocks }: FoldTree): number[] {
  const tile = threadsPerBlock * itemsPerThread;
  const edges = [vecSize, 32, 32 * vecSize, 256, threadsPerBlock * vecSize, tile, 2 * tile, maxBlocks * tile];
  const all = [0, 1, 2, 3, 5 * maxBlocks * tile + 77, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1])];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

const whole = (n: number): IndexRange => ({ start: 0, step: 1, count: n });

function inputOf(data: Data, n: number, range: IndexRange): Input {
  return { arguments: data.arguments, n, range };
}

function modelled(data: Data, tree: FoldTree, { start, step, count }: IndexRange): Uint8Array {
  const values = Array.from({ length: count }, (_, k) => data.map(start + k * step));
  return data.finish(foldInTree(tree, values, data.reduce));
}

/** The result's words, all NaNs in one form. */
function wordsOf(subject: Subject, result: Uint8Array): string[] {
  const copy = Uint8Array.from(result).buffer;
  const numbers = /float64|complex128/.test(subject.text) ? new Float64Array(copy) : new Float32Array(copy);
  return [...numbers].map((value) =>
    Number.isNaN(value) ? 'nan' : Buffer.from(bytesOf(Float64Array.of(value))).toString('hex'),
  );
}

/** A tree of few threads and blocks: small inputs reach every part of it. */
const small = { threadsPerBlock: 64, maxBlocks: 3 } as const;
/** More blocks than threads: in the last block each thread folds a run of partials. */
const manyBlocks = { threadsPerBlock: 32, maxBlocks: 100 } as const;

for (const subject of subjects) {
  describe(`deterministic: ${subject.name}`, async () => {
    const trees = [
      ['as it is', treeOf(subject.text)],
      ['with few blocks', treeOf(subject.text, small)],
      ['with many blocks', treeOf(subject.text, manyBlocks)],
    ] as const;

    for (const [shape, tree] of trees) {
      const program = await cpuProgram(subject.text, tree, addon);
      after(() => {
        program.release();
      });
      const tile = tree.threadsPerBlock * tree.itemsPerThread;
      // A whole grid of the real tree takes the emulator minutes: the CPU engine goes there, and the small trees do.
      const emulatedLengths = lengths(tree).filter((n) => n <= (shape === 'as it is' ? 3 : 20) * tile);

      test(`the CPU engine folds in the tree ${shape}, on any number of threads`, async () => {
        // The model takes a second for each million of elements: one kernel goes as far as the whole grid.
        const most = subject === dot ? 2_500_000 : 100_000;
        for (const n of lengths(tree).filter((length) => length < most)) {
          const data = subject.data(n, new Random(n + 1));
          const expected = wordsOf(subject, modelled(data, tree, whole(n)));
          for (const threads of n < 100_000 ? [1, 2, 0] : [0]) {
            const result = await program.run(inputOf(data, n, whole(n)), threads);
            assert.deepEqual(wordsOf(subject, result), expected, `${n} elements, ${threads} threads`);
          }
        }
      });

      if (!subject.emulates) continue;
      test(`the CUDA program folds in the tree ${shape}`, { skip: !canEmulate() }, () => {
        const all = emulatedLengths.map((n) => ({ n, data: subject.data(n, new Random(n + 1)) }));
        const expected = all.map(({ n, data }) => wordsOf(subject, modelled(data, tree, whole(n))));
        const inputs = all.map(({ n, data }) => inputOf(data, n, whole(n)));
        for (const misalignment of shape === 'with few blocks' ? [0, 8] : [0]) {
          emulated(subject.text, tree, inputs, misalignment).forEach((result, k) => {
            assert.deepEqual(wordsOf(subject, result), expected[k], `${all[k]?.n} elements, off by ${misalignment}`);
          });
        }
      });
    }

    test('slices give the same bits too', async () => {
      const tree = treeOf(subject.text, small);
      const program = await cpuProgram(subject.text, tree, addon);
      const n = 7001;
      const data = subject.data(n, new Random(3));
      const slices = [{ start: 1 }, { step: 2 }, { step: -1 }, { start: 6990, step: -7 }, { start: 16, stop: 6000 }];
      const inputs = slices.map((slice) => inputOf(data, n, resolveSlice(slice, n)));
      const onGpu = canEmulate() && subject.emulates ? emulated(subject.text, tree, inputs) : [];
      for (const [k, input] of inputs.entries()) {
        const expected = wordsOf(subject, modelled(data, tree, input.range));
        assert.deepEqual(wordsOf(subject, await program.run(input)), expected, JSON.stringify(slices[k]));
        const gpu = onGpu[k];
        if (gpu !== undefined) assert.deepEqual(wordsOf(subject, gpu), expected, JSON.stringify(slices[k]));
      }
      program.release();
    });
  });
}

describe('deterministic', () => {
  test('the CPU engine folds any count in any tree', async () => {
    const trees = [
      { threadsPerBlock: 32, itemsPerThread: 1, vecSize: 1, maxBlocks: 2 },
      { threadsPerBlock: 96, itemsPerThread: 6, vecSize: 2, maxBlocks: 40 },
      { threadsPerBlock: 128, itemsPerThread: 16, vecSize: 16, maxBlocks: 5 },
    ];
    for (const tree of trees) {
      const program = await cpuProgram(dot.text, tree, addon);
      const count = fc.integer({ min: 0, max: 30_000 });
      await fc.assert(
        fc.asyncProperty(count, fc.integer(), fc.integer({ min: 1, max: 3 }), async (n, seed, threads) => {
          const data = dot.data(n, new Random(seed));
          const expected = wordsOf(dot, modelled(data, tree, whole(n)));
          assert.deepEqual(wordsOf(dot, await program.run(inputOf(data, n, whole(n)), threads)), expected);
        }),
        { numRuns: 30 },
      );
      program.release();
    }
  });

  test('the order makes a difference to what these kernels sum: equal bits are no accident', () => {
    const data = dot.data(5000, new Random(1));
    const one = modelled(data, treeOf(dot.text), whole(5000));
    const other = modelled(data, treeOf(dot.text, small), whole(5000));
    assert.notDeepEqual(one, other);
  });

  test('results that people wrote down stay what they are', () => {
    // Whoever changes the tree changes these, and breaks a promise: see codegen/plan/fold-tree.ts.
    const bits = (n: number): string =>
      Buffer.from(modelled(dot.data(n, new Random(7)), treeOf(dot.text), whole(n))).toString('hex');
    assert.deepEqual([1000, 100_000].map(bits), ['488986c8', 'ac0ba3c8']);
  });
});

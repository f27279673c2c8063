import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roundTo } from '../language/data/float-bits';
import { elementAt } from '../language/services/hover/data/element-at';
import { arithmetic, complexType } from '../language/types/builtin';
import { integer, normal, uniform24, uniform53 } from '../native/test/random-model';

/** The elements that hovers show are those that the addon makes: both agree with the same model of docs/random.md. */

const seeds = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const indices = fc.integer({ min: 0, max: 2 ** 40 });

test('uniform elements are those of the stream', () => {
  fc.assert(
    fc.property(seeds, indices, (seed, index) => {
      const source = { kind: 'uniform', lo: -1, hi: 3, seed } as const;
      assert.equal(elementAt(source, index, arithmetic.float), Math.fround(uniform24(seed, index, -1, 3)));
      assert.equal(elementAt(source, index, arithmetic.double), uniform53(seed, index, -1, 3));
      const [re, im] = [2 * index, 2 * index + 1].map((scalar) => Math.fround(uniform24(seed, scalar, -1, 3)));
      assert.deepEqual(elementAt(source, index, complexType('float')), { re, im });
    }),
  );
});

test('uniform elements stay below hi, however coarse the type', () => {
  fc.assert(
    fc.property(seeds, indices, (seed, index) => {
      const half = elementAt({ kind: 'uniform', lo: 1, hi: 1 + 2 ** -10, seed }, index, arithmetic.half);
      assert.equal(half, 1);
      const negative = elementAt({ kind: 'uniform', lo: -1, hi: 0, seed }, index, arithmetic.bfloat16);
      assert.ok(typeof negative === 'number' && negative < 0 && negative === roundTo(negative, arithmetic.bfloat16));
    }),
  );
});

test('integers are those of the stream, for any bounds', () => {
  const bounds = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 62n });
  fc.assert(
    fc.property(seeds, indices, bounds, fc.bigInt({ min: 1n, max: 2n ** 62n }), (seed, index, lo, width) => {
      const source = { kind: 'integers', lo, hi: lo + width, seed } as const;
      assert.equal(elementAt(source, index, arithmetic['long long']), integer(seed, index, lo, lo + width));
    }),
  );
});

test('normal elements are those of the stream in the digits that are shown', () => {
  fc.assert(
    fc.property(seeds, indices, (seed, index) => {
      const shown = Number(elementAt({ kind: 'normal', mean: 5, sd: 2, seed }, index, arithmetic.double));
      const exact = normal(seed, index, 5, 2);
      assert.ok(Math.abs(shown - exact) <= 1e-4 * Math.abs(exact), `${shown} for ${exact}`);
    }),
  );
});

test('ranges count as NumPy does', () => {
  const counted = { kind: 'arange', start: 10n, step: -3n, length: 4 } as const;
  assert.deepEqual(
    [0, 1, 3].map((index) => elementAt(counted, index, arithmetic.int)),
    [10n, 7n, 1n],
  );
  const spaced = { kind: 'linspace', lo: 0, hi: 0.7, length: 8 } as const;
  assert.deepEqual(
    [0, 3, 7].map((index) => elementAt(spaced, index, arithmetic.double)),
    [0, 3 * (0.7 / 7), 0.7],
  );
});

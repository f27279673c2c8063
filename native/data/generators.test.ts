import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import fc from 'fast-check';

import { loadAddon } from '../load';
import { materialiser } from '../test/materialise';
import { integer, normal, uniform24, uniform53, word64 } from '../test/random-model';
import { temporaryFolder } from '../test/toolchain';

const folder = temporaryFolder();
after(folder.remove);
const materialise = materialiser(loadAddon(), folder.path);

/** A length that ends within a group of four, and a few tasks of the thread pool long. */
const LENGTH = 3 * 262144 + 7;

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

test('uniform float32 takes 24 bits of one word, and rounds once', async () => {
  const seed = 0x1234_5678_9abc_def0n;
  const source = { kind: 'uniform', dtype: 'float32', lo: -1, hi: 1, seed, length: LENGTH } as const;
  const values = new Float32Array((await materialise(source, LENGTH * 4)).buffer);
  for (const i of [...range(20), 262143, 262144, LENGTH - 2, LENGTH - 1]) {
    assert.equal(values[i], Math.fround(uniform24(seed, i, -1, 1)), `element ${i}`);
  }
});

test('uniform float64 takes 53 bits', async () => {
  const source = { kind: 'uniform', dtype: 'float64', lo: 0.1, hi: 1e6, seed: 7n, length: 101 } as const;
  const values = new Float64Array((await materialise(source, 808)).buffer);
  assert.deepEqual(
    [...values],
    range(101).map((i) => uniform53(7n, i, 0.1, 1e6)),
  );
});

test('a uniform value never reaches hi, however coarse the type', async () => {
  // Half precision has no number between these bounds: to nearest, half of the values would be hi.
  const source = { kind: 'uniform', dtype: 'float16', lo: 1, hi: 1 + 2 ** -10, seed: 1n, length: 64 } as const;
  const halves = new Uint16Array((await materialise(source, 128)).buffer);
  assert.deepEqual(new Set(halves), new Set([0x3c00]));
  const floats = { kind: 'uniform', dtype: 'float32', lo: 1, hi: 1 + 2 ** -23, seed: 1n, length: 64 } as const;
  assert.deepEqual(new Set(new Float32Array((await materialise(floats, 256)).buffer)), new Set([1]));
  const negative = { kind: 'uniform', dtype: 'bfloat16', lo: -1, hi: 0, seed: 1n, length: 4096 } as const;
  const signs = new Uint16Array((await materialise(negative, 8192)).buffer);
  assert.ok(
    signs.every((bits) => bits >= 0x8001),
    'all below zero',
  );
});

test('complex elements are two scalars of the stream', async () => {
  const source = { kind: 'uniform', dtype: 'complex64', lo: 0, hi: 1, seed: 3n, length: 5 } as const;
  const values = new Float32Array((await materialise(source, 40)).buffer);
  assert.deepEqual(
    [...values],
    range(10).map((i) => uniform24(3n, i, 0, 1)),
  );
});

test('integers agree with the model for any bounds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: 1n, max: 2n ** 63n }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      async (lo, width, seed) => {
        const hi = lo + width > 2n ** 63n ? 2n ** 63n : lo + width;
        const source = { kind: 'integers', dtype: 'int64', lo, hi, seed, length: 9 } as const;
        const values = new BigInt64Array((await materialise(source, 72)).buffer);
        assert.deepEqual(
          [...values],
          range(9).map((i) => integer(seed, i, lo, hi)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('integers over all of 64 bits are the stream itself', async () => {
  const source = { kind: 'integers', dtype: 'uint64', lo: 0n, hi: 2n ** 64n, seed: 9n, length: 6 } as const;
  const values = new BigUint64Array((await materialise(source, 48)).buffer);
  assert.deepEqual(
    [...values],
    range(6).map((i) => word64(9n, i)),
  );
});

test('integers fill narrower and floating types', async () => {
  const source = { kind: 'integers', lo: -100n, hi: 100n, seed: 2n, length: 50 } as const;
  const expected = range(50).map((i) => Number(integer(2n, i, -100n, 100n)));
  assert.deepEqual([...new Int8Array((await materialise({ ...source, dtype: 'int8' }, 50)).buffer)], expected);
  assert.deepEqual([...new Float32Array((await materialise({ ...source, dtype: 'float32' }, 200)).buffer)], expected);
});

test('normal values follow Box and Muller, and have the mean and deviation asked for', async () => {
  const length = 100_000;
  const source = { kind: 'normal', dtype: 'float64', mean: 5, sd: 2, seed: 11n, length } as const;
  const values = new Float64Array((await materialise(source, 8 * length)).buffer);
  // The C library's functions are not those of JavaScript to the last bit.
  for (const i of range(40)) assert.ok(Math.abs((values[i] ?? NaN) - normal(11n, i, 5, 2)) < 1e-12);
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
  assert.ok(Math.abs(mean - 5) < 0.03, `mean ${mean}`);
  assert.ok(Math.abs(Math.sqrt(variance) - 2) < 0.03, `deviation ${Math.sqrt(variance)}`);
});

test('arange counts exactly in integers and in reals', async () => {
  const length = 10;
  const big = { kind: 'arange', dtype: 'int64', start: 2n ** 62n, step: -3n, length } as const;
  const whole = new BigInt64Array((await materialise(big, 80)).buffer);
  assert.deepEqual(
    [...whole],
    range(length).map((i) => 2n ** 62n - 3n * BigInt(i)),
  );
  const real = { kind: 'arange', dtype: 'float64', start: 0.5, step: 0.1, length } as const;
  const values = new Float64Array((await materialise(real, 80)).buffer);
  assert.deepEqual(
    [...values],
    range(length).map((i) => 0.5 + i * 0.1),
  );
  const complexValues = { kind: 'arange', dtype: 'complex128', start: 1, step: 1, length: 2 } as const;
  assert.deepEqual([...new Float64Array((await materialise(complexValues, 32)).buffer)], [1, 0, 2, 0]);
});

test('linspace ends exactly at hi', async () => {
  const source = { kind: 'linspace', dtype: 'float64', lo: 0, hi: 0.7, length: 8 } as const;
  const values = new Float64Array((await materialise(source, 64)).buffer);
  assert.deepEqual([...values], [...range(7).map((i) => i * (0.7 / 7)), 0.7]);
  assert.deepEqual([...new Float64Array((await materialise({ ...source, length: 1 }, 8)).buffer)], [0]);
});

test('half and bfloat16 round to nearest even, straight from double', async () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['float16', 1, 0x3c00],
    ['float16', -2.5, 0xc100],
    ['float16', 65504, 0x7bff],
    ['float16', 65520, 0x7c00],
    ['float16', 65519.999, 0x7bff],
    ['float16', 2 ** -24, 0x0001],
    ['float16', 2 ** -25, 0x0000],
    ['float16', 1.0001 * 2 ** -25, 0x0001],
    ['float16', 2 ** -14, 0x0400],
    // Through float32 it would become the tie, and then the even neighbour.
    ['float16', 1 + 2 ** -11 + 2 ** -40, 0x3c01],
    ['float16', 1 + 2 ** -11, 0x3c00],
    ['float16', NaN, 0x7e00],
    ['float16', -Infinity, 0xfc00],
    ['bfloat16', 1, 0x3f80],
    ['bfloat16', 1 + 2 ** -8, 0x3f80],
    ['bfloat16', 1 + 3 * 2 ** -8, 0x3f82],
    ['bfloat16', 3.5e38, 0x7f80],
    ['bfloat16', 1e-45, 0x0000],
  ];
  for (const [dtype, value, bits] of cases) {
    const result = await materialise({ kind: 'linspace', dtype, lo: value, hi: value, length: 1 }, 2);
    assert.equal(new Uint16Array(result.buffer)[0], bits, `${dtype} of ${value}`);
  }
});

test('fill repeats an element of any size', async () => {
  for (const size of [1, 3, 12]) {
    const element = Uint8Array.from(range(size), (i) => i + 1);
    const bytes = await materialise({ kind: 'fill', element, length: 1001 }, size * 1001);
    assert.ok(bytes.every((byte, i) => byte === (i % size) + 1));
  }
});

test('bounds that hold no integer, and types that do not exist, are refused', async () => {
  const source = { kind: 'integers', dtype: 'int32', lo: 3n, hi: 3n, seed: 0n, length: 1 } as const;
  await assert.rejects(materialise(source, 4), { code: 'invalid-request', message: /lo must be below hi/ });
  await assert.rejects(materialise({ ...source, dtype: 'float8' }, 4), { code: 'invalid-request', message: /float8/ });
  const wide = { ...source, lo: -1n, hi: 2n ** 64n };
  await assert.rejects(materialise(wide, 4), { code: 'invalid-request', message: /64 bits/ });
});

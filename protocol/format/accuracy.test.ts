import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Accuracy } from '../report';
import { formatConditionNumber, formatDigits, formatShape, formatSpread, formatUlps } from './accuracy';

test('ulps and condition numbers have three digits, large ones an exponent', () => {
  assert.deepEqual(
    [0, 0.3125, 1, 12, 1234, 12.345, 3.4e6, 2e-5].map(formatUlps),
    ['0 ulp', '0.313 ulp', '1 ulp', '12 ulp', '1 234 ulp', '12.3 ulp', '3.4e6 ulp', '2.0e−5 ulp'].map((text) =>
      text.replace(' ulp', '\u00a0ulp').replace('1 234', '1\u202f234'),
    ),
  );
  assert.equal(formatConditionNumber(1), '1');
  assert.equal(formatConditionNumber(1.25e9), '1.3e9');
  assert.equal(formatDigits(7.2247), '7.2\u00a0digits');
});

test('shapes are told apart by what they have', () => {
  assert.equal(
    formatShape({ mapping: 'striped', block: 256, grid: 1, itemsPerThread: 16, value: 1 }),
    'striped, 256 threads × 16 elements, 1 block',
  );
  assert.equal(
    formatShape({ mapping: 'contiguous', lanes: 64, chunkSize: 4096, value: 1 }),
    'contiguous, 64 lanes, chunks of 4\u202f096',
  );
});

test('a spread says how many values there are and how far they lie apart', () => {
  const accuracy = (spread: Accuracy['spread']): Accuracy => ({
    accumulator: 'plain',
    shapes: [1, 2, 3].map((value) => ({ mapping: 'striped', value })),
    spread,
  });
  assert.equal(formatSpread(accuracy({ distinct: 1, min: 1, max: 1, ulps: 0 })), 'the same bits in 3 shapes');
  assert.equal(
    formatSpread(accuracy({ distinct: 2, min: 1, max: 3, ulps: 2 })),
    '2 values of 3 shapes, 2\u00a0ulp apart',
  );
  assert.equal(formatSpread(accuracy({ distinct: 2 })), '2 values of 3 shapes');
});

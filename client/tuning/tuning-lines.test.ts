import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tuning } from '../../protocol/tuning';
import { tuningLines } from './tuning-lines';

const kernel = { median: 2e-4, p05: 2e-4, p95: 2e-4, min: 2e-4, samples: 40 };
const tuning: Tuning = {
  startedAt: '2026-11-28T05:00:00.000Z',
  uri: 'file:///k.reduce',
  hash: 'h',
  versions: { warpfold: '0' },
  kernel: 'dot',
  status: 'ok',
  count: 2 ** 20,
  bytes: 2 ** 23,
  default: { parameters: { threads_per_block: 256, vec_size: 4 }, kernel },
  tuned: {
    parameters: { threads_per_block: 512, vec_size: 4 },
    kernel: { ...kernel, median: 1.5e-4 },
    change: -0.25,
    noise: 0.01,
  },
  trials: [
    { parameters: { threads_per_block: 256, vec_size: 4 }, outcome: 'correct', seconds: 2e-4, samples: 40 },
    { parameters: { threads_per_block: 64, vec_size: 4 }, outcome: 'correctness', message: 'It gave 1 and not 2.' },
    { parameters: { threads_per_block: 512, vec_size: 4 }, outcome: 'correct', seconds: 1.5e-4, samples: 40 },
  ],
  file: '/work/.warpfold/tuning.json',
  diagnostics: [],
};
const plain = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll('\u00a0', ' '));

test('a search is told variant by variant, the fastest first, with its verdict', () => {
  assert.deepEqual(plain(tuningLines(tuning)), [
    'threads_per_block 512, vec_size 4: 150 µs, 55.9 GB/s, −25.0 %',
    'threads_per_block 256, vec_size 4 (default): 200 µs, 41.9 GB/s, ±0 %',
    'threads_per_block 64, vec_size 4: correctness, It gave 1 and not 2.',
    'Faster than the default: 200 µs to 150 µs (−25.0 %, noise ±1.00 %) with threads_per_block 512.',
    'Kept in /work/.warpfold/tuning.json.',
  ]);
});

test('a search that found nothing says so, and counts what did not work', () => {
  const same = { ...tuning, tuned: undefined, file: undefined };
  assert.equal(
    tuningLines(same).at(-1),
    'The default plan stays: of 3 tried (1 did not work) none is faster beyond noise.',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CudaPlan } from '../../codegen';
import type { NativeCudaDevice } from '../../native/binding';
import { spreadOf } from './spread';

const device: NativeCudaDevice = {
  ordinal: 0,
  name: 'GPU',
  uuid: 'GPU-0',
  computeCapability: 90,
  multiprocessors: 100,
  memoryBytes: 2 ** 36,
  l2Bytes: 2 ** 25,
  maxThreadsPerMultiprocessor: 2048,
  sharedBytesPerBlock: 49_152,
  attributePeakBytesPerSecond: 3e12,
  hasRunTimeLimit: false,
};
const plan: CudaPlan = {
  target: 'cuda',
  threadsPerBlock: 512,
  itemsPerThread: 16,
  vecSize: 4,
  mapping: 'striped',
  loads: 'words',
  maxBlocks: 400,
};
const launch = { registers: 32, sharedBytes: 0, localBytes: 0, blocksPerMultiprocessor: 4 };

test('a launch that goes round two and a half times leaves a sixth of its places empty', () => {
  const count = 2.5 * 400 * 512 * 16;
  const spread = spreadOf({ plan, grid: 400, count, elementBytes: 4, device, launch });
  assert.equal(spread.waves, 1);
  assert.equal(spread.rounds, 2.5);
  assert.ok(Math.abs(spread.tail - 1 / 6) < 1e-12);
  // Four blocks of a multiprocessor, each with a tile of 4-byte elements.
  assert.equal(spread.bytesInFlight, 4 * 512 * 16 * 4);
});

test('one block has one multiprocessor to itself, and a kernel that reads nothing has nothing in flight', () => {
  const spread = spreadOf({ plan, grid: 1, count: 512 * 16, elementBytes: 0, device, launch });
  assert.deepEqual(spread, { waves: 1 / 400, rounds: 1, tail: 0 });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '../../../protocol/report';
import { occupancyLimiters } from './occupancy';

function run(computeCapability: string, launch: Omit<NonNullable<Run['launch']>, 'mapping'>): Run {
  return {
    id: '1',
    startedAt: '',
    uri: '',
    hash: '',
    versions: { warpfold: '0' },
    kernel: 'k',
    status: 'ok',
    device: { kind: 'cuda', name: 'GPU', id: 'cuda:0', computeCapability },
    launch: { mapping: 'striped', ...launch },
    diagnostics: [],
  };
}

describe('what limits the occupancy', () => {
  it('is registers where they run out first', () => {
    // 64 registers a thread: 65536 / 64 = 1024 threads of 2048.
    const limited = run('9.0', { block: 256, registers: 64, sharedBytes: 1024, occupancy: 0.5 });
    assert.deepEqual(occupancyLimiters(limited), ['registers']);
  });

  it('is shared memory where that runs out first', () => {
    // 227 KiB and the 1 KiB of the system fill a multiprocessor of 228 KiB.
    const limited = run('9.0', { block: 256, registers: 32, sharedBytes: 227 * 1024, occupancy: 0.125 });
    assert.deepEqual(occupancyLimiters(limited), ['shared memory']);
  });

  it('is the number of blocks where they are small', () => {
    const limited = run('8.6', { block: 32, registers: 16, sharedBytes: 0, occupancy: 16 / 48 });
    assert.deepEqual(occupancyLimiters(limited), ['blocks']);
  });

  it('counts registers by quarters of a multiprocessor, since a warp stays in one', () => {
    // 88 registers are 2816 a warp: five in each quarter, so that ten blocks of two warps fit, and not eleven.
    const limited = run('9.0', { block: 64, registers: 88, sharedBytes: 0, occupancy: 20 / 64 });
    assert.deepEqual(occupancyLimiters(limited), ['registers']);
  });

  it('counts shared memory in the units that it is given in', () => {
    // 3376 bytes and the system's 1024 would fit 23 times into 100 KiB; rounded up to 4480 they fit 22 times.
    const limited = run('8.9', { block: 32, registers: 16, sharedBytes: 3376, occupancy: 22 / 48 });
    assert.deepEqual(occupancyLimiters(limited), ['shared memory']);
  });

  it('knows consumer Blackwell', () => {
    const limited = run('12.0', { block: 32, registers: 16, sharedBytes: 0, occupancy: 24 / 48 });
    assert.deepEqual(occupancyLimiters(limited), ['blocks']);
  });

  it('names all that run out together', () => {
    const full = run('9.0', { block: 256, registers: 32, sharedBytes: 40, occupancy: 1 });
    assert.deepEqual(occupancyLimiters(full), ['threads', 'registers']);
  });

  it('is not guessed: other GPUs, missing numbers, an account that the driver contradicts', () => {
    const known = { block: 256, registers: 64, sharedBytes: 1024, occupancy: 0.5 };
    assert.equal(occupancyLimiters(run('3.5', known)), undefined);
    assert.equal(occupancyLimiters(run('9.0', { ...known, occupancy: 0.75 })), undefined);
    assert.equal(occupancyLimiters(run('9.0', { block: 256, occupancy: 0.5 })), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarizeStates } from './device-watch';

describe('what a device did during a profile', () => {
  it('is the middle of its clocks, the most of its power and heat, and all that held it back', () => {
    assert.deepEqual(
      summarizeStates([
        { smClockHz: 1.9e9, maxSmClockHz: 1.98e9, memoryClockHz: 2.6e9, watts: 300, limitWatts: 700, celsius: 40 },
        { smClockHz: 1.4e9, maxSmClockHz: 1.98e9, memoryClockHz: 2.6e9, watts: 690, limitWatts: 700, celsius: 61 },
        {
          smClockHz: 1.5e9,
          maxSmClockHz: 1.98e9,
          memoryClockHz: 2.6e9,
          watts: 640,
          limitWatts: 700,
          celsius: 60,
          clockReasons: 0x44,
        },
      ]),
      {
        smMedian: 1.5e9,
        smMin: 1.4e9,
        smMax: 1.98e9,
        memory: 2.6e9,
        watts: 690,
        wattsLimit: 700,
        celsius: 61,
        heldBackBy: ['power-cap', 'hardware-thermal'],
        samples: 3,
      },
    );
  });

  it('leaves out the times when it was idle, unless it was never seen to work', () => {
    const idle = { smClockHz: 3e8, clockReasons: 0x1 };
    const working = { smClockHz: 1.9e9, clockReasons: 0 };
    assert.deepEqual(summarizeStates([idle, working, idle]), {
      smMedian: 1.9e9,
      smMin: 1.9e9,
      heldBackBy: [],
      samples: 1,
    });
    assert.equal(summarizeStates([idle, idle])?.smMedian, 3e8);
  });

  it('is not known where NVML tells nothing, and never 0', () => {
    assert.equal(summarizeStates([]), undefined);
    assert.deepEqual(summarizeStates([{ celsius: 40 }]), { celsius: 40, heldBackBy: [], samples: 1 });
  });
});

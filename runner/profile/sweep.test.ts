import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sweepCounts, takeSweep, type SweepRequest } from './sweep';

describe('sizes of a sweep', () => {
  it('grow fourfold from 1024, the whole last', () => {
    assert.deepEqual(sweepCounts(20_000), [1024, 4096, 16_384, 20_000]);
    assert.deepEqual(sweepCounts(4096), [1024, 4096]);
    assert.deepEqual(sweepCounts(7), [7]);
    assert.deepEqual(sweepCounts(0), []);
  });

  it('rise to the whole and no further, in at most a dozen steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (whole) => {
        const counts = sweepCounts(whole);
        assert.equal(counts.at(-1), whole);
        assert.deepEqual(
          counts,
          [...new Set(counts)].toSorted((a, b) => a - b),
        );
        assert.ok(counts.length <= 12);
      }),
    );
  });
});

const whole = { median: 8, p05: 7, p95: 9, min: 6, samples: 50 };

/** A reduction of 3 bytes an element that takes as many seconds as it has elements. */
function request(changes: Partial<SweepRequest> = {}): SweepRequest {
  return {
    count: 5000,
    whole,
    maxSamples: 100,
    sample: (count) => Promise.resolve([count, count, count]),
    bytesOf: (count) => 3 * count,
    signal: new AbortController().signal,
    onPoint: () => undefined,
    ...changes,
  };
}

describe('a sweep', () => {
  it('measures what is smaller than the whole, and takes the whole from the run', async () => {
    const measured: number[] = [];
    const points = await takeSweep(
      request({
        sample: (count) => {
          measured.push(count);
          return Promise.resolve([count, count]);
        },
      }),
    );
    assert.deepEqual(measured, [1024, 4096]);
    assert.deepEqual(points, [
      { count: 1024, median: 1024, p05: 1024, p95: 1024, samples: 2, bytes: 3072, bytesPerSecond: 3 },
      { count: 4096, median: 4096, p05: 4096, p95: 4096, samples: 2, bytes: 12_288, bytesPerSecond: 3 },
      { count: 5000, median: 8, p05: 7, p95: 9, samples: 50, bytes: 15_000, bytesPerSecond: 1875 },
    ]);
  });

  it('gives each point five samples at least, and no more than the user allows where that is more', async () => {
    for (const [maxSamples, most] of [
      [2, 5],
      [70, 70],
    ] as const) {
      const asked: unknown[] = [];
      await takeSweep(
        request({
          count: 2000,
          maxSamples,
          sample: (count, { minSamples, maxSamples: limit }) => {
            asked.push([count, minSamples, limit]);
            return Promise.resolve([1]);
          },
        }),
      );
      assert.deepEqual(asked, [[1024, 5, most]]);
    }
  });

  it('ends between two points where it is called off', async () => {
    const abort = new AbortController();
    const begun: number[] = [];
    const sweep = takeSweep(
      request({
        signal: abort.signal,
        sample: (count) => {
          begun.push(count);
          abort.abort();
          return Promise.resolve([1]);
        },
      }),
    );
    await assert.rejects(sweep, { name: 'AbortError' });
    assert.deepEqual(begun, [1024]);
  });

  it('gives no rate for reductions that read nothing or take no time', async () => {
    const points = await takeSweep(request({ count: 1024, bytesOf: () => 0 }));
    assert.deepEqual(points, [{ count: 1024, median: 8, p05: 7, p95: 9, samples: 50, bytes: 0 }]);
    const timeless = await takeSweep(request({ count: 2000, sample: () => Promise.resolve([0]) }));
    assert.equal(timeless[0]?.bytesPerSecond, undefined);
  });
});

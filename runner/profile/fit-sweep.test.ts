import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fitSweep } from './fit-sweep';

function points(fixed: number, perElement: number, noise: readonly number[], elementBytes = 8) {
  return noise.map((factor, index) => {
    const count = 1024 * 4 ** index;
    const median = (fixed + perElement * count) * factor;
    return { count, median, p05: median, p95: median, samples: 10, bytes: count * elementBytes };
  });
}

const exact = (count: number): readonly number[] => Array.from({ length: count }, () => 1);

describe('the fit of a sweep', () => {
  it('finds the fixed cost, the bandwidth and the half-performance size that made the times', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-7, max: 1e-4, noNaN: true }),
        fc.double({ min: 1e-13, max: 1e-9, noNaN: true }),
        (fixed, perElement) => {
          const fit = fitSweep(points(fixed, perElement, exact(9)));
          assert.ok(fit !== undefined);
          const close = (actual: number, wanted: number): void => {
            assert.ok(Math.abs(actual / wanted - 1) < 1e-6, `${actual} for ${wanted}`);
          };
          close(fit.fixed, fixed);
          close(fit.perElement, perElement);
          close(fit.halfCount, fixed / perElement);
          close(fit.bytesPerSecond ?? NaN, 8 / perElement);
          assert.ok(fit.worstDeviation < 1e-6);
        },
      ),
    );
  });

  it('says how far the worst point lies from it', () => {
    const fit = fitSweep(points(1e-6, 1e-11, [1, 1, 1.5, 1, 1, 1]));
    assert.ok(fit !== undefined && fit.worstDeviation > 0.2 && fit.worstDeviation < 0.5);
  });

  it('has no bandwidth for a kernel that reads nothing', () => {
    assert.equal(fitSweep(points(1e-6, 1e-11, exact(5), 0))?.bytesPerSecond, undefined);
  });

  it('starts at 0 where a straight line would start below', () => {
    const fit = fitSweep(points(0, 1e-11, [0.5, 0.7, 1, 1, 1, 1]));
    assert.equal(fit?.fixed, 0);
    assert.equal(fit.halfCount, 0);
  });

  it('is not made of few points, nor of times that do not grow', () => {
    assert.equal(fitSweep(points(1e-6, 1e-11, exact(3))), undefined);
    assert.equal(fitSweep([]), undefined);
    assert.equal(fitSweep(points(0, 0, exact(6))), undefined);
    // A cache that makes small sizes fifty times as fast.
    assert.equal(fitSweep(points(1e-6, 1e-11, [1, 1, 1, 1, 50, 50])), undefined);
  });
});

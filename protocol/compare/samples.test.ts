import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareSamples, type SampleSummary } from './samples';

/** Samples whose central 90 % is the median give or take a share of it. */
const around = (median: number, share: number, samples = 50): SampleSummary => ({
  median,
  p05: median * (1 - share),
  p95: median * (1 + share),
  samples,
});

describe('comparison of samples', () => {
  const table: readonly (readonly [string, SampleSummary, SampleSummary, string | undefined])[] = [
    ['half the time, quiet', around(5e-3, 0.01), around(10e-3, 0.01), 'faster'],
    ['twice the time, quiet', around(10e-3, 0.01), around(5e-3, 0.01), 'slower'],
    ['5 % more in 1 % noise', around(1.05, 0.01), around(1, 0.01), 'slower'],
    ['5 % more in 10 % noise', around(1.05, 0.1), around(1, 0.1), 'within-noise'],
    ['one side noisy', around(0.9, 0.01), around(1, 0.3), 'within-noise'],
    ['1 % apart, quiet', around(1.01, 0.005), around(1, 0.005), 'same'],
    ['1.5 % apart without any noise is drift, not a change', around(1.015, 0), around(1, 0), 'same'],
    ['equal medians in 10 % noise claim nothing', around(1, 0.1), around(1, 0.1), 'within-noise'],
    ['half the time in 30 % noise', around(0.5, 0.3), around(1, 0.3), 'faster'],
    ['four samples', around(0.5, 0, 4), around(1, 0), undefined],
    ['no time at all', around(0, 0), around(1, 0), undefined],
  ];
  for (const [name, now, baseline, expected] of table) {
    it(`${name}: ${expected ?? 'no verdict'}`, () => {
      assert.equal(compareSamples(now, baseline)?.verdict, expected);
    });
  }

  it('gives the change of the median, and the larger noise', () => {
    const compared = compareSamples(around(0.8, 0.01), around(1, 0.05));
    assert.ok(compared);
    assert.ok(Math.abs(compared.change + 0.2) < 1e-12);
    assert.ok(Math.abs(compared.noise - 0.05) < 1e-12);
  });

  const mirrored = { faster: 'slower', slower: 'faster', same: 'same', 'within-noise': 'within-noise' } as const;
  const summary = fc
    .tuple(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true }))
    .map(([median, share]) => around(median, share));

  it('turns round with its sides, except at the very edge of sameness', () => {
    fc.assert(
      fc.property(summary, summary, (a, b) => {
        const [there, back] = [compareSamples(a, b), compareSamples(b, a)];
        assert.ok(there && back);
        // 2 % is measured from the baseline, so that the edge lies at 1.02 one way and at 0.98 the other.
        fc.pre(Math.abs(Math.abs(there.change) - 0.02) > 0.001);
        assert.equal(back.verdict, mirrored[there.verdict]);
      }),
    );
  });

  /** Linear interpolation between samples, as the report has it. */
  function summarize(values: readonly number[]): SampleSummary {
    const sorted = values.toSorted((a, b) => a - b);
    const quantile = (share: number): number => {
      const at = share * (sorted.length - 1);
      const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
      return low + (high - low) * (at - Math.floor(at));
    };
    return { median: quantile(0.5), p05: quantile(0.05), p95: quantile(0.95), samples: sorted.length };
  }

  /** xorshift32: the same numbers in each run of the test. */
  function uniform(seed: number): () => number {
    let state = seed;
    return () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 2 ** 32;
    };
  }

  for (const { count, most } of [
    { count: 5, most: 0.03 },
    { count: 10, most: 0.005 },
    { count: 50, most: 0 },
  ]) {
    it(`calls at most ${most * 100} % of pairs of the same skewed distribution different, at ${count} samples`, () => {
      const random = uniform(2463534242);
      const sample = (): number => 1 - 0.3 * Math.log(1 - random());
      let wrong = 0;
      for (let pair = 0; pair < 4000; pair++) {
        const [a, b] = [0, 1].map(() => summarize(Array.from({ length: count }, sample)));
        const verdict = a && b && compareSamples(a, b)?.verdict;
        if (verdict === 'faster' || verdict === 'slower') wrong += 1;
      }
      assert.ok(wrong / 4000 <= most, `${wrong} of 4000 pairs`);
    });
  }
});

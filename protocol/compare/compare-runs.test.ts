import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '../report';
import { compareRuns } from './compare-runs';

const baseline: Run = {
  id: 'baseline',
  startedAt: '2026-01-01T00:00:00Z',
  uri: 'file:///a.reduce',
  hash: '1',
  versions: { warpfold: '0.1.0' },
  kernel: 'dot',
  status: 'ok',
  device: { kind: 'cpu', name: 'Some CPU', id: 'cpu', threads: 8 },
  n: 1000,
  count: 1000,
  timings: { kernel: { median: 1e-3, p05: 0.99e-3, p95: 1.01e-3, min: 0.99e-3, samples: 50 } },
  diagnostics: [],
};
const faster: Run = {
  ...baseline,
  timings: { kernel: { median: 5e-4, p05: 4.9e-4, p95: 5.1e-4, min: 4.9e-4, samples: 50 } },
};

describe('comparison of runs', () => {
  it('judges by the time of the kernel', () => {
    const compared = compareRuns(faster, baseline);
    assert.ok(compared.comparable);
    assert.equal(compared.verdict, 'faster');
    assert.equal(compared.change, -0.5);
  });

  const atClock = (run: Run, smMedian: number): Run => ({ ...run, clocks: { smMedian, heldBackBy: [], samples: 9 } });

  it('does not call slower what only had a lower clock, and tells the clocks', () => {
    const compared = compareRuns(atClock(baseline, 0.9e9), atClock(faster, 1.8e9));
    assert.ok(compared.comparable);
    assert.deepEqual([compared.verdict, compared.isOfClock, compared.change], ['within-noise', true, 1]);
    assert.match(compared.note ?? '', /0\.90 GHz, and 1\.80 GHz/);
  });

  it('keeps a verdict that another clock does not explain, and tells the clocks', () => {
    const compared = compareRuns(atClock(faster, 1.5e9), atClock(baseline, 1.8e9));
    assert.ok(compared.comparable);
    assert.deepEqual([compared.verdict, compared.isOfClock], ['faster', undefined]);
    assert.ok(compared.note !== undefined);
    assert.equal(compareRuns(atClock(faster, 1.8e9), atClock(baseline, 1.81e9)).comparable, true);
  });

  const refusals: readonly (readonly [string, Run, Run, RegExp])[] = [
    ['other devices', { ...faster, device: { kind: 'cuda', name: 'H100', id: 'cuda:0' } }, baseline, /Some CPU.*H100/],
    [
      'other thread counts',
      faster,
      { ...baseline, device: { kind: 'cpu', name: 'Some CPU', id: 'cpu', threads: 4 } },
      /4 threads.*8/,
    ],
    ['other lengths', { ...faster, count: 500 }, baseline, /1\u202f000 elements.*500/],
    ['runs without a time', { ...faster, timings: {} }, baseline, /not timed/],
    ['baselines without a time', faster, { ...baseline, timings: undefined }, /baseline was not timed/],
    [
      'too few samples',
      { ...faster, timings: { kernel: { median: 5e-4, p05: 5e-4, p95: 5e-4, min: 5e-4, samples: 2 } } },
      baseline,
      /fewer than 5 samples.*Profile/,
    ],
  ];
  for (const [name, run, against, why] of refusals) {
    it(`refuses ${name}, and says so`, () => {
      const compared = compareRuns(run, against);
      assert.ok(!compared.comparable);
      assert.match(compared.why, why);
    });
  }
});

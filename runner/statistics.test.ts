import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from './statistics';

test('quantiles interpolate between samples, in any order of arrival', () => {
  assert.deepEqual(summarize([4, 1, 3, 2, 5]), { median: 3, p05: 1.2, p95: 4.8, min: 1, samples: 5, outliers: 0 });
  assert.equal(summarize([1, 2])?.median, 1.5);
});

test('the median’s error is half the interval between two order statistics, of ten samples or more', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 1000 + index);
  // n/2 -+ 0.98 · √n: the samples of ranks 40 and 60, counted from 0.
  const error = summarize(samples)?.medianError;
  assert.ok(error !== undefined && Math.abs(error - 10 / 1049.5) < 1e-12, String(error));
  assert.equal(summarize(samples.slice(0, 9))?.medianError, undefined);
});

test('a sample far above the others is an outlier, and moves no median', () => {
  const samples = [...Array.from({ length: 50 }, (_, index) => 100 + (index % 5)), 250];
  assert.equal(summarize(samples)?.outliers, 1);
  assert.equal(summarize(samples)?.median, 102);
});

test('no samples are no figure', () => {
  assert.equal(summarize([]), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from './statistics';

test('quantiles interpolate between samples, in any order of arrival', () => {
  assert.deepEqual(summarize([4, 1, 3, 2, 5]), { median: 3, p05: 1.2, p95: 4.8, min: 1, samples: 5 });
  assert.equal(summarize([1, 2])?.median, 1.5);
});

test('no samples are no figure', () => {
  assert.equal(summarize([]), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from '../history/testing/run-of';
import { mergeRuns } from './merge-runs';

const at = (second: number, id = String(second)) => runOf(id, { startedAt: `2026-01-01T00:00:0${second}.000Z` });
const idsOf = (runs: readonly { readonly id: string }[]): string => runs.map(({ id }) => id).join('');

test('runs of two windows stand in one order, the newest first, each once', () => {
  const own = [at(7), at(4), at(1)];
  assert.equal(idsOf(mergeRuns(own, [at(8), at(5), at(4), at(2)])), '875421');
  assert.equal(idsOf(mergeRuns([], [at(3), at(3), at(1)])), '31');
});

test('runs of the same moment keep their order', () => {
  assert.equal(idsOf(mergeRuns([at(1, 'a'), at(1, 'b')], [at(1, 'c')])), 'abc');
});

test('nothing new leaves the very same runs, so that nobody is told of a change', () => {
  const own = [at(2), at(1)];
  assert.equal(mergeRuns(own, [at(1)]), own);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunRow } from '../../panel/messages';
import { arrange, nextSort } from './order';

const row = (id: string, rest: Partial<RunRow> = {}): RunRow => ({
  id,
  startedAt: '2026-01-01T00:00:00Z',
  kernel: 'dot',
  file: 'a.reduce',
  status: 'ok',
  isBaseline: false,
  isProfile: false,
  ...rest,
});
const rows = [
  row('1', { seconds: 3, case: 'large' }),
  row('2', { status: 'error' }),
  row('3', { seconds: 1, kernel: 'norm', device: { id: 'cuda:0', name: 'H100' } }),
  row('4', { seconds: 2, isBaseline: true }),
];
const ids = (filter: string, sort?: Parameters<typeof arrange>[2]): string[] =>
  arrange(rows, filter, sort).map(({ id }) => id);

describe('order of the list', () => {
  it('keeps the newest first without a filter or a sort', () => {
    assert.deepEqual(ids(''), ['1', '2', '3', '4']);
  });

  it('lets through what has every word, in whichever column', () => {
    assert.deepEqual(ids('DOT large'), ['1']);
    assert.deepEqual(ids('h100'), ['3']);
    assert.deepEqual(ids('error'), ['2']);
    assert.deepEqual(ids(' baseline '), ['4']);
    assert.deepEqual(ids('dot h100'), []);
  });

  it('sorts numbers as numbers, and puts what is missing last both ways', () => {
    assert.deepEqual(ids('', { column: 'time', descending: false }), ['3', '4', '1', '2']);
    assert.deepEqual(ids('', { column: 'time', descending: true }), ['1', '4', '3', '2']);
  });

  it('goes from ascending to descending to the newest first', () => {
    const first = nextSort(undefined, 'time');
    assert.deepEqual(first, { column: 'time', descending: false });
    assert.deepEqual(nextSort(first, 'n'), { column: 'n', descending: false });
    assert.deepEqual(nextSort(first, 'time'), { column: 'time', descending: true });
    assert.equal(nextSort({ column: 'time', descending: true }, 'time'), undefined);
  });
});

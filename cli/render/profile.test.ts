import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../protocol/report';
import { renderProfiles } from './profile';
import type { Style } from './style';

const profile = (kernel: string, roofNote?: string): Run => ({
  id: kernel,
  startedAt: '2026-03-02T11:00:00.000Z',
  uri: 'file:///k.reduce',
  hash: '0',
  versions: { warpfold: '0.1.0' },
  kernel,
  status: 'ok',
  timings: { kernel: { median: 1e-3, p05: 9e-4, p95: 2e-3, min: 9e-4, samples: 5 } },
  bandwidth: {
    bytes: 2 ** 20,
    bytesPerSecond: 2 ** 30,
    ...(roofNote === undefined ? { roof: 2 ** 31 } : { roofNote }),
  },
  diagnostics: [],
});

const same = (text: string): string => text;
const plain: Style = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

test('a roof that could not be measured is told below the table, once for each reason', () => {
  const why = 'Too little memory is free.';
  const text = renderProfiles('k.reduce', [profile('a'), profile('b', why), profile('c', why)], plain);
  const notes = text.split('\n').filter((line) => line.includes('roof was not measured'));
  assert.deepEqual(notes, [`  ! the roof was not measured. ${why}`]);
  assert.match(text, /of roof/);
});

test('nothing is said of a roof that was measured', () => {
  assert.doesNotMatch(renderProfiles('k.reduce', [profile('a')], plain), /not measured/);
});

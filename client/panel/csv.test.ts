import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '../../protocol/report';
import { runsToCsv } from './csv';

const run: Run = {
  id: '1',
  startedAt: '2026-01-01T00:00:00Z',
  uri: 'file:///a,b.reduce',
  hash: 'h',
  versions: { warpfold: '0.1.0' },
  kernel: 'dot',
  status: 'ok',
  device: { kind: 'cpu', name: 'The "fast" CPU', id: 'cpu' },
  n: 1000000,
  result: { dtype: 'pair', value: { x: 1, y: 'inf' } },
  timings: { kernel: { median: 1.5e-7, p05: 1e-7, p95: 2e-7, min: 1e-7, samples: 5 } },
  diagnostics: [],
};

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(cellText));
}
const cellText = ([, quoted, bare]: RegExpMatchArray): string => quoted?.replaceAll('""', '"') ?? bare ?? '';

describe('CSV of runs', () => {
  it('has a heading, a line for each run, and as many cells in each', () => {
    const lines = parse(runsToCsv([run, run]));
    assert.equal(lines.length, 3);
    assert.deepEqual(new Set(lines.map((line) => line.length)).size, 1);
  });

  it('reads back as it was, with its commas and quotes, and leaves out what is not known', () => {
    const [headings = [], cells = []] = parse(runsToCsv([run]));
    const cell = (name: string): string | undefined => cells[headings.indexOf(name)];
    assert.equal(cell('uri'), 'file:///a,b.reduce');
    assert.equal(cell('device_name'), 'The "fast" CPU');
    assert.equal(cell('result'), '{"x":1,"y":"inf"}');
    assert.equal(Number(cell('kernel_median_seconds')), 1.5e-7);
    assert.equal(cell('registers'), '');
    assert.equal(cell('case'), '');
  });
});

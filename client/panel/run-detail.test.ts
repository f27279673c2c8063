import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '../../protocol/report';
import { runDetail } from './run-detail';
import { fileName, runRow } from './run-row';
import { inSlices } from './slices';

const run = (id: string, rest: Partial<Run> = {}): Run => ({
  id,
  startedAt: '2026-01-01T00:00:00Z',
  uri: 'file:///folder/my%20kernels.reduce',
  hash: 'now',
  versions: { warpfold: '0.1.0' },
  kernel: 'dot',
  status: 'ok',
  device: { kind: 'cpu', name: 'CPU', id: 'cpu', threads: 8 },
  count: 100,
  result: { dtype: 'float32', value: 1 },
  timings: { kernel: { median: 1e-3, p05: 1e-3, p95: 1e-3, min: 1e-3, samples: 50 } },
  diagnostics: [],
  ...rest,
});

describe('what the panel is told of a run', () => {
  it('has the earlier runs of the same experiment, oldest first, and no others', () => {
    const shown = run('3');
    const runs = [shown, run('other n', { count: 5 }), run('2'), run('failed', { timings: undefined }), run('1')];
    const { trend } = runDetail(shown, { runs, baseline: undefined, hash: undefined });
    assert.deepEqual(
      trend.map(({ id }) => id),
      ['1', '2', '3'],
    );
  });

  it('knows whether the text has changed, where the text is known', () => {
    const known = { runs: [], baseline: undefined };
    assert.equal(runDetail(run('1'), { ...known, hash: 'now' }).isStale, false);
    assert.equal(runDetail(run('1'), { ...known, hash: 'later' }).isStale, true);
    assert.ok(!('isStale' in runDetail(run('1'), { ...known, hash: undefined })));
  });

  it('has a row with the change against the baseline, and none for the baseline itself', () => {
    const baseline = run('0');
    const faster = run('1', {
      timings: { kernel: { median: 5e-4, p05: 5e-4, p95: 5e-4, min: 5e-4, samples: 50 } },
    });
    assert.deepEqual(runRow(faster, baseline).change, { verdict: 'faster', change: -0.5 });
    assert.equal(runRow(baseline, baseline).isBaseline, true);
    assert.ok(!('change' in runRow(baseline, baseline)));
    assert.ok(!('change' in runRow(faster, undefined)));
  });

  it('names the document without its folder', () => {
    assert.equal(fileName('file:///folder/my%20kernels.reduce'), 'my kernels.reduce');
    assert.equal(fileName('untitled:Untitled-1'), 'untitled:Untitled-1');
    assert.equal(fileName('file:///100%.reduce'), '100%.reduce');
  });

  it('comes in slices that make up the list', () => {
    const items = Array.from({ length: 250 }, (_, index) => index);
    const slices = [...inSlices(items)];
    assert.deepEqual(
      slices.map(({ isFirst, isLast, items: { length } }) => [isFirst, isLast, length]),
      [
        [true, false, 100],
        [false, false, 100],
        [false, true, 50],
      ],
    );
    assert.deepEqual(
      slices.flatMap((slice) => slice.items),
      items,
    );
    assert.deepEqual([...inSlices([])], [{ items: [], isFirst: true, isLast: true }]);
  });
});

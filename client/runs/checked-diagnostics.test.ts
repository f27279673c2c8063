import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportDiagnostic, Run } from '../../protocol/report';
import { checkedDiagnostics } from './checked-diagnostics';

const found: ReportDiagnostic = {
  code: 'index-out-of-range',
  severity: 'error',
  message: 'x[i + 1] reads element 4 of "x", which has 4 (i = 3).',
  range: { start: { line: 3, character: 4 }, end: { line: 3, character: 12 } },
  source: 'sanitize',
};

function runOf(changes: Partial<Run>): Run {
  return {
    id: '1',
    startedAt: '',
    uri: 'file:///a.reduce',
    hash: '',
    versions: { warpfold: '' },
    kernel: 'k',
    status: 'error',
    sanitized: true,
    diagnostics: [found, { ...found, source: 'warpfold' }],
    ...changes,
  };
}

test('the newest run of a target says what is shown of it, each finding once', () => {
  const other = { ...found, message: 'other' };
  const runs = [
    runOf({ case: 'one' }),
    runOf({ case: 'two' }),
    runOf({ case: 'two', diagnostics: [other] }),
    runOf({ case: 'three', sanitized: undefined, diagnostics: [] }),
    runOf({ case: 'three', diagnostics: [other] }),
    runOf({ uri: 'file:///b.reduce', diagnostics: [other] }),
  ];
  assert.deepEqual(checkedDiagnostics(runs, 'file:///a.reduce'), [found]);
});

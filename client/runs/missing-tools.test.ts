import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../protocol/report';
import { inEditorWords, missingToolOf } from './missing-tools';

const run: Run = {
  id: '1',
  startedAt: '2026-01-01T00:00:00.000Z',
  uri: 'file:///a.reduce',
  hash: 'h',
  versions: { warpfold: '0' },
  kernel: 'dot',
  status: 'error',
  diagnostics: [],
};

test('what the machine lacks is told apart from what is wrong with the kernel', () => {
  const error = { code: 'no-cpp-compiler', message: 'None was found.' };
  assert.deepEqual(missingToolOf({ ...run, error }), error);
  assert.equal(missingToolOf({ ...run, error: { ...error, code: 'kernel-faulted' } }), undefined);
  assert.equal(missingToolOf({ ...run, status: 'ok' }), undefined);
});

test('advice names what the editor has', () => {
  assert.equal(
    inEditorWords('Run "warpfold devices" to see where it was looked for, or use --device cpu.'),
    'Run “Warpfold: Show Devices” to see where it was looked for, or select the device “cpu”.',
  );
});

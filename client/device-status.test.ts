import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../protocol/report';
import { commandIds } from './commands/command-ids';
import { deviceStatus } from './device-status';

const run: Run = {
  id: '1',
  startedAt: '2026-01-01T00:00:00.000Z',
  uri: 'file:///a.reduce',
  hash: 'h',
  versions: { warpfold: '0' },
  kernel: 'dot',
  status: 'ok',
  device: { kind: 'cpu', id: 'cpu', name: 'A processor' },
  diagnostics: [],
};

test('auto says what it meant, once something ran', () => {
  assert.equal(deviceStatus('auto', [], undefined).text, '$(circuit-board) auto');
  assert.equal(deviceStatus('auto', [], run).text, '$(circuit-board) cpu');
  assert.match(deviceStatus('auto', [], run).tooltip, /^A processor\./);
});

test('a device that cannot be used is shown as such, with the way to why', () => {
  const error = { code: 'no-cuda-driver', message: 'There is no driver.', advice: 'Run "warpfold devices".' };
  const status = deviceStatus('cuda:0', [], { ...run, status: 'error', error });
  assert.deepEqual(
    [status.text, status.command, status.isWarning],
    ['$(warning) cuda:0', commandIds.showDevices, true],
  );
  assert.match(status.tooltip, /There is no driver\.\nRun “Warpfold: Show Devices”\./);
});

test('while something runs, a click cancels it', () => {
  const active = {
    id: 1,
    target: { uri: run.uri, kernel: 'dot' },
    isProfile: false,
    startedAt: 0,
    stage: 'running' as const,
    cancel: () => undefined,
  };
  const status = deviceStatus('auto', [active, { ...active, id: 2 }], run);
  assert.deepEqual([status.text, status.command], ['$(loading~spin) dot', commandIds.cancel]);
  assert.match(status.tooltip, /^2 runs/);
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { BaselineFile } from './baseline-file';
import { runOf } from './testing/run-of';

function place(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-baselines-'));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return path.join(folder, 'storage', 'baselines.json');
}

test('two windows see each other’s baselines, and neither undoes the other’s', async (context) => {
  const fsPath = place(context);
  const [left, right] = [new BaselineFile({ fsPath }), new BaselineFile({ fsPath })];
  assert.equal(left.get('0'), undefined);
  const keys = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(keys.map((key, index) => (index % 2 === 0 ? left : right).set(key, runOf(key))));
  for (const window of [left, right, new BaselineFile({ fsPath })]) {
    assert.deepEqual(
      keys.map((key) => window.get(key)?.id),
      keys,
    );
  }
  await right.set('0', runOf('newer'));
  assert.equal(left.get('0')?.id, 'newer');
  assert.deepEqual(readdirSync(path.dirname(fsPath)), ['baselines.json']);
});

test('a file that cannot be read holds no baselines, and takes new ones', async (context) => {
  const fsPath = place(context);
  const file = new BaselineFile({ fsPath });
  await file.set('a', runOf('1'));
  writeFileSync(fsPath, '{"a": {"id": ');
  assert.equal(file.get('a'), undefined);
  await file.set('b', runOf('2'));
  assert.equal(file.get('b')?.id, '2');
});

test('the lock of a window that died is no obstacle', async (context) => {
  const fsPath = place(context);
  const file = new BaselineFile({ fsPath });
  await file.set('a', runOf('1'));
  mkdirSync(`${fsPath}.lock`);
  utimesSync(`${fsPath}.lock`, new Date(0), new Date(0));
  await file.set('a', runOf('2'));
  assert.equal(file.get('a')?.id, '2');
});

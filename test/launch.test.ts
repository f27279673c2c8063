import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test, type TestContext } from 'node:test';
import { TestClient } from './server/support/client';
import { warpfold, type CliResult } from './support/cli';
import { poll } from './support/poll';
import { root } from './support/root';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'warpfold-launch-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const check = (env = {}): Promise<CliResult> =>
  warpfold(['check', path.join(root, 'examples/01_dot_product.reduce')], {
    env: { WARPFOLD_CACHE_DIR: folder, ...env },
  });
const keptFolder = (): string => path.join(folder, 'programs', 'binaries-1');
const kept = (): readonly string[] => readdirSync(keptFolder());
const keptFile = (): string => path.join(keptFolder(), kept()[0] ?? 'nothing');

describe('a program', () => {
  test('keeps its code at its first start, and starts from it afterwards', async () => {
    const first = await check();
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.equal(kept().length, 1);
    const { ino } = statSync(keptFile());
    assert.deepEqual(await check(), first);
    assert.deepEqual([kept().length, statSync(keptFile()).ino], [1, ino], 'the second start made its code anew');
  });

  test('runs as ever where the kept code is damaged, and mends it', async () => {
    const first = await check();
    const intact = readFileSync(keptFile());
    const damaged = Buffer.from(intact).fill(0xff, intact.length / 2);
    writeFileSync(keptFile(), damaged);
    assert.deepEqual(await check(), first);
    assert.notDeepEqual(readFileSync(keptFile()), damaged);
  });

  test('runs as ever where nothing can be kept', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const { code, stderr } = await check({ WARPFOLD_CACHE_DIR: path.join(file, 'cache') });
    assert.deepEqual([code, stderr], [0, '']);
  });

  test('keeps the code of the runner that it starts and ends', async () => {
    const file = path.join(root, 'examples/01_dot_product.reduce');
    await poll('the code of both programs', async () => {
      const { code, stderr } = await warpfold(['run', file, '--device', 'cpu'], {
        env: { WARPFOLD_CACHE_DIR: folder },
      });
      assert.equal(code, 0, stderr);
      return kept().some((name) => name.startsWith('runner-')) ? true : undefined;
    });
  });

  test('starts from code that was made with the options of V8 that it sets', async (context: TestContext) => {
    const session = async (): Promise<void> => {
      const client = await TestClient.start(context, { env: { WARPFOLD_CACHE_DIR: folder } });
      await client.request('shutdown', undefined);
      client.notify('exit', undefined);
      assert.equal(await client.exit, 0);
    };
    await session();
    assert.match(kept().join(), /^server-\d+-\w+\.bin$/);
    const { ino } = statSync(keptFile());
    await session();
    assert.deepEqual([kept().length, statSync(keptFile()).ino], [1, ino]);
  });
});

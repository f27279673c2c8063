import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { poll } from '../../test/support/poll';
import { root } from '../../test/support/root';
import { withLock } from './file-lock';

function place(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-lock-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'file');
}

test('one works after the other, whatever becomes of the work, and nothing is left', async (context) => {
  const file = place(context);
  let inside = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) =>
      withLock(file, async () => {
        inside += 1;
        assert.equal(inside, 1);
        await new Promise(setImmediate);
        inside -= 1;
        if (at % 3 === 0) throw new Error('broken');
        return at;
      }),
    ),
  );
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 7);
  assert.ok(results.every((one) => one.status === 'fulfilled' || (one.reason as Error).message === 'broken'));
  assert.equal(existsSync(`${file}.lock`), false);
});

test('a lock of a process that died is taken over, and one that is renewed is not', async (context) => {
  const file = place(context);
  mkdirSync(`${file}.lock`);
  utimesSync(`${file}.lock`, new Date(0), new Date(0));
  assert.equal(await withLock(file, () => Promise.resolve('done')), 'done');

  mkdirSync(`${file}.lock`);
  let done = false;
  const waiting = withLock(file, () => Promise.resolve((done = true)));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(done, false);
  rmSync(`${file}.lock`, { recursive: true });
  assert.equal(await waiting, true);
});

test('a folder that does not exist is told at once', async (context) => {
  await assert.rejects(
    withLock(path.join(place(context), 'nowhere', 'file'), () => Promise.resolve()),
    { code: 'ENOENT' },
  );
});

test('a process that ends in the middle of its work leaves no lock', async (context) => {
  const file = place(context);
  const program = `${file}.mts`;
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs';
import { withLock } from ${JSON.stringify(pathToFileURL(path.join(root, 'client/history/file-lock.ts')).href)};
await withLock(${JSON.stringify(file)}, () => {
  writeFileSync(${JSON.stringify(file)}, 'working');
  process.exit(3);
});
`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', program], { cwd: root, stdio: 'inherit' });
  await once(child, 'exit');
  await poll('the work to begin', () => existsSync(file));
  assert.equal(readFileSync(file, 'utf8'), 'working');
  assert.equal(existsSync(`${file}.lock`), false);
});

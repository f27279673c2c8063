import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './support/root';

const scripts = pathToFileURL(path.join(root, 'scripts', 'lib', 'installed-editor.mjs')).href;
const opened = { vsix: '/some/warpfold.vsix', folder: '/some/examples', file: '/some/examples/first.reduce' };

/** As `npm start` does it: prints the editor that was found, after opening the examples in it. */
const program = `
  const { findInstalledEditor, openInEditor } = await import(${JSON.stringify(scripts)});
  const editor = findInstalledEditor();
  if (editor !== undefined) openInEditor(editor, ${JSON.stringify(opened)});
  console.log('found', editor);
`;

describe('npm start with an installed editor', { skip: process.platform === 'win32' }, () => {
  let folder = '';
  let log = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'warpfold-start-'));
    log = path.join(folder, 'calls');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** An editor that notes how it was called and, as VS Code does, refuses a superuser without a place for user data. */
  function install(name: string): void {
    const file = path.join(folder, name);
    const refusal = 'case "$*" in *--user-data-dir*) ;; *) echo "as a super user?" >&2; exit 1;; esac';
    writeFileSync(file, `#!/bin/sh\n${refusal}\necho "${name} $*" >> '${log}'\necho 1.100.0\n`);
    chmodSync(file, 0o755);
  }

  function start(env: Readonly<Record<string, string>>): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { PATH: `${folder}:/usr/bin:/bin`, ...env },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  test('installs the extension into a profile of its own, and opens the examples in it', () => {
    install('codium');
    assert.match(start({ DISPLAY: ':0' }), /found codium$/m);
    const calls = readFileSync(log, 'utf8').trim().split('\n');
    const [installed, open] = calls.slice(-2);
    assert.match(installed ?? '', /--install-extension \/some\/warpfold\.vsix --force$/);
    assert.match(open ?? '', /--new-window .*\/some\/examples \/some\/examples\/first\.reduce$/);
    for (const call of calls.slice(-2)) {
      assert.ok(call.includes(`--user-data-dir ${path.join(root, 'build', 'editor', 'data')}`), call);
      assert.ok(call.includes(`--extensions-dir ${path.join(root, 'build', 'editor', 'extensions')}`), call);
    }
  });

  test('prefers VS Code to its relatives', () => {
    for (const name of ['cursor', 'codium', 'code']) install(name);
    assert.match(start({ WAYLAND_DISPLAY: 'wayland-0' }), /found code$/m);
  });

  test('finds none where no window can be shown', { skip: process.platform === 'darwin' }, () => {
    install('code');
    assert.match(start({}), /found undefined/);
    assert.equal(existsSync(log), false);
  });
});

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { temporaryFolder } from '../test/toolchain';
import { findNcu } from './find-ncu';

const copyright = 'NVIDIA (R) Nsight Compute Command Line Profiler\nCopyright (c) 2018-2025 NVIDIA Corporation\n';
const versionOf = (version: string): string => `${copyright}Version ${version} (build 36273991) (public-release)`;

function folderOf(context: TestContext): string {
  const { path: folder, remove } = temporaryFolder();
  context.after(remove);
  return folder;
}

/** A program that prints a text. */
function program(file: string, says: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' '${says}'\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('finding ncu', { skip: process.platform === 'win32' && 'the stand-ins are scripts' }, () => {
  test('another program of its name, as npm has one, is passed over', (context) => {
    const folder = folderOf(context);
    const other = program(path.join(folder, 'other', 'bin', 'ncu'), '17.1.18');
    const ncu = program(path.join(folder, 'cuda', 'bin', 'ncu'), versionOf('2025.3.1.0'));
    const env = {
      CUDA_PATH: path.join(folder, 'other'),
      CUDA_HOME: path.join(folder, 'cuda'),
      PATH: process.env['PATH'],
    };
    const { found, tried } = findNcu(env, 'linux');
    assert.deepEqual(found, { path: ncu, version: '2025.3.1.0' });
    assert.deepEqual(
      tried.map(({ path: file, outcome }) => [file, outcome]),
      [
        [other, 'it tells no version'],
        [ncu, 'found'],
      ],
    );
  });

  test('of those that its installer for Windows left, the newest is taken', (context) => {
    const folder = folderOf(context);
    const installed = (version: string): string =>
      path.join(
        folder,
        'NVIDIA Corporation',
        `Nsight Compute ${version}`,
        'target',
        'windows-desktop-win7-x64',
        'ncu.exe',
      );
    program(installed('2024.3.2'), versionOf('2024.3.2.0'));
    const newest = program(installed('2025.10.0'), versionOf('2025.10.0.0'));
    program(installed('2025.3.1'), versionOf('2025.3.1.0'));
    const { found } = findNcu({ ProgramFiles: folder, PATH: '/nowhere' }, 'win32');
    assert.deepEqual(found?.path, newest);
  });

  test('where there is none, every place is told', () => {
    const { found, tried } = findNcu({ CUDA_HOME: '/nowhere', PATH: '/nowhere', ProgramFiles: '/nowhere' }, 'win32');
    assert.equal(found, undefined);
    assert.deepEqual(
      tried.map(({ why, outcome }) => [why, outcome]),
      [
        ['CUDA_HOME', 'not found'],
        ['PATH', 'not found'],
      ],
    );
  });
});

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findCompiler } from './find-compiler';
import { findNvcc } from './find-nvcc';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'warpfold-find-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints a text, whatever it is asked. */
function program(relative: string, prints: string, status = 0): string {
  const file = path.join(folder, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${prints}\nEND\nexit ${status}\n`);
  chmodSync(file, 0o755);
  return file;
}

const gcc = 'c++ (Debian 12.2.0-14) 12.2.0\nCopyright (C) 2022 Free Software Foundation, Inc.';
const clang = 'Debian clang version 16.0.6 (15)\nTarget: x86_64-pc-linux-gnu';
const nvcc = 'nvcc: NVIDIA (R) Cuda compiler driver\nCuda compilation tools, release 13.0, V13.0.48';
const path_ = (...folders: string[]): string =>
  [...folders.map((each) => path.join(folder, each)), '/usr/bin', '/bin'].join(path.delimiter);
/** A search path with nothing but the given folders and what `sh` scripts need. */
const only = (name: string): string => {
  const cat = path.join(folder, name, 'cat');
  mkdirSync(path.dirname(cat), { recursive: true });
  writeFileSync(cat, '#!/bin/sh\nwhile IFS= read -r line; do printf "%s\\n" "$line"; done\n');
  chmodSync(cat, 0o755);
  return path.join(folder, name);
};

describe('the search for a C++ compiler', () => {
  it('takes CXX first, with its options', () => {
    const file = program('own/clang++', clang);
    const search = findCompiler({
      env: { CXX: `${file} --target=x86_64-linux-gnu`, PATH: path_() },
      platform: 'linux',
    });
    assert.equal(search.found?.path, file);
    assert.equal(search.found.family, 'clang');
    assert.equal(search.found.version, '16.0.6');
    assert.deepEqual(search.found.leadingArguments, ['--target=x86_64-linux-gnu']);
    assert.deepEqual(search.tried, [{ path: file, why: 'CXX', outcome: 'found' }]);
  });

  it('goes on where CXX does not answer, and says why', () => {
    const broken = program('own/c++', 'dyld: library not loaded', 1);
    program('bin/g++', gcc);
    const env = { CXX: broken, PATH: only('bin') };
    const search = findCompiler({ env, platform: 'linux' });
    assert.equal(search.found?.family, 'gcc');
    assert.equal(search.found.version, '12.2.0');
    assert.deepEqual(
      search.tried.map(({ path: file, why, outcome }) => [path.basename(file), why, outcome]),
      [
        ['c++', 'CXX', 'it ended with status 1'],
        ['c++', 'PATH', 'not found'],
        ['g++', 'PATH', 'found'],
      ],
    );
  });

  it('takes the setting alone: a wrong one is not papered over', () => {
    program('bin/g++', gcc);
    const search = findCompiler({ setting: path.join(folder, 'gone'), env: { PATH: only('bin') }, platform: 'linux' });
    assert.equal(search.found, undefined);
    assert.deepEqual(search.tried, [
      { path: path.join(folder, 'gone'), why: 'setting warpfold.compilerPath', outcome: 'not found' },
    ]);
  });

  it('refuses programs that are no C++ compiler', () => {
    program('bin/c++', 'hello');
    const search = findCompiler({ env: { PATH: only('bin') }, platform: 'linux' });
    assert.equal(search.found, undefined);
    assert.equal(search.tried[0]?.outcome, 'it is no C++ compiler that Warpfold knows');
    assert.equal(search.tried.length, 3);
  });

  it('sees that a compiler was replaced', () => {
    const file = program('bin/g++', gcc);
    const first = findCompiler({ setting: file, platform: 'linux' }).found?.identity;
    program('bin/g++', gcc.replaceAll('12.2.0', '13.1.0'));
    assert.notEqual(findCompiler({ setting: file, platform: 'linux' }).found?.identity, first);
  });
});

describe('the search for nvcc', () => {
  it('goes through CUDA_PATH, PATH and wheels in that order', () => {
    const wheel = program('venv/lib/python3.11/site-packages/nvidia/cu13/bin/nvcc', nvcc);
    const env = { CUDA_PATH: path.join(folder, 'gone'), PATH: path_(), VIRTUAL_ENV: path.join(folder, 'venv') };
    const search = findNvcc({ env, platform: 'linux' });
    assert.equal(search.found?.path, wheel);
    assert.equal(search.found.version, '13.0');
    assert.deepEqual(
      search.tried.map(({ why, outcome }) => [why, outcome]),
      [
        ['CUDA_PATH', 'not found'],
        ['PATH', 'not found'],
        ['VIRTUAL_ENV', 'not found'],
        ['a wheel in VIRTUAL_ENV', 'found'],
      ],
    );
  });

  it('tells every place where there is none', () => {
    const search = findNvcc({ env: { PATH: only('bin') }, platform: 'linux' });
    if (search.found !== undefined) return; // A machine with a toolkit at its usual place.
    assert.ok(search.tried.some(({ path: file }) => file === '/usr/local/cuda/bin/nvcc'));
    assert.ok(search.tried.some(({ path: file }) => file === '/opt/cuda/bin/nvcc'));
  });
});

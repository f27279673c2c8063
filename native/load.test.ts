import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { WarpfoldError } from '../protocol/errors';
import { loadAddon } from './load';
import { temporaryFolder } from './test/toolchain';

const folder = temporaryFolder();
after(folder.remove);

test('the built addon loads, and has every function of the interface', () => {
  const addon = loadAddon();
  const functions = Object.keys(addon).sort();
  assert.deepEqual(functions, [
    'deviceState',
    'discover',
    'memory',
    'nvrtcCompile',
    'releaseDevice',
    'releaseInputs',
    'runCpu',
    'runCuda',
  ]);
});

test('where there is none, the error lists every place and says how to build it', () => {
  const inner = join(folder.path, 'dist');
  mkdirSync(join(folder.path, 'build', 'Release'), { recursive: true });
  writeFileSync(join(folder.path, 'build', 'Release', 'warpfold.node'), 'no library');
  assert.throws(
    () => loadAddon(inner),
    (error) => {
      assert.ok(error instanceof WarpfoldError);
      assert.match(error.message, /dist.warpfold\.node: no such file/);
      assert.match(error.message, /build.Release.warpfold\.node: (?!no such file).+/, 'the system’s reason');
      assert.match(error.message, /prebuilds/);
      assert.match(error.data.advice ?? '', /npm run build/);
      return true;
    },
  );
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadAddon } from '../load';

const addon = loadAddon();
const discovery = addon.discover({ nvrtcHints: projectEnvironment().map((path) => ({ path, why: 'the project' })) });
const skip =
  discovery.nvrtc.found === undefined && 'NVRTC was not found: set WARPFOLD_NVRTC, or make the project’s .venv';

/** Folders of NVRTC's wheel in the project's own Python environment. */
function projectEnvironment(): string[] {
  const library = join(__dirname, '../../.venv/lib');
  if (!existsSync(library)) return [];
  return readdirSync(library)
    .map((python) => join(library, python, 'site-packages/nvidia/cu13/lib'))
    .filter((folder) => existsSync(folder));
}

const KERNEL = 'extern "C" __global__ void twice(float *x) { x[threadIdx.x] *= 2; }';

test('a kernel becomes a CUBIN and PTX', { skip }, async () => {
  const result = await addon.nvrtcCompile({ source: KERNEL, name: 'twice.cu', options: ['-arch=sm_90'] });
  assert.equal(result.ok, true);
  assert.deepEqual([...result.cubin.subarray(0, 4)], [0x7f, 0x45, 0x4c, 0x46], 'an ELF file');
  assert.match(result.ptx, /\.entry twice/);
  assert.ok(!result.ptx.includes('\0'));
  assert.ok(result.seconds > 0);
});

test('a virtual architecture gives PTX alone', { skip }, async () => {
  const result = await addon.nvrtcCompile({ source: KERNEL, name: 'twice.cu', options: ['-arch=compute_90'] });
  assert.equal(result.cubin.length, 0);
  assert.match(result.ptx, /\.entry twice/);
});

test('an error is a result with its log, at the line that the source names', { skip }, async () => {
  const source = 'extern "C" __global__ void f(float *x) {\n#line 7 "dot.reduce"\n  x[0] = unknown_name;\n}';
  const result = await addon.nvrtcCompile({ source, name: 'f.cu', options: ['-arch=sm_90'] });
  assert.equal(result.ok, false);
  assert.match(result.log, /^dot\.reduce\(7\): error: identifier "unknown_name" is undefined/);
  assert.equal(result.cubin.length, 0);
});

test('an option that NVRTC does not know is an error with NVRTC’s name for it', { skip }, async () => {
  await assert.rejects(addon.nvrtcCompile({ source: KERNEL, name: 'f.cu', options: ['--no-such-option'] }), {
    code: 'cuda-error',
    cuda: 'NVRTC_ERROR_INVALID_OPTION',
    doing: 'nvrtcCompileProgram',
    message: /no-such-option/,
  });
});

test('several programs compile at a time', { skip }, async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const results = await Promise.all(
    names.map((name) =>
      addon.nvrtcCompile({ source: KERNEL.replace('twice', name), name: `${name}.cu`, options: ['-arch=sm_90'] }),
    ),
  );
  results.forEach((result, i) => assert.match(result.ptx, new RegExp(`\\.entry ${names[i]}\\(`)));
});

test('the addon’s own generators compile for every architecture family', { skip }, async () => {
  const source = readFileSync(join(__dirname, '../data/generators.h'), 'utf8');
  const newest = discovery.nvrtc.architectures.at(-1);
  for (const architecture of [discovery.nvrtc.architectures[0], newest]) {
    const options = [`-arch=sm_${architecture}`, '--std=c++17', '--fmad=false'];
    const result = await addon.nvrtcCompile({ source, name: 'generators.h', options });
    assert.equal(result.log, '');
    assert.match(result.ptx, /\.entry warpfold_generate/);
  }
});

test('the search tells where it looked, and why', { skip }, () => {
  const { found, tried, architectures } = discovery.nvrtc;
  assert.match(found?.version ?? '', /^1[23]\.\d+$/);
  assert.ok(architectures.includes(90));
  assert.equal(tried.at(-1)?.outcome, 'found');
});

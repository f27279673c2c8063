import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import type { NativeDiscovery } from '../binding';
import { compileCpp, temporaryFolder } from '../test/toolchain';
import { uniform24, word64 } from '../test/random-model';

// The loader's search path is a Linux matter, and so is the fake driver.
const skip = process.platform !== 'linux' && 'the fake driver is for Linux';

const folder = temporaryFolder();
after(folder.remove);
const fakes = join(__dirname, '../test/fake-driver');
const driverFolder = join(folder.path, 'driver');
const nvrtcFolder = join(folder.path, 'nvrtc');
const kernels = join(folder.path, 'kernels.so');
const report = join(folder.path, 'report.json');

if (!skip) {
  mkdirSync(driverFolder);
  mkdirSync(nvrtcFolder);
  const flags = ['-fvisibility=hidden'];
  compileCpp(readFileSync(join(fakes, 'driver.cpp'), 'utf8'), join(driverFolder, 'libcuda.so.1'), 'library', flags);
  compileCpp(readFileSync(join(fakes, 'kernels.cpp'), 'utf8'), kernels, 'library', flags);
  compileCpp(readFileSync(join(fakes, 'nvml.cpp'), 'utf8'), join(driverFolder, 'libnvidia-ml.so.1'), 'library', flags);
  for (const major of [12, 13]) {
    const output = join(nvrtcFolder, `libnvrtc.so.${major}`);
    const version = `-DFAKE_NVRTC_MAJOR=${major}`;
    compileCpp(readFileSync(join(fakes, 'nvrtc.cpp'), 'utf8'), output, 'library', [...flags, version]);
  }
}

/** Runs a scenario in a process that finds nothing of CUDA but what is in these folders. */
function play(scenario: string, settings: Record<string, string> = {}, folders = [driverFolder]): unknown {
  const environment: NodeJS.ProcessEnv = { ...process.env, FAKE_CUDA_REPORT: report, ...settings };
  for (const name of ['WARPFOLD_NVRTC', 'CUDA_PATH', 'CUDA_HOME', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'NODE_OPTIONS']) {
    delete environment[name];
  }
  environment['LD_LIBRARY_PATH'] = folders.join(':');
  const script = join(fakes, 'scenarios.ts');
  const result = spawnSync(process.execPath, ['--import', 'tsx', script, scenario, kernels, folder.path], {
    env: environment,
    encoding: 'utf8',
  });
  assert.equal(result.status, 0, result.stderr);
  return JSON.parse(result.stdout);
}

/** What the fake driver counted by the end of the last scenario. */
function readReport(): Record<string, number> {
  return JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
}

/** Nothing was misused, and all that was taken was given back. */
function assertNothingHeld(): void {
  const nothing = {
    deviceMemory: 0,
    pinnedMemory: 0,
    streams: 0,
    events: 0,
    modules: 0,
    contexts: 0,
    graphs: 0,
    misuses: 0,
  };
  const counted = { kernels: 0, mostUsed: 0 };
  assert.deepEqual({ ...readReport(), ...counted }, { ...nothing, ...counted });
}

test('discovery describes every device, and opens none', { skip }, () => {
  const discovery = play('discover', { FAKE_CUDA_DEVICES: '2' }) as NativeDiscovery;
  assert.equal(discovery.driver.found?.version, '13.0');
  assert.equal(discovery.driver.found?.path, join(driverFolder, 'libcuda.so.1'));
  assert.equal(discovery.devices.length, 2);
  assert.deepEqual(discovery.devices[1], {
    ordinal: 1,
    name: 'Fake GPU 1',
    uuid: 'GPU-10111213-1415-1617-1819-1a1b1c1d1e1f',
    computeCapability: 90,
    multiprocessors: 132,
    memoryBytes: 2 ** 30,
    l2Bytes: 52428800,
    maxThreadsPerMultiprocessor: 2048,
    sharedBytesPerBlock: 49152,
    attributePeakBytesPerSecond: 2 * 2619000000 * 640,
    hasRunTimeLimit: false,
  });
  assertNothingHeld();
});

test('a driver that does not initialise is reported with CUDA’s name and what to try', { skip }, () => {
  const discovery = play('discover', { FAKE_CUDA_INIT: '100' }) as NativeDiscovery;
  assert.equal(discovery.driver.found, undefined);
  assert.equal(discovery.driver.error?.cuda, 'CUDA_ERROR_NO_DEVICE');
  assert.match(discovery.driver.error.message, /CUDA_VISIBLE_DEVICES/);
  assert.match(discovery.driver.tried[0]?.outcome ?? '', /cuInit says CUDA_ERROR_NO_DEVICE/);
  assert.deepEqual(discovery.devices, []);
});

test('with nothing of CUDA there is a report, and typed errors', { skip }, () => {
  const seen = play('noDriver', {}, []) as {
    discovery: NativeDiscovery;
    run: Record<string, unknown>;
    compile: Record<string, unknown>;
  };
  // A machine with a GPU has a driver that this process finds.
  if (seen.discovery.driver.found !== undefined) return;
  assert.ok(seen.discovery.driver.tried.length >= 3);
  assert.deepEqual(seen.discovery.nvrtc.tried[0], {
    path: '/no/such/folder',
    why: 'setting warpfold.nvrtcPath',
    outcome: seen.discovery.nvrtc.tried[0]?.outcome,
  });
  assert.ok(seen.discovery.cpu.cores >= 1 && seen.discovery.cpu.memoryBytes > 0 && seen.discovery.cpu.name !== '');
  assert.equal(seen.run['code'], 'no-cuda-driver');
  assert.match(String(seen.run['advice']), /Install the NVIDIA driver/);
  if (seen.discovery.nvrtc.found === undefined) assert.equal(seen.compile['code'], 'no-cuda-compiler');
});

test('data larger than the staging buffers arrives whole, generated or from a big-endian file', { skip }, () => {
  const seen = play('staging') as { samples: number[]; same: boolean };
  const expected = [0, 5_000_000, 10_000_018].map((index) => Number(word64(1n, index) >> 32n));
  assert.deepEqual(seen, { samples: expected, same: true });
  assertNothingHeld();
});

test('elements of any size are repeated on the device', { skip }, () => {
  assert.deepEqual(play('fill'), { repeated: true, zero: true, list: [3, 1, 4] });
  assertNothingHeld();
});

test('a launch gets its parameters and empty partials; samples hold one kernel each', { skip }, () => {
  type Run = { result: number[]; kernelSeconds: number[]; launch: unknown; uploadBytes: number };
  const { aligned, shifted } = play('launch') as { aligned: Run; shifted: Run };
  // Grid, block, what was in the partials, scalar, address modulo 16.
  assert.deepEqual(aligned.result, [7, 256, 0, 1234, 0]);
  assert.deepEqual(shifted.result, [7, 256, 0, 1234, 4]);
  assert.equal(aligned.kernelSeconds.length, 40);
  assert.ok(aligned.kernelSeconds.every((seconds) => Math.abs(seconds - 1e-3) < 1e-9));
  assert.deepEqual(aligned.launch, { registers: 104, sharedBytes: 101, localBytes: 103, blocksPerMultiprocessor: 8 });
  assert.equal(readReport()['kernels'], 2 * 42);
  assertNothingHeld();
});

test('time is taken hot, cold, back to back and in a graph, and no longer than it takes to be sure', { skip }, () => {
  type Taken = { seconds: number[]; words: number[] };
  const { fixed, adaptive } = play('methods') as { fixed: Record<string, Taken>; adaptive: Taken };
  for (const [method, { seconds, words }] of Object.entries(fixed)) {
    assert.equal(seconds.length, 20, method);
    assert.ok(
      seconds.every((value) => Math.abs(value - 1e-3) < 1e-9),
      method,
    );
    // Grid, block, what a launch found in the partials.
    assert.deepEqual(words, [7, 256, 0], method);
  }
  assert.ok(adaptive.seconds.length >= 20 && adaptive.seconds.length <= 33, `${adaptive.seconds.length} samples`);
  assertNothingHeld();
});

test('a stream never waits under a tool that runs launches one by one', { skip }, () => {
  const settings = { CUDA_LAUNCH_BLOCKING: '1', FAKE_CUDA_REFUSES_WAITS: '1' };
  assert.equal((play('launch', settings) as { aligned: { kernelSeconds: number[] } }).aligned.kernelSeconds.length, 40);
  assertNothingHeld();
});

test('NVML tells what it knows of a device, and nothing of one that it does not know', { skip }, () => {
  const known = { smClockHz: 1.41e9, maxSmClockHz: 1.98e9, memoryClockHz: 2.619e9, celsius: 41, clockReasons: 0x24 };
  assert.deepEqual(play('state'), { known });
});

test('named inputs stay in place until others are named or they are released', { skip }, () => {
  assert.deepEqual(play('kept'), [
    { value: 1, uploadBytes: 1 },
    { value: 1, uploadBytes: 0 },
    { value: 3, uploadBytes: 1 },
    { value: 1, uploadBytes: 0 },
    { value: 5, uploadBytes: 1 },
    { value: 6, uploadBytes: 1 },
  ]);
  assertNothingHeld();
});

test('exact memory has room for the vectors, partials and result of a job, and for nothing else', { skip }, () => {
  play('exact');
  assert.equal(readReport()['mostUsed'], 10 * 4 + 7 * 8 + 32);
  assertNothingHeld();
});

test('a fault is typed and fatal, and so is what comes after it', { skip }, () => {
  const seen = play('fault') as Record<'first' | 'second', Record<string, unknown>>;
  for (const error of [seen.first, seen.second]) {
    assert.equal(error['code'], 'kernel-faulted');
    assert.equal(error['cuda'], 'CUDA_ERROR_ILLEGAL_ADDRESS');
    assert.equal(error['fatal'], true);
    assert.match(String(error['advice']), /indices/);
  }
  assert.match(String(seen.first['doing']), /running fault/);
});

test('what cannot be run is refused by name, and the next run works', { skip }, () => {
  const seen = play('errors') as Record<string, Record<string, unknown>> & { next: unknown };
  assert.equal(seen['noSuchDevice']?.['code'], 'no-such-device');
  assert.match(String(seen['noSuchDevice']?.['message']), /no device cuda:5: this machine has 1 CUDA device/);
  assert.equal(seen['outOfMemory']?.['code'], 'out-of-memory');
  assert.match(String(seen['outOfMemory']?.['message']), /needs 4 GiB on Fake GPU 0, and 1 GiB of 1 GiB are free/);
  assert.equal(seen['outOfMemory']?.['fatal'], undefined);
  assert.equal(seen['badImage']?.['code'], 'cuda-error');
  assert.match(String(seen['badImage']?.['doing']), /no such kernel library/);
  assert.equal(seen['noSuchEntry']?.['cuda'], 'CUDA_ERROR_NOT_FOUND');
  assert.equal(seen.next, 7);
  assertNothingHeld();
});

test('idle memory counts as free, makes room for other sizes, and goes with the device', { skip }, () => {
  const seen = play('memory') as Record<'before' | 'held' | 'after', { free: number; total: number }>;
  assert.deepEqual(seen.before, { free: 2 ** 30, total: 2 ** 30 });
  assert.deepEqual(seen.held, seen.before);
  assert.deepEqual(seen.after, seen.before);
  assertNothingHeld();
});

test('the device generates vectors; what NVRTC made is kept, and made again where it is damaged', { skip }, () => {
  const count = join(folder.path, 'compilations');
  const settings = { FAKE_NVRTC_CUBIN: kernels, FAKE_NVRTC_COUNT: count };
  const expected = Array.from({ length: 2002 }, (_, i) => Math.fround(uniform24(4n, i, 0, 1)));
  const compilations = () => readFileSync(count, 'utf8').length;
  const generate = () => {
    assert.deepEqual(
      (play('generate', settings, [driverFolder, nvrtcFolder]) as { values: number[] }).values,
      expected,
    );
    assertNothingHeld();
  };
  generate();
  assert.equal(compilations(), 1, 'compiled once for two runs');
  generate();
  assert.equal(compilations(), 1, 'taken from the folder');
  const cache = join(folder.path, 'cache');
  for (const file of readdirSync(cache)) writeFileSync(join(cache, file), 'not what was there');
  generate();
  assert.equal(compilations(), 2, 'compiled again');
  // The generators ran on the device: one kernel each beside two of the job's own.
  assert.equal(readReport()['kernels'], 2 * 3);
});

test('an NVRTC newer than the driver is passed over', { skip }, () => {
  const settings = { FAKE_NVRTC_CUBIN: kernels, FAKE_CUDA_VERSION: '12040' };
  const seen = play('generate', settings, [driverFolder, nvrtcFolder]) as { version: string; outcomes: string[] };
  assert.equal(seen.version, '12.1');
  assert.deepEqual(seen.outcomes, ["found version 13.1, which is newer than the driver's CUDA 12", 'found']);
});

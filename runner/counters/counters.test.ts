import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import * as v from 'valibot';
import { rooflineOf } from '../../protocol/format/counters';
import { executeParamsSchema } from '../../protocol/rpc';
import { temporaryFolder } from '../../native/test/toolchain';
import { isAlive, poll } from '../../test/support/poll';
import { root } from '../../test/support/root';
import { collectCounters, type CollectOptions } from './collect';
import { failureOf, type Surroundings } from './failure';
import { arithmetic, metric, stallMetric, successors } from './metrics';
import { parseRawPage } from './parse';

const linux: Surroundings = { platform: 'linux', isContainer: false, isWsl: false };

const dot = `kernel dot {
    dtype_out = float32; arguments = const float *x, const float *y;
    map_expr = x[i] * y[i]; reduce_expr = a + b; neutral = 0;
}
case small of dot { x = arange(100); y = ones(100); }
`;
const params = v.parse(executeParamsSchema, {
  token: 1,
  uri: 'untitled:dot.reduce',
  text: dot,
  kernel: 'dot',
  case: 'small',
  device: 'cpu',
  // All that costs time and launches, which the counted run leaves out.
  settings: { profile: true, reference: true, accuracy: true, counters: true },
});

const [fadd, fmul, ffma] = arithmetic.float32;
const [dadd, dmul, dfma] = arithmetic.float64;

/** A raw page as ncu prints it: every field quoted, numbers with separators, a row of units. */
const columns: readonly (readonly [name: string, unit: string, value: string])[] = [
  ['ID', '', '0'],
  ['Kernel Name', '', 'wf_kernel_dot'],
  ['Block Size', '', '(256, 1, 1)'],
  [metric.duration, 'ns', '700,000'],
  [metric.dramRead, 'byte', '2,100,000,000'],
  [metric.dramWritten, 'byte', '0'],
  [metric.dramShare, '%', '92.5'],
  [metric.l1HitRate, '%', 'n/a'],
  [metric.l2HitRate, '%', '1.5'],
  [metric.occupancy, '%', '87.25'],
  [fadd.name, 'inst', '1,000'],
  [fmul.name, 'inst', '2,000'],
  [ffma.name, 'inst', '262,498,500'],
  [dadd.name, 'inst', '0'],
  [dmul.name, 'inst', '0'],
  [dfma.name, 'inst', '0'],
  [metric.ffmaPerCycle, 'inst/cycle', '16,896'],
  [metric.cyclesPerSecond, 'cycle/nsecond', '1.7'],
  [metric.dramBytesPerCycle, 'byte/cycle', '1,280'],
  [metric.dramCyclesPerSecond, 'cycle/nsecond', '2.6'],
  [stallMetric('long_scoreboard'), 'inst', '21.5'],
  [stallMetric('barrier'), 'inst', '0.5'],
];
const row = (part: 0 | 1 | 2): string => columns.map((column) => `"${column[part]}"`).join(',');
const page = `==PROF== Connected to process 4711 (/usr/bin/node)
==PROF== Profiling "wf_kernel_dot" - 0: 0%....50%....100% - 9 passes
==PROF== Disconnected from process 4711
${row(0)}
${row(1)}
${row(2)}
`;

/**
 * An ncu that runs the program it is given, as the real one does, and then writes what it is told to its log. `says` is
 * told the options that it got, so that it can answer a second time otherwise.
 */
function fakeNcu(context: { after: (fn: () => void) => void }, says: string, begins = ''): CollectOptions {
  const { path: folder, remove } = temporaryFolder();
  context.after(remove);
  const file = path.join(folder, 'ncu');
  writeFileSync(
    file,
    `#!${process.execPath}
const { execFileSync } = require('node:child_process');
const { writeFileSync, copyFileSync } = require('node:fs');
const options = process.argv.slice(2);
${begins}
const at = options.indexOf(process.execPath);
const value = (name) => options[options.indexOf(name) + 1];
execFileSync(options[at], options.slice(at + 1));
copyFileSync(options.at(-1) + '.answer', ${JSON.stringify(path.join(folder, 'run.json'))});
writeFileSync(${JSON.stringify(path.join(folder, 'options.json'))}, JSON.stringify(options.slice(0, at)));
writeFileSync(value('--log-file'), (${says})(value('--metrics')));
`,
  );
  chmodSync(file, 0o755);
  return {
    ncu: { found: { path: file, version: '2025.3.1.0' }, tried: [] },
    runner: path.join(root, 'dist/runner.js'),
    signal: new AbortController().signal,
    limitSeconds: 60,
    where: linux,
  };
}

const constantly = (text: string): string => `() => ${JSON.stringify(text)}`;

describe('counters', { skip: process.platform === 'win32' && 'the stand-in for ncu is a script' }, () => {
  test('a runner is started that runs the kernel once, and its counters are read in base units', async (context) => {
    const options = fakeNcu(context, constantly(page));
    const counters = await collectCounters(params, options);
    assert.equal(counters.tool, 'Nsight Compute 2025.3.1.0');
    assert.equal(counters.error, undefined);
    assert.ok(Math.abs((counters.seconds ?? 0) - 7e-4) < 1e-12);
    assert.equal(counters.dramReadBytes, 2.1e9);
    assert.equal(counters.dramWrittenBytes, 0);
    assert.ok(Math.abs((counters.dramBytesPerSecond ?? 0) - 3e12) < 1e3);
    assert.equal(counters.dramShare, 0.925);
    assert.equal(counters.occupancy, 0.8725);
    assert.equal(counters.float32Operations, 525_000_000);
    assert.equal(counters.arithmeticIntensity, 0.25);
    assert.deepEqual(
      counters.stalls?.map(({ reason, warps }) => [reason, warps]),
      [
        ['long_scoreboard', 21.5],
        ['barrier', 0.5],
      ],
    );
    const roof = rooflineOf(counters);
    assert.equal(roof?.bound, 'memory');
    assert.ok(Math.abs(roof.share - 3e12 / (1280 * 2.6e9)) < 1e-9);

    const folder = path.dirname(options.ncu.found?.path ?? '');
    const run = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as Record<string, unknown>;
    assert.deepEqual(run['result'], { dtype: 'float32', value: 4950 });
    for (const key of ['reference', 'accuracy', 'sweep', 'determinism', 'counters']) assert.ok(!(key in run), key);
    const given = JSON.parse(readFileSync(path.join(folder, 'options.json'), 'utf8')) as string[];
    assert.equal(given[given.indexOf('--kernel-name') + 1], 'regex:^wf[0-9]*_kernel_dot$');
    assert.equal(given[given.indexOf('--launch-count') + 1], '1');
  });

  test('what was not measured is missing, and never zero', async (context) => {
    const counters = await collectCounters(params, fakeNcu(context, constantly(page)));
    assert.ok(!('l1HitRate' in counters));
    assert.ok(!('computeShare' in counters));
  });

  test('a counter that the GPU does not have is left out, and the rest is asked for again', async (context) => {
    const says = `(metrics) => metrics.includes('${metric.computeShare}')
      ? '==ERROR== Failed to find metric ${metric.computeShare}\\n' : ${JSON.stringify(page)}`;
    const counters = await collectCounters(params, fakeNcu(context, says));
    assert.equal(counters.error, undefined);
    assert.equal(counters.dramShare, 0.925);
  });

  test('one that goes by another name on the GPU is asked for by that', async (context) => {
    const [name] = [successors[metric.dramRead] ?? ''];
    const says = `(metrics) => metrics.split(',').includes('${metric.dramRead}')
      ? '==ERROR== Failed to find metric regex:^${metric.dramRead.replaceAll('.', '\\\\.')}$\\n'
      : metrics.includes('${name}') && ${JSON.stringify(page.replace(metric.dramRead, name))}`;
    const counters = await collectCounters(params, fakeNcu(context, says));
    assert.equal(counters.error, undefined);
    assert.equal(counters.dramReadBytes, 2.1e9);
  });

  test('several that are refused at once are all left out', async (context) => {
    const says = `(metrics) => metrics.includes('${metric.l1HitRate}')
      ? '==ERROR== Failed to access the following 2 metrics: ${metric.l1HitRate}, ${metric.computeShare}\\n'
      : metrics.includes('${metric.computeShare}') || ${JSON.stringify(page)}`;
    const counters = await collectCounters(params, fakeNcu(context, says));
    assert.equal(counters.error, undefined);
    assert.equal(counters.dramShare, 0.925);
  });

  test('where the run itself failed, its reason is told', async (context) => {
    const missing = { ...params, text: params.text.replace('arange(100)', 'file("missing.npy")') };
    const nothing = constantly('==PROF== Connected\n==WARNING== No kernels were profiled.\n');
    const { error } = await collectCounters(missing, fakeNcu(context, nothing));
    assert.match(error?.message ?? '', /^The run that was to be counted failed: Case "small" has errors/);
  });

  test('a failure is told with its reason', async (context) => {
    const says =
      '==ERROR== ERR_NVGPUCTRPERM - The user does not have permission to access NVIDIA GPU Performance Counters\n';
    const { error, ...rest } = await collectCounters(params, fakeNcu(context, constantly(says)));
    assert.equal(error?.code, 'counters-not-permitted');
    assert.equal(error?.cuda, 'ERR_NVGPUCTRPERM');
    assert.deepEqual(Object.keys(rest), ['tool']);
  });

  test('one that hangs is ended at its limit, with all that it started, and says so', async (context) => {
    const { path: folder, remove } = temporaryFolder();
    context.after(remove);
    const file = path.join(folder, 'started');
    // As ncu does, it starts a program and waits for it.
    const hangs = `execFileSync(process.execPath, ['-e', ${JSON.stringify(
      `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`,
    )}], { stdio: 'inherit' });`;
    const { error, tool } = await collectCounters(params, {
      ...fakeNcu(context, constantly(page), hangs),
      limitSeconds: 2,
    });
    assert.equal(error?.code, 'counters-timeout');
    assert.equal(error.message, 'Nsight Compute did not finish within 2 s and was ended.');
    assert.equal(tool, 'Nsight Compute 2025.3.1.0');
    const started = Number(readFileSync(file, 'utf8'));
    await poll('what it had started to be gone', () => !isAlive(started));
  });

  test('cancelling ends it', async (context) => {
    const options = fakeNcu(context, constantly(page));
    await assert.rejects(collectCounters(params, { ...options, signal: AbortSignal.abort() }));
  });
});

test('without Nsight Compute the report says how to get it', async () => {
  const { error } = await collectCounters(params, {
    ncu: { tried: [] },
    runner: '',
    signal: new AbortController().signal,
    limitSeconds: 60,
  });
  assert.equal(error?.code, 'no-profiler');
});

test('older names of units are understood', () => {
  const measured = parseRawPage('"ID","a","b","c"\n"","usecond","Mbyte","Gbyte/second"\n"0","2","3","4"\n');
  assert.deepEqual([measured?.get('a'), measured?.get('b'), measured?.get('c')], [2e-6, 3e6, 4e9]);
  assert.equal(parseRawPage('==WARNING== No kernels were profiled.\n'), undefined);
});

test('numbers are read as the system writes them, which ncu follows on Windows', () => {
  const german = parseRawPage('"ID","a","b","c"\n"","ns","%","byte"\n"0","117.344","65,77","27.595.520"\n');
  assert.deepEqual([german?.get('a'), german?.get('b'), german?.get('c')], [117_344 * 1e-9, 65.77, 27_595_520]);
  const english = parseRawPage('"ID","a","b","c"\n"","ns","%","byte"\n"0","117.344","65.77","27,595,520"\n');
  assert.deepEqual([english?.get('a'), english?.get('b'), english?.get('c')], [117.344 * 1e-9, 65.77, 27_595_520]);
});

test('what other lines stand around the table does not matter', () => {
  const measured = parseRawPage('==PROF== Connected\n"ID","a"\n"","inst"\n==WARNING== note\n"0","7"\nhe said "so\n');
  assert.equal(measured?.get('a'), 7);
});

// As ncu prints it, on one line.
const refusal =
  '==ERROR== ERR_NVGPUCTRPERM - The user does not have permission to access NVIDIA GPU Performance Counters on the target device 0. For instructions on enabling permissions and to get more information see https://developer.nvidia.com/ERR_NVGPUCTRPERM\n==WARNING== No kernels were profiled.';

for (const { name, output, where, code, message, advice } of [
  {
    name: 'counters for administrators only',
    output: refusal,
    where: { ...linux, driverParameters: 'RmProfilingAdminOnly: 1\n' },
    code: 'counters-not-permitted',
    message: /RmProfilingAdminOnly is 1/,
    advice: /NVreg_RestrictProfilingToAdminUsers=0/,
  },
  {
    name: 'a container of a host that opened them',
    output: refusal,
    where: { ...linux, isContainer: true, driverParameters: 'RmProfilingAdminOnly: 0\n' },
    code: 'counters-not-permitted',
    message: /may not read/,
    advice: /--cap-add=SYS_ADMIN.*PERFMON suffices\)\.$/,
  },
  {
    name: 'WSL',
    output: refusal,
    where: { ...linux, isWsl: true },
    code: 'counters-not-permitted',
    message: /may not read/,
    advice: /^On Windows, outside WSL: NVIDIA Control Panel/,
  },
  {
    name: 'MIG',
    output:
      '==ERROR== Failed to access the following 2 metrics: dram__bytes_read.sum, lts__t_sector_hit_rate.pct\n==ERROR== The application returned an error code (9).',
    where: linux,
    code: 'counters-unsupported',
    message: /split by MIG/,
    advice: /not split/,
  },
  {
    name: 'another profiler',
    output:
      '==ERROR== Profiling failed because a driver resource was unavailable. Ensure that no other tool (like DCGM) is concurrently collecting profiling data.',
    where: linux,
    code: 'counters-busy',
    message: /Another program/,
    advice: /dcgmi profile --pause/,
  },
  {
    name: 'an old driver',
    output:
      '==ERROR== Cuda driver is not compatible with Nsight Compute.\n==ERROR== Failed to load Nsight Compute CUDA modules.',
    where: linux,
    code: 'counters-unsupported',
    message: /driver/,
    advice: /newer driver/,
  },
  {
    name: 'a sandbox, or another version of the driver',
    output:
      '==ERROR== An error was reported by the counter measurement library:\n==ERROR== Failed to initialize the profiler: LibraryNotLoaded. Check that a compatible driver library is loaded.\n==PROF== Trying to shutdown target application\n==ERROR== The application returned an error code (9).\n==WARNING== No kernels were profiled.',
    where: linux,
    code: 'counters-unsupported',
    message: /library for counters/,
    advice: /gVisor/,
  },
  {
    name: 'the stub of the driver',
    output:
      '==ERROR== Nsight Compute failed to connect to the CUDA driver (stub libcuda.so[.1] on path?).\n==ERROR== The application returned an error code (1).\n==WARNING== No kernels were profiled.',
    where: linux,
    code: 'counters-unsupported',
    message: /stub/,
    advice: /LD_LIBRARY_PATH/,
  },
  {
    name: 'an old GPU',
    output: '==ERROR== Profiling is not supported on device 0. To find out supported GPUs refer --list-chips option.',
    where: linux,
    code: 'counters-unsupported',
    message: /does not support the GPU/,
    advice: /--list-chips/,
  },
  {
    name: 'no launch',
    output:
      '==WARNING== No kernels were profiled.\n==WARNING== Profiling kernels launched by child processes requires the --target-processes all option.',
    where: linux,
    code: 'counters-unavailable',
    message: /no launch/,
    advice: /warpfold run/,
  },
  {
    name: 'anything else, in its own words',
    output: '==PROF== Connected\n==ERROR== An unexpected thing happened.\n==WARNING== No kernels were profiled.',
    where: linux,
    code: 'counters-unavailable',
    message: /An unexpected thing happened\. No kernels/,
    advice: /ncu --version/,
  },
]) {
  test(`why there are no counters: ${name}`, () => {
    const error = failureOf(output, where);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.match(error.advice ?? '', advice);
  });
}

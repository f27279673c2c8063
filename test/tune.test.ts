import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { temporaryFolder } from '../native/test/toolchain';
import { tuningReportSchema } from '../protocol/tuning';
import { RunnerClient } from '../runner/client/runner-client';
import { cliEntry, warpfold } from './support/cli';
import { fakeCuda } from './support/fake-cuda';
import { poll } from './support/poll';
import { root } from './support/root';
import { workspace } from './support/workspace';

const text = `kernel total { dtype_out = int64; arguments = const int *x; reduce_expr = a + b; neutral = 0; }
case many of total { n = 1 << 24; x = full(3); }
case more of total { n = (1 << 24) + 12345; x = full(3); }
case few of total { n = 1000; x = full(3); }
case none of total { n = 0; x = full(3); }
kernel mean { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; post_map_expr = a / n; }
case wide of mean { n = 300000; x = uniform(-1, 1); }
kernel cancelled {
  dtype_out = float32; arguments = const float *x;
  map_expr = (i % 3 == 2 ? -2.0f : 1.0f) * x[i / 3]; reduce_expr = a + b; neutral = 0;
}
case small of cancelled { n = 3000; x = uniform(0, 1, 1000); }
kernel fixed { dtype_out = int32; arguments = const int *x; reduce_expr = a ^ b; neutral = 0; deterministic = true; }
case any of fixed { n = 1 << 20; x = full(3); }
`;

function client(context: TestContext, env: NodeJS.ProcessEnv = {}, role: 'execute' | 'compile' = 'execute') {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role, env });
  context.after(() => runner.dispose());
  return runner;
}

/** A folder with the kernels in it. */
function place(context: TestContext) {
  const folder = workspace(context, { 'k.reduce': text });
  const uri = pathToFileURL(path.join(folder, 'k.reduce')).href;
  return { folder, uri, file: path.join(folder, '.warpfold', 'tuning.json') };
}

interface Entries {
  readonly entries: readonly Record<string, unknown>[];
}
const entriesOf = (file: string): Entries['entries'] => (JSON.parse(readFileSync(file, 'utf8')) as Entries).entries;

// The loader's search path is a Linux matter, and so is the fake driver.
const skip = process.platform !== 'linux' && 'the fake driver is for Linux';

describe('tuning on a device whose fastest launch is known', { skip }, () => {
  const build = temporaryFolder();
  after(build.remove);
  let environment: NodeJS.ProcessEnv | undefined;
  const fake = (): NodeJS.ProcessEnv => (environment ??= fakeCuda(build.path));
  const device = 'cuda:0';
  const best = { threads_per_block: 256, max_blocks: 4 * 132 };

  test('finds it, keeps it in the file, and the next run has it', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context, fake());
    const request = { uri, text, kernel: 'total', case: 'many', device };
    const before = await runner.execute(request);
    assert.deepEqual([before.status, before.result?.value], ['ok', 3 * 2 ** 24], JSON.stringify(before.error));
    assert.equal(before.launch?.planSource, 'default');

    const tuning = await runner.tune({ ...request, budgetSeconds: 2 });
    assert.equal(tuning.status, 'ok', JSON.stringify(tuning.error));
    const { tuned, trials } = tuning;
    assert.ok(tuned !== undefined && tuning.default !== undefined);
    assert.deepEqual({ ...tuned.parameters, ...best }, tuned.parameters);
    // Times are the fake clock's: 100 µs against 120 µs.
    assert.ok(Math.abs(tuned.kernel.median - 100e-6) < 1e-9 && Math.abs(tuning.default.kernel.median - 120e-6) < 1e-9);
    assert.ok(Math.abs(tuned.change - (100 / 120 - 1)) < 1e-6);
    assert.ok((tuning.pruned ?? 0) > 0, 'some were told to be no use beforehand');
    assert.deepEqual(trials[0]?.parameters, tuning.default.parameters);
    const wrong = trials.filter(({ parameters }) => parameters['threads_per_block'] === 64);
    assert.ok(wrong.length > 0 && wrong.every(({ outcome }) => outcome === 'correctness'));
    assert.match(wrong[0]?.message ?? '', /It gave 50331649 and not 50331648/);

    assert.equal(tuning.file, file);
    const [entry, ...more] = entriesOf(file);
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...entry, hash: '', parameters: '', tunedAt: '', warpfold: '', measured: '' },
      {
        kernel: 'total',
        hash: '',
        device: 'Fake GPU 0',
        computeCapability: '9.0',
        driver: 13,
        elementBytes: [4],
        loads: 'words',
        elements: '2^24',
        parameters: '',
        measured: '',
        tunedAt: '',
        warpfold: '',
        compiler: 'NVRTC 13.1',
      },
    );
    assert.deepEqual(entry?.['parameters'], tuned.parameters);

    const after_ = await runner.execute(request);
    const { block, grid, planSource, planNote } = after_.launch ?? {};
    assert.deepEqual([block, grid, planSource, planNote], [256, 528, 'tuned', undefined]);
    assert.deepEqual(after_.result, before.result);
    const near = await runner.execute({ ...request, case: 'more' });
    assert.equal(near.launch?.planSource, 'tuned');
  });

  test('a run has the default plan where the kernel, the size or the wish is another', async (context) => {
    const { uri } = place(context);
    const runner = client(context, fake());
    const request = { uri, text, kernel: 'total', case: 'many', device };
    assert.ok((await runner.tune({ ...request, budgetSeconds: 1 })).tuned !== undefined);
    const sourceOf = async (changes: Partial<typeof request> & { settings?: { useTuning: boolean } }) =>
      (await runner.execute({ ...request, ...changes })).launch?.planSource;
    assert.equal(await sourceOf({}), 'tuned');
    assert.equal(await sourceOf({ text: text.replace('= a + b; neutral = 0', '= b + a; neutral = 0') }), 'default');
    assert.equal(await sourceOf({ text: `// One line more.\n${text}` }), 'tuned');
    assert.equal(await sourceOf({ case: 'few' }), 'default');
    assert.equal(await sourceOf({ device: 'cpu' }), 'default');
    assert.equal(await sourceOf({ settings: { useTuning: false } }), 'default');
    assert.equal(await sourceOf({ uri: 'untitled:k.reduce' }), 'default');
  });

  test('a plan of the file that cannot work is told, and the default runs', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context, fake());
    const request = { uri, text, kernel: 'total', case: 'many', device };
    await runner.tune({ ...request, budgetSeconds: 1 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"threads_per_block": 256', '"threads_per_block": 250'));
    const run = await runner.execute(request);
    assert.deepEqual([run.status, run.launch?.planSource, run.launch?.block], ['ok', 'default', 512]);
    assert.match(run.launch?.planNote ?? '', /tuning\.json: the plan of kernel "total" .* must be a multiple of 32/);
  });

  test('what was kept is tried first the next time, and stays', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context, fake());
    const request = { uri, text, kernel: 'total', case: 'many', device };
    const first = await runner.tune({ ...request, budgetSeconds: 1 });
    const second = await runner.tune({ ...request, budgetSeconds: 0.3 });
    assert.deepEqual(second.trials[1]?.parameters, first.tuned?.parameters);
    assert.equal(entriesOf(file).length, 1);
  });

  test('the terminal shows whose plan a run had, and can do without', async (context) => {
    const { folder, file } = place(context);
    const options = { cwd: folder, env: fake() };
    const on = ['k.reduce', '--case', 'many', '--device', device];
    const tuned = await warpfold(['tune', ...on, '--budget', '1'], options);
    assert.equal(tuned.code, 0, tuned.stderr);
    assert.match(
      tuned.stdout,
      /✓ Faster than the default: 120 µs to 100 µs \(−16\.7 %, noise ±0 %\) with threads_per_block 256/,
    );
    assert.ok(tuned.stdout.includes(`kept in ${file}`));
    assert.match((await warpfold(['run', ...on], options)).stdout, /\n {2}tuned plan: total · many\n/);
    assert.doesNotMatch((await warpfold(['run', ...on, '--no-tuning'], options)).stdout, /tuned plan/);
    assert.doesNotMatch((await warpfold(['run', ...on, '--tuning-file', 'other.json'], options)).stdout, /tuned plan/);
    const emitted = async (...more: readonly string[]) =>
      (await warpfold(['emit', 'k.reduce', '--kernel', 'total', ...more], options)).stdout;
    const here = await emitted('--device', device, '--case', 'many');
    assert.match(here, /^\/\/ Plan: tuned for case many \(16777216 elements\) on Fake GPU 0, from .*tuning\.json\.$/m);
    assert.match(here, /wf_threads = 256;/);
    // On a machine without the GPU, too.
    assert.match(await emitted('--device', 'sm_90', '--case', 'many'), /wf_threads = 256;/);
    assert.match(await emitted('--device', device, '--case', 'many', '--no-tuning'), /Plan: default for case many/);
    assert.match(
      await emitted('--device', device, '--tuning-file', 'other.json'),
      /Plan: default for case more \(the l/,
    );

    writeFileSync(file, '{');
    const told = await warpfold(['emit', 'k.reduce', '--kernel', 'total', '--device', device], options);
    assert.match(told.stderr, /^! total: default plan: .*tuning\.json:1:2: /);
    const broken = await warpfold(['profile', ...on, '--samples', '5', '--time', '0'], options);
    assert.equal(broken.code, 0);
    assert.match(broken.stdout, /\n {2}! default plan: .*tuning\.json:1:2: /);
  });

  test('calls off at once, and the runner goes on', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context, fake());
    const request = { uri, text, kernel: 'total', case: 'many', device };
    const abort = new AbortController();
    const tuning = await runner.tune(
      { ...request, budgetSeconds: 600 },
      { signal: abort.signal, onProgress: ({ tuning: search }) => (search?.tried ?? 0) > 0 && abort.abort() },
    );
    assert.equal(tuning.status, 'cancelled');
    assert.equal(existsSync(file), tuning.tuned !== undefined, 'only what was verified is kept');
    assert.equal((await runner.execute(request)).status, 'ok');
  });
});

describe('warpfold tune, interrupted', { skip }, () => {
  test('ends at once, with what was verified by then and a file of nothing else', async (context) => {
    const build = temporaryFolder();
    context.after(build.remove);
    const env = fakeCuda(build.path);
    const { folder, file } = place(context);
    const args = ['tune', 'k.reduce', '--case', 'many', '--device', 'cuda:0', '--budget', '600'];
    const child = spawn(process.execPath, [cliEntry, ...args], {
      cwd: folder,
      env: { ...process.env, ...env, NO_COLOR: '1' },
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    const ended = once(child, 'close');
    const count = env['FAKE_NVRTC_COUNT'] ?? '';
    await poll('some compilations', () => existsSync(count) && readFileSync(count, 'utf8').length > 4);
    child.kill('SIGINT');
    assert.deepEqual(await ended, [130, null]);
    assert.equal(existsSync(file), stdout.includes('✓ Faster than the default'), stdout);
  });
});

describe('tuning on the CPU', () => {
  test('tries variants, checks their results, and never chooses one that is not faster', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context);
    const request = { uri, text, kernel: 'mean', case: 'wide', device: 'cpu' };
    const seen: number[] = [];
    const tuning = await runner.tune(
      { ...request, budgetSeconds: 1.5 },
      { onProgress: ({ tuning: search }) => search !== undefined && seen.push(search.tried) },
    );
    assert.equal(tuning.status, 'ok', JSON.stringify(tuning.error));
    assert.ok(tuning.trials.length > 1);
    assert.deepEqual(
      // A machine that is busy with something else may disturb any of them.
      tuning.trials.filter(({ outcome }) => outcome !== 'correct' && outcome !== 'timeout'),
      [],
    );
    assert.ok(seen.length > 0);
    assert.deepEqual(Object.keys(tuning.default?.parameters ?? {}), ['lanes', 'chunk_size']);
    assert.equal(existsSync(file), tuning.tuned !== undefined);
    if (tuning.tuned !== undefined) assert.ok(tuning.tuned.change < -0.02);
    const run = await runner.execute(request);
    assert.equal(run.launch?.planSource, tuning.tuned === undefined ? 'default' : 'tuned');
  });

  test('lets results of a small input differ by what rounding does to it', async (context) => {
    const { uri } = place(context);
    const request = { uri, text, kernel: 'cancelled', case: 'small', device: 'cpu' };
    const { status, trials, variants } = await client(context).tune({ ...request, budgetSeconds: 20, save: false });
    // One chunk, whatever its size: lanes are all that there is.
    assert.deepEqual([status, variants, trials.length], ['ok', 5, 5]);
    assert.ok(
      trials.every(({ outcome }) => outcome !== 'correctness'),
      JSON.stringify(trials),
    );
  });

  test('is refused for a deterministic kernel, whose plan is its result’s', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context);
    const request = { uri, text, kernel: 'fixed', case: 'any', device: 'cpu' };
    const { status, error, trials } = await runner.tune(request);
    assert.deepEqual([status, error?.code, trials], ['error', 'invalid-request', []]);
    assert.match(error?.message ?? '', /nothing to tune: kernel "fixed" is deterministic: .* same on every device/);
    assert.match(error?.advice ?? '', /deterministic/);
    assert.equal(existsSync(file), false);
    const { launch } = await runner.execute(request);
    assert.deepEqual([launch?.deterministic, launch?.planSource], [true, 'default']);
  });

  test('leaves a file alone that it cannot understand, and says where', async (context) => {
    const { uri, file } = place(context);
    const runner = client(context);
    mkdirSync(path.dirname(file));
    writeFileSync(file, '{ "schemaVersion": 1,\n  "entries": [ oops ] }');
    const request = { uri, text, kernel: 'mean', case: 'wide', device: 'cpu' };
    const tuning = await runner.tune({ ...request, budgetSeconds: 0.2 });
    assert.deepEqual([tuning.status, tuning.error?.code], ['error', 'tuning-file']);
    assert.match(tuning.error?.message ?? '', /tuning\.json:2:16: /);
    assert.match(readFileSync(file, 'utf8'), /oops/);
    const unsaved = await runner.tune({ ...request, budgetSeconds: 0.2, save: false });
    assert.deepEqual([unsaved.status, unsaved.file], ['ok', undefined]);
    const run = await runner.execute(request);
    assert.deepEqual([run.status, run.launch?.planSource], ['ok', 'default']);
    assert.match(run.launch?.planNote ?? '', /tuning\.json:2:16: /);
  });

  test('answers with what is wrong with the kernel', async (context) => {
    const { uri } = place(context);
    const runner = client(context);
    const none = await runner.tune({ uri, text, kernel: 'total', case: 'none', device: 'cpu' });
    assert.match(none.error?.message ?? '', /nothing to tune/);
    const broken = await runner.tune({ uri, text: text.replace('a / n', 'a / m'), kernel: 'mean', device: 'cpu' });
    assert.deepEqual([broken.status, broken.error?.code], ['error', 'check-failed']);
    const preamble = 'preamble { int f() { return undefined_thing; } }\n';
    const refused = await runner.tune({ uri, text: preamble + text, kernel: 'mean', case: 'wide', device: 'cpu' });
    assert.equal(refused.error?.code, 'compile-failed');
    assert.ok(refused.diagnostics.some(({ code }) => code === 'compiler-error'));
    await assert.rejects(runner.tune({ uri, text, kernel: 'nothing' }), { code: 'unknown-kernel' });
    await assert.rejects(runner.tune({ uri, text, kernel: 'mean', case: 'nothing' }), { code: 'unknown-case' });
  });

  test('is refused by a process that only compiles, and for a time that is none', async (context) => {
    const { uri } = place(context);
    const request = { uri, text, kernel: 'mean', case: 'wide', device: 'cpu' };
    await assert.rejects(client(context, {}, 'compile').tune(request), { code: 'refused' });
    await assert.rejects(client(context).tune({ ...request, budgetSeconds: 0 }));
    await assert.rejects(client(context).tune({ ...request, budgetSeconds: Infinity }));
  });
});

describe('warpfold tune', () => {
  const args = ['tune', 'k.reduce', '--device', 'cpu', '--kernel', 'mean', '--budget', '0.5'];

  test('prints the variants against the default, and a verdict', async (context) => {
    const { folder, file } = place(context);
    const { code, stdout, stderr } = await warpfold(args, { cwd: folder });
    assert.equal(code, 0, stderr);
    const lines = stdout.split('\n');
    assert.match(lines[0] ?? '', /^k\.reduce mean · wide, 300.000 elements, on /);
    assert.match(lines[1] ?? '', /^ +lanes +chunk_size +time +bandwidth +against default/);
    assert.match(lines[2] ?? '', /^ +64 +65.536 +[\d.]+ [nµm]?s +[\d.]+ [GM]B\/s +default$/);
    assert.match(stdout, /\n {2}\d+ of 35 variants tried in [\d.]+ [mµ]?s/);
    assert.match(stdout, /\n {2}(= The default plan stays: |✓ Faster than the default: )/);
    assert.equal(existsSync(file), stdout.includes('✓ Faster'));
  });

  test('prints it as JSON, tunes each case, and keeps nothing where it must not', async (context) => {
    const { folder, file } = place(context);
    const { code, stdout } = await warpfold([...args, '--json', '--no-save'], { cwd: folder });
    assert.equal(code, 0);
    const { tunings } = v.parse(tuningReportSchema, JSON.parse(stdout));
    assert.deepEqual(
      tunings.map((one) => [one.kernel, one.case, one.count, one.bytes]),
      [['mean', 'wide', 300_000, 1_200_000]],
    );
    assert.equal(existsSync(file), false);
  });

  test('fails where a kernel cannot be tuned, with the reason', async (context) => {
    const { folder } = place(context);
    const none = await warpfold(['tune', 'k.reduce', '--device', 'cpu', '--case', 'none'], { cwd: folder });
    assert.equal(none.code, 1);
    assert.match(none.stdout, /✗ There is nothing to tune: kernel "total"/);
    const noKernel = await warpfold(['tune', 'k.reduce', '--kernel', 'x'], { cwd: folder });
    assert.deepEqual([noKernel.code, noKernel.stdout], [2, '']);
    for (const budget of ['0', 'long', '0.01']) {
      const { code, stderr } = await warpfold(['tune', 'k.reduce', '--budget', budget], { cwd: folder });
      assert.equal(code, 2);
      assert.match(stderr, /--budget takes/);
    }
  });

  test('is explained', async () => {
    const { stdout } = await warpfold(['tune', '--help']);
    for (const option of ['--budget SECONDS', '--no-save', '--tuning-file FILE', '--kernel NAME', '--json'])
      assert.ok(stdout.includes(`  ${option}  `), option);
    assert.match((await warpfold(['help'])).stdout, /\n {2}tune +Look for /);
  });
});

import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { WarpfoldError } from '../protocol/errors';
import type { Role } from '../protocol/rpc';
import { RunnerClient } from '../runner/client/runner-client';
import { cliEntry, report } from './support/cli';
import { isAlive, poll } from './support/poll';
import { root } from './support/root';
import { workspace } from './support/workspace';

const total = `kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case fine of total { x = ones(1000); expect = 1000; }
`;

const hangs = `preamble { __device__ float forever(float x) { while (x >= 0.0f) x += 1.0f; return x; } }
kernel hangs { dtype_out = float32; arguments = const float *x; map_expr = forever(x[i]); reduce_expr = a + b; neutral = 0; }
case any of hangs { x = ones(4); }
`;

function client(
  context: TestContext,
  options: { role?: Role; timeLimitSeconds?: number; env?: NodeJS.ProcessEnv } = {},
): RunnerClient {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute', ...options });
  context.after(() => runner.dispose());
  return runner;
}

const fine = { uri: 'untitled:fine.reduce', text: total, kernel: 'total', case: 'fine', device: 'cpu' } as const;
const endless = { uri: 'untitled:hangs.reduce', text: hangs, kernel: 'hangs', case: 'any', device: 'cpu' } as const;

const divides = `kernel divides { dtype_out = int32; arguments = const int *x, int by; map_expr = x[i] / by; reduce_expr = a + b; }
case zero of divides { x = ones(4); by = 0; }
`;

describe('a runner process', () => {
  test('says what a trap comes from', { skip: process.arch !== 'x64' && 'only x86 traps' }, async (context) => {
    const run = await client(context).execute({ ...fine, text: divides, kernel: 'divides', case: 'zero' });
    assert.equal(run.error?.code, 'kernel-crashed');
    assert.match(run.error.advice ?? '', /^Look for a division of integers by zero/);
  });

  test('runs text that is saved nowhere', async (context) => {
    const run = await client(context).execute(fine);
    assert.equal(run.status, 'ok');
    assert.deepEqual(run.result, { dtype: 'float32', value: 1000 });
  });

  test('is replaced after a run that was cancelled, and the runs behind it go on', async (context) => {
    const runner = client(context);
    const abort = new AbortController();
    const first = runner.execute(endless, {
      signal: abort.signal,
      onProgress: ({ stage }) => {
        if (stage === 'running') abort.abort();
      },
    });
    const behind = runner.execute(fine);
    assert.equal((await first).status, 'cancelled');
    assert.equal((await behind).status, 'ok');
  });

  test('a text whose check does not end is given up, and the next is taken up', async (context) => {
    const folder = workspace(context, {
      // Hangs where the text says so; answers other requests as a runner does.
      'runner.js': `process.on('message', (message) => {
        if (message.method !== 'runner/execute') return;
        while (message.params.text === 'hang');
        process.send({ jsonrpc: '2.0', id: message.id, error: { code: 1, message: 'taken up' } });
      });`,
    });
    const runner = new RunnerClient({
      entry: path.join(folder, 'runner.js'),
      role: 'execute',
      checkLimitSeconds: 1,
    });
    context.after(() => runner.dispose());
    const first = runner.execute({ ...fine, text: 'hang' });
    const behind = runner.execute(fine);
    await assert.rejects(first, (error: unknown) => {
      assert.ok(error instanceof WarpfoldError);
      assert.equal(error.code, 'timeout');
      assert.match(error.message, /^Kernel "total" was not taken up within 1 s/);
      return true;
    });
    await assert.rejects(behind, /taken up/);
  });

  test('a run’s limit waits while counters are read, and goes on behind them', async (context) => {
    const folder = workspace(context, {
      // Tells stages as a runner does, and answers after a while or never.
      'runner.js': `process.on('message', ({ id, method, params }) => {
        if (method !== 'runner/execute') return;
        const { token, text, settings } = params;
        const tell = (stage) =>
          process.send({ jsonrpc: '2.0', method: 'runner/progress', params: { token, stage, kernel: 'total' } });
        for (const stage of ['queued', 'running', 'counters']) tell(stage);
        setTimeout(() => {
          tell('reference');
          const message = 'counted within ' + settings.countersLimit;
          if (text !== 'hang') process.send({ jsonrpc: '2.0', id, error: { code: 1, message } });
        }, 1500);
      });`,
    });
    const runner = new RunnerClient({ entry: path.join(folder, 'runner.js'), role: 'execute', timeLimitSeconds: 1 });
    context.after(() => runner.dispose());
    await assert.rejects(runner.execute(fine), /counted within 121$/);
    await assert.rejects(
      runner.execute({ ...fine, text: 'hang' }),
      (error: unknown) => error instanceof WarpfoldError && error.code === 'timeout',
    );
  });

  test('a run that is cancelled before it starts never starts', async (context) => {
    await assert.rejects(
      client(context).execute(fine, { signal: AbortSignal.abort() }),
      (error: unknown) => error instanceof WarpfoldError && error.code === 'cancelled',
    );
  });

  test('that only compiles refuses to run, and compiles', async (context) => {
    const runner = client(context, { role: 'compile' });
    await assert.rejects(
      runner.execute(fine),
      (error: unknown) => error instanceof WarpfoldError && error.code === 'refused',
    );
    const { kernels } = await runner.compile({ uri: fine.uri, text: total, device: 'cpu' });
    assert.deepEqual(
      kernels.map(({ kernel, ok }) => [kernel, ok]),
      [['total', true]],
    );
  });

  test('tells a kernel that is not there, and one that may be meant', async (context) => {
    await assert.rejects(
      client(context).execute({ ...fine, kernel: 'totel' }),
      (error: unknown) =>
        error instanceof WarpfoldError && error.code === 'unknown-kernel' && /Did you mean "total"/.test(error.message),
    );
  });

  test('ends when it is idle, and the next request starts another', async (context) => {
    const runner = client(context, { env: { WARPFOLD_IDLE_SECONDS: '0.1' } });
    await runner.execute(fine);
    await poll('the idle runner to end', () => runner.processId === undefined);
    assert.equal((await runner.execute(fine)).status, 'ok');
  });

  test('that is killed from outside is replaced', async (context) => {
    const runner = client(context);
    await runner.execute(fine);
    const first = runner.processId;
    assert.ok(first !== undefined);
    process.kill(first, 'SIGKILL');
    await poll('the death to be seen', () => runner.processId !== first);
    assert.equal((await runner.execute(fine)).status, 'ok');
  });

  test('puts a compiler’s message at the user’s characters', async (context) => {
    const text = `preamble { template <typename T> __device__ T twice(T x) { return x.nothing; } }
kernel uses { dtype_out = float32; arguments = const float *x; map_expr = twice(x[i]); reduce_expr = a + b; neutral = 0; }
case fine of uses { x = ones(4); }
`;
    const run = await client(context).execute({ ...fine, text, kernel: 'uses' });
    assert.equal(run.error?.code, 'compile-failed');
    const [message] = run.diagnostics.filter(({ code }) => code === 'compiler-error');
    assert.equal(message?.source, 'c++');
    assert.equal(message.range.start.line, 0);
    assert.equal(text.slice(message.range.start.character, message.range.end.character), 'nothing');
  });
});

/** Starts `warpfold run` on a kernel that never ends, and waits until it executes. */
async function startEndless(context: TestContext): Promise<{ readonly cli: ChildProcess; readonly runner: number }> {
  const folder = workspace(context, { 'k.reduce': hangs });
  const cli = spawn(process.execPath, [cliEntry, 'run', 'k.reduce', '--device', 'cpu'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  context.after(() => cli.kill('SIGKILL'));
  const runner = await poll('the runner to start', () => childrenOf(cli.pid ?? -1)[0]);
  // Compiling is over once the runner has no child of its own and burns its time in the kernel.
  await poll('the kernel to run', () => childrenOf(runner).length === 0 && cpuSeconds(runner) > 1);
  return { cli, runner };
}

const processTable = (columns: string): string[][] =>
  execFileSync('ps', ['-eo', columns], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));

function childrenOf(parent: number): number[] {
  return processTable('pid,ppid')
    .filter(([, ppid]) => Number(ppid) === parent)
    .map(([pid]) => Number(pid));
}

function cpuSeconds(processId: number): number {
  const time = processTable('pid,time').find(([pid]) => Number(pid) === processId)?.[1] ?? '0';
  return time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0);
}

describe('nothing is left running', { skip: process.platform === 'win32' && 'process groups are POSIX' }, () => {
  test('when the parent is killed', async (context) => {
    const { cli, runner } = await startEndless(context);
    cli.kill('SIGKILL');
    await poll('the runner to end', () => !isAlive(runner));
  });

  test('after Ctrl-C, which says so with its exit code', async (context) => {
    const { cli, runner } = await startEndless(context);
    const exit = new Promise<number | null>((resolve) => cli.once('exit', resolve));
    cli.kill('SIGINT');
    assert.equal(await exit, 130);
    await poll('the runner to end', () => !isAlive(runner));
  });
});

describe('the binary cache', () => {
  test('is used, and a corrupt entry is rebuilt without a word', async (context) => {
    const folder = workspace(context, { 'k.reduce': total, 'cache/.keep': '' });
    const env = { WARPFOLD_CACHE_DIR: path.join(folder, 'cache') };
    const once = async (): Promise<boolean | undefined> => {
      const {
        code,
        report: result,
        stderr,
      } = await report(['run', 'k.reduce', '--device', 'cpu'], { cwd: folder, env });
      assert.equal(code, 0, stderr);
      assert.equal(stderr, '');
      assert.equal(result.runs[0]?.expect?.passed, true);
      return result.runs[0].timings?.compileFromCache;
    };
    assert.equal(await once(), false);
    assert.equal(await once(), true);
    const entries = readdirSync(env.WARPFOLD_CACHE_DIR, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== '.keep',
    );
    assert.ok(entries.length > 0);
    for (const entry of entries) writeFileSync(path.join(entry.parentPath, entry.name), 'not a library');
    assert.equal(await once(), false);
    assert.equal(await once(), true);
  });
});

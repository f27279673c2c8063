import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { nvrtcRunner } from '../support/nvrtc';
import { isAlive, poll } from '../support/poll';
import { TestClient, pulling, pushed } from './support/client';

const uri = 'untitled:kernels.reduce';

/** A template, which the checker leaves to the compiler. `nothing` is no member of a float. */
const broken = `preamble {
    template <typename T> __device__ T twice(T x) { return x.nothing; }
}

kernel uses {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = twice(x[i]);
    reduce_expr = a + b;
    neutral     = 0;
}
`;
const mended = broken.replace('x.nothing', 'x + x');

const fromCompiler = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  found.filter(({ code }) => code === 'compiler-error');
const textOf = ({ message }: Diagnostic): string => (typeof message === 'string' ? message : message.value);
const hasCompilerError = (found: readonly Diagnostic[]): boolean => fromCompiler(found).length > 0;

const trusted = { trusted: true };

/** The CPU engine's compiler is the one that every machine of ours has. */
const env = { CUDA_VISIBLE_DEVICES: '-1' };

function runnersOf(client: TestClient): number[] {
  return execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...command]) => Number(parent) === client.process.pid && command.join(' ').includes('runner.js'),
    )
    .map(([pid]) => Number(pid));
}

describe('what only a compiler finds', () => {
  test('is shown at the person’s own characters after a pause, and gone with the next change', async (context) => {
    const client = await TestClient.start(context, { initializationOptions: trusted, env });
    client.open(uri, broken);
    assert.deepEqual(await client.diagnostics(uri), []);
    const found = await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
    const [error] = fromCompiler(found);
    assert.equal(error?.source, 'c++');
    assert.equal(error.severity, 1);
    const line = '    template <typename T> __device__ T twice(T x) { return x.nothing; }';
    const { start, end } = error.range;
    assert.deepEqual([start.line, line.slice(start.character, end.character)], [1, 'nothing']);
    // The test asks all the time, and may have the answer before the server says that there is one.
    await poll('the editor to be told to ask again', () => client.diagnosticRefreshes > 0);
    client.change(uri, { text: mended });
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  test('moves with its kernel when other text changes', async (context) => {
    const client = await TestClient.start(context, { initializationOptions: trusted, env });
    client.open(uri, broken);
    await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
    client.change(uri, { range: { start: at(0, 0), end: at(0, 0) }, text: '// Above.\n\n' });
    const [error] = fromCompiler(await client.diagnostics(uri));
    assert.equal(error?.range.start.line, 3);
  });

  test('is sent to an editor that does not ask, and taken back at once', async (context) => {
    const client = await TestClient.start(context, { capabilities: pushed, initializationOptions: trusted, env });
    client.open(uri, broken);
    await client.publishedWhen('the compiler’s error', uri, ({ diagnostics }) => hasCompilerError(diagnostics));
    client.change(uri, { text: mended });
    await client.publishedWhen('it to go', uri, ({ diagnostics }) => diagnostics.length === 0);
  });

  test('is one message where two kernels use the same template', async (context) => {
    const client = await TestClient.start(context, { initializationOptions: trusted, env });
    const kernel = broken.slice(broken.indexOf('kernel'));
    const third = kernel.replace('uses', 'third').replace('twice(x[i])', 'twice(x[i]).lost');
    client.open(uri, `${broken}${kernel.replace('uses', 'second')}${third}`);
    // Kernels are compiled in order: with the last one's own error here, the others are known.
    const isLast = (found: Diagnostic): boolean => textOf(found).includes('lost');
    const found = await client.diagnosticsWhen('the last kernel’s error', uri, (all) => fromCompiler(all).some(isLast));
    assert.equal(fromCompiler(found).filter((one) => textOf(one).includes('nothing')).length, 1);
  });
});

describe('the compiler of the device that is chosen', () => {
  test('is NVRTC for an architecture, on a machine without a GPU as well', async (context) => {
    if ((await nvrtcRunner(context)) === undefined) return;
    const client = await TestClient.start(context, {
      initializationOptions: { trusted: true, settings: { device: 'sm_90' } },
      env,
    });
    client.open(uri, broken);
    const found = await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
    const [error] = fromCompiler(found);
    assert.equal(error?.source, 'nvrtc');
    const { start, end } = error.range;
    const line = broken.split('\n')[start.line] ?? '';
    // It points at the value that has no such member.
    assert.deepEqual([start, line.slice(start.character, end.character)], [at(1, line.indexOf('x.nothing')), 'x']);
    client.notify('workspace/didChangeConfiguration', { settings: { warpfold: { device: 'cpu' } } });
    await client.diagnosticsWhen('the other compiler’s error', uri, (all) =>
      fromCompiler(all).some(({ source }) => source === 'c++'),
    );
  });

  test('is none where that device is not there, which is said once', async (context) => {
    const client = await TestClient.start(context, {
      initializationOptions: { trusted: true, settings: { device: 'cuda:7' } },
      env,
    });
    client.open(uri, broken);
    await poll('the log to say so', () => client.log.some((line) => line.includes('only a compiler finds')));
    client.notify('textDocument/didSave', { textDocument: { uri } });
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.equal(client.log.length, 1, client.log.join('\n'));
  });
});

describe('nothing is compiled', () => {
  test('before the workspace is trusted; then it is, until trust is taken back', async (context) => {
    const client = await TestClient.start(context, { capabilities: pulling, env });
    client.open(uri, broken);
    client.notify('textDocument/didSave', { textDocument: { uri } });
    await client.settle();
    assert.deepEqual(runnersOf(client), []);
    client.notify('warpfold/trust', { trusted: true });
    await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
    assert.equal(runnersOf(client).length, 1);
    client.notify('warpfold/trust', { trusted: false });
    assert.deepEqual(await client.diagnostics(uri), []);
    await poll('the runner to end', () => runnersOf(client).length === 0);
  });

  test('where the person does not want it', async (context) => {
    const client = await TestClient.start(context, {
      initializationOptions: { trusted: true, settings: { compilerErrors: false } },
      env,
    });
    client.open(uri, broken);
    client.notify('textDocument/didSave', { textDocument: { uri } });
    await client.settle();
    assert.deepEqual(runnersOf(client), []);
    client.notify('workspace/didChangeConfiguration', { settings: { warpfold: { compilerErrors: true } } });
    await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
  });

  test('where there is no compiler, which is said once', async (context) => {
    const client = await TestClient.start(context, {
      initializationOptions: trusted,
      env: { ...env, PATH: '/nowhere', CXX: '', CUDA_PATH: '', CUDA_HOME: '', VIRTUAL_ENV: '' },
    });
    client.open(uri, broken);
    await poll('the log to say so', () => client.log.some((line) => line.includes('only a compiler finds')));
    client.change(uri, { text: `${broken}\n` });
    client.notify('textDocument/didSave', { textDocument: { uri } });
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.equal(client.log.length, 1, client.log.join('\n'));
  });
});

describe('a runner that dies', () => {
  test('costs nothing but its own answer', async (context) => {
    const client = await TestClient.start(context, { initializationOptions: trusted, env });
    client.open(uri, broken);
    await client.diagnosticsWhen('the compiler’s error', uri, hasCompilerError);
    const [runner = -1] = runnersOf(client);
    process.kill(runner, 'SIGKILL');
    await poll('the runner to end', () => !isAlive(runner));
    client.change(uri, { text: mended });
    assert.deepEqual(await client.diagnostics(uri), []);
    client.change(uri, { text: broken.replace('x.nothing', 'x.another') });
    const found = await client.diagnosticsWhen('the next error', uri, hasCompilerError);
    assert.match(fromCompiler(found).map(textOf).join(), /another/);
  });

  test('while it starts is replaced, and the answer comes', async (context) => {
    const client = await TestClient.start(context, { initializationOptions: trusted, env });
    client.open(uri, broken);
    const [runner = -1] = await poll('a runner', () => {
      const runners = runnersOf(client);
      return runners.length > 0 && runners;
    });
    process.kill(runner, 'SIGKILL');
    assert.deepEqual(
      await client.diagnostics(uri).then((found) => found.filter(({ code }) => code !== 'compiler-error')),
      [],
    );
    await client.diagnosticsWhen('the compiler’s error', uri, (found) => {
      // Where the compiler was at work already, the kernel is not given to it again until the file is saved.
      client.notify('textDocument/didSave', { textDocument: { uri } });
      return hasCompilerError(found);
    });
  });
});

function at(line: number, character: number): { readonly line: number; readonly character: number } {
  return { line, character };
}

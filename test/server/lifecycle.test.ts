import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver-protocol/node';
import { cliEntry, warpfold } from '../support/cli';
import { isAlive, poll } from '../support/poll';
import { serverEntry, TestClient } from './support/client';

const uri = 'untitled:kernels.reduce';
const kernel = `kernel total {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = a + b;
}
`;
const hoverAt = (line: number, character: number): object => ({ textDocument: { uri }, position: { line, character } });

const failsWith =
  (code: number, message?: RegExp) =>
  (error: unknown): boolean =>
    error instanceof ResponseError && error.code === code && (message?.test(error.message) ?? true);

const notInitialized = -32002;
const invalidRequest = -32600;
const methodNotFound = -32601;
const invalidParams = -32602;
const requestCancelled = -32800;

describe('the life of a server', () => {
  test('begins with "initialize" and no other request', async (context) => {
    const client = TestClient.spawn(context);
    await assert.rejects(client.request('textDocument/hover', hoverAt(0, 0)), failsWith(notInitialized));
    const { capabilities, serverInfo } = await client.initialize({});
    assert.equal(serverInfo?.name, 'warpfold');
    assert.equal(capabilities.positionEncoding, 'utf-16');
    await assert.rejects(client.initialize({}), failsWith(invalidRequest));
  });

  test('ends with exit code 0 after "shutdown", behind which nothing is answered', async (context) => {
    const client = await TestClient.start(context);
    client.open(uri, kernel);
    await client.request('shutdown', undefined);
    await assert.rejects(client.request('textDocument/hover', hoverAt(0, 8)), failsWith(invalidRequest));
    client.notify('exit', undefined);
    assert.equal(await client.exit, 0);
  });

  test('ends with exit code 1 without it', async (context) => {
    const client = await TestClient.start(context);
    client.notify('exit', undefined);
    assert.equal(await client.exit, 1);
  });

  test('ends with the connection', async (context) => {
    const client = await TestClient.start(context);
    await client.settle();
    client.process.stdin?.end();
    assert.equal(await client.exit, 1);
  });

  test('ends with the editor’s process, even where the connection stays open', async (context) => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    context.after(() => editor.kill('SIGKILL'));
    const client = TestClient.spawn(context);
    await client.request('initialize', { processId: editor.pid, rootUri: null, capabilities: {} });
    editor.kill('SIGKILL');
    assert.equal(await client.exit, 1);
  });

  test('needs to be told how to speak', async (context) => {
    const client = TestClient.spawn(context, { args: [serverEntry] });
    assert.equal(await client.exit, 2);
  });
});

describe('warpfold lsp', () => {
  test('is the same server', async (context) => {
    for (const args of [['lsp', '--stdio'], ['lsp']]) {
      const client = await TestClient.start(context, { args: [cliEntry, ...args] });
      client.open(uri, kernel.replace('reduce_expr', 'reduce_exp'));
      assert.equal((await client.diagnostics(uri)).length, 1);
      assert.equal(await client.shutdown(), 0);
    }
  });

  test('explains itself, and refuses options that it does not have', async () => {
    const help = await warpfold(['lsp', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--stdio/);
    assert.equal((await warpfold(['lsp', '--port', '1'])).code, 2);
  });
});

describe('what the server says that it can do', () => {
  test('is what the client can use', async (context) => {
    const bare = (await TestClient.start(context, { capabilities: {} })).result.capabilities;
    assert.equal(bare.diagnosticProvider, undefined);
    assert.equal(bare.codeActionProvider, undefined, 'Code actions are of the newer form.');
    assert.equal(bare.codeLensProvider, undefined, 'Lenses are for the commands that the client has.');
    assert.equal(bare.renameProvider, true);
    const initializationOptions = { commands: { run: 'example.run' } };
    const capabilities = {
      textDocument: {
        rename: { prepareSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    };
    const full = (await TestClient.start(context, { capabilities, initializationOptions })).result.capabilities;
    assert.deepEqual(full.renameProvider, { prepareProvider: true });
    assert.notEqual(full.codeActionProvider, undefined);
    assert.notEqual(full.codeLensProvider, undefined);
  });

  test('includes nothing that it does not answer', async (context) => {
    const client = await TestClient.start(context);
    await assert.rejects(client.request('textDocument/typeDefinition', hoverAt(0, 0)), failsWith(methodNotFound));
    await assert.rejects(client.request('warpfold/nothing', {}), failsWith(methodNotFound, /warpfold\/nothing/));
  });
});

describe('trouble', () => {
  test('malformed requests are answered as such, and the server goes on', async (context) => {
    const client = await TestClient.start(context);
    client.open(uri, kernel);
    const textDocument = { uri };
    const malformed: readonly (readonly [string, object])[] = [
      ['textDocument/hover', {}],
      ['textDocument/hover', { textDocument }],
      ['textDocument/hover', { textDocument, position: { line: -1, character: 'x' } }],
      ['textDocument/completion', { textDocument: null, position: { line: 0, character: 0 } }],
      ['textDocument/inlayHint', { textDocument, range: { start: 1 } }],
      ['textDocument/selectionRange', { textDocument, positions: 'all' }],
      ['textDocument/rename', { textDocument, position: { line: 0, character: 8 } }],
      ['callHierarchy/incomingCalls', {}],
      ['workspace/symbol', {}],
      ['warpfold/items', { textDocument: 1 }],
    ];
    for (const [method, params] of malformed) {
      await assert.rejects(client.request(method, params), failsWith(invalidParams), method);
    }
    client.notify('textDocument/didChange', { textDocument, contentChanges: 'everything' });
    client.notify('textDocument/didOpen', {});
    client.notify('workspace/didChangeConfiguration', {});
    client.notify('warpfold/trust', { trusted: 'perhaps' });
    assert.notEqual(await client.request('textDocument/hover', hoverAt(0, 8)), null);
  });

  test('a document that is not open has nothing', async (context) => {
    const client = await TestClient.start(context);
    assert.equal(await client.request('textDocument/hover', hoverAt(0, 0)), null);
    assert.deepEqual(await client.request('textDocument/foldingRange', { textDocument: { uri } }), []);
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  test('a handler that fails answers nothing, says so once, and takes nothing else with it', async (context) => {
    const client = await TestClient.start(context, {
      capabilities: {
        textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      },
    });
    client.open(uri, kernel);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const ask = (): Promise<unknown> =>
      client.request('textDocument/codeAction', { textDocument: { uri }, range, context: null });
    assert.deepEqual(await ask(), []);
    assert.deepEqual(await ask(), []);
    assert.equal(client.log.filter((line) => line.startsWith('Code actions failed')).length, 1, client.log.join('\n'));
    assert.notEqual(await client.request('textDocument/hover', hoverAt(0, 8)), null);
  });

  test('settings and options of the wrong kind are named, and the rest is used', async (context) => {
    const client = await TestClient.start(context, {
      initializationOptions: { trusted: 'yes', commands: { run: 7 }, settings: [] },
    });
    client.notify('workspace/didChangeConfiguration', { settings: { warpfold: { compilerErrors: 'no' } } });
    await poll('the log to name them', () => client.log.some((line) => line.includes('compilerErrors')));
    assert.ok(client.log.some((line) => line.includes('trusted')));
  });

  test('a request that was cancelled before its turn is answered so', async (context) => {
    const client = await TestClient.start(context);
    client.open(uri, kernel.repeat(300));
    const cancel = new CancellationTokenSource();
    const busy = client.diagnostics(uri);
    const cancelled = client.request('textDocument/hover', hoverAt(0, 8), cancel.token);
    cancel.cancel();
    await assert.rejects(cancelled, failsWith(requestCancelled));
    assert.notEqual((await busy).length, 0);
  });
});

test('a server whose client is killed does not stay behind', async (context) => {
  const script = `
    const { spawn } = require('node:child_process');
    const server = spawn(process.execPath, [${JSON.stringify(path.resolve(serverEntry))}, '--stdio'], { stdio: ['pipe', 'ignore', 'inherit'] });
    process.stdout.write(String(server.pid));
    setInterval(() => undefined, 1000);`;
  const editor = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => editor.kill('SIGKILL'));
  const server = await new Promise<number>((resolve) => {
    editor.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
  });
  assert.ok(isAlive(server));
  editor.kill('SIGKILL');
  await poll('the server to end', () => !isAlive(server));
});

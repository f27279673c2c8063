import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  createProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
  type DocumentDiagnosticReport,
  type InitializeResult,
} from 'vscode-languageserver-protocol/node';
import { cliEntry } from '../support/cli';
import { workspace } from '../support/workspace';

/** What an editor does that waits for the server to connect: a document with one mistake, and its diagnostics. */
async function converse(context: TestContext, where: string | undefined): Promise<void> {
  const listener = createServer();
  context.after(() => listener.close());
  const socket = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  await new Promise<void>((resolve) => {
    if (where === undefined) listener.listen(0, '127.0.0.1', resolve);
    else listener.listen(where, resolve);
  });
  const flag = where === undefined ? `--socket=${(listener.address() as AddressInfo).port}` : `--pipe=${where}`;
  const program = spawn(process.execPath, [cliEntry, 'lsp', flag], { stdio: ['ignore', 'inherit', 'inherit'] });
  context.after(() => program.kill('SIGKILL'));
  const exit = new Promise<number | null>((resolve) => program.once('exit', resolve));
  const stream = await socket;
  const connection = createProtocolConnection(new SocketMessageReader(stream), new SocketMessageWriter(stream));
  connection.listen();
  const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  });
  assert.equal(serverInfo?.name, 'warpfold');
  const uri = 'untitled:k.reduce';
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'reduce', version: 1, text: 'kernl k { }\n' },
  });
  const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.equal(report.kind === 'full' && report.items[0]?.code, 'unknown-item');
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await exit, 0);
  connection.dispose();
}

test('the server connects to a port where an editor listens', (context) => converse(context, undefined));

test('the server connects to a named pipe or a socket file', (context) => {
  const file = process.platform === 'win32' ? `\\\\.\\pipe\\warpfold-${process.pid}` : undefined;
  return converse(context, file ?? path.join(workspace(context, {}), 'editor.sock'));
});

import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { TestContext } from 'node:test';
import * as v from 'valibot';
import { Message, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import {
  createProtocolConnection,
  type CancellationToken,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type LogMessageParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import {
  convertPasteResultSchema,
  itemsResultSchema,
  serverMethods,
  templatesResultSchema,
  workspaceItemsResultSchema,
} from '../../../protocol/server';
import { poll } from '../../support/poll';
import { root } from '../../support/root';
import { ProtocolTypes } from './protocol-types';

/** The built server, as editors start it. */
export const serverEntry = path.join(root, 'dist', 'server.js');

/** An editor that asks for diagnostics, and one that is sent them. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};
export const pushed: ClientCapabilities = { textDocument: { publishDiagnostics: {} } };

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly workspaceFolders?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The command line behind `node`. */
  readonly args?: readonly string[];
}

let types: ProtocolTypes | undefined;

/**
 * An editor's side of the protocol, without an editor: starts the built server and checks every message that it sends
 * against the protocol's types. A message that breaks them fails the test.
 */
export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly registered: string[] = [];
  diagnosticRefreshes = 0;
  private readonly problems: string[] = [];
  private readonly asked = new Map<number | string, string>();
  private readonly versions = new Map<string, number>();
  private isEnding = false;

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly exit: Promise<number | null>,
  ) {}

  /** A server that has been initialized, and ends with the test. */
  static async start(
    context: TestContext,
    options: ClientOptions = {},
  ): Promise<TestClient & { result: InitializeResult }> {
    const client = TestClient.spawn(context, options);
    const result = await client.initialize(options);
    return Object.assign(client, { result });
  }

  /** A server that has been started and not spoken to. */
  static spawn(context: TestContext, { args = [serverEntry, '--stdio'], env }: ClientOptions = {}): TestClient {
    types ??= new ProtocolTypes();
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const reader = new StreamMessageReader(child.stdout);
    const writer = new StreamMessageWriter(child.stdin);
    const connection = createProtocolConnection(reader, writer);
    const client = new TestClient(child, connection, exit);
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        client.inspect(message);
        callback(message);
      });
    const write = writer.write.bind(writer);
    writer.write = (message) => {
      if (Message.isRequest(message) && message.id !== null) client.asked.set(message.id, message.method);
      return write(message).catch((error: unknown) => {
        // The answer to a question of a server that the test has ended meanwhile.
        if (!client.isEnding) throw error;
      });
    };
    client.answerServer();
    connection.listen();
    context.after(() => client.end());
    return client;
  }

  initialize({
    capabilities = pulling,
    initializationOptions,
    workspaceFolders,
  }: ClientOptions): Promise<InitializeResult> {
    const folders = workspaceFolders?.map((uri) => ({ uri, name: path.basename(uri) })) ?? null;
    const params = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders,
    };
    return this.request<InitializeResult>('initialize', params).then((result) => {
      this.notify('initialized', {});
      return result;
    });
  }

  request<Result = unknown>(method: string, params: unknown, token?: CancellationToken): Promise<Result> {
    if (params === undefined) return this.connection.sendRequest<Result>(method);
    return token === undefined
      ? this.connection.sendRequest<Result>(method, params)
      : this.connection.sendRequest<Result>(method, params, token);
  }

  notify(method: string, params: unknown): void {
    void (params === undefined
      ? this.connection.sendNotification(method)
      : this.connection.sendNotification(method, params));
  }

  open(uri: string, text: string): void {
    this.versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'reduce', version: 1, text } });
  }

  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Pulls the diagnostics of a document. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    return report.kind === 'full' ? report.items : [];
  }

  /** Pulls until the diagnostics are as wanted. */
  diagnosticsWhen(what: string, uri: string, wanted: (found: readonly Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    return poll(what, async () => {
      const found = await this.diagnostics(uri);
      return wanted(found) && found;
    });
  }

  /** Waits until diagnostics were sent that are as wanted. Only the last ones of a document count. */
  publishedWhen(
    what: string,
    uri: string,
    wanted: (found: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    return poll(what, () => {
      const last = this.published.filter((params) => params.uri === uri).at(-1);
      return last !== undefined && wanted(last) && last;
    });
  }

  /** Every answer of the server until now has been read, and every notification that it sent before. */
  async settle(): Promise<void> {
    await this.request('workspace/symbol', { query: '' });
  }

  async shutdown(): Promise<number | null> {
    await this.request('shutdown', undefined);
    this.notify('exit', undefined);
    return this.exit;
  }

  private async end(): Promise<void> {
    this.isEnding = true;
    this.connection.dispose();
    this.process.kill('SIGKILL');
    await this.exit;
    if (this.problems.length > 0) throw new Error(`The server broke the protocol:\n${this.problems.join('\n')}`);
  }

  private answerServer(): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
    });
    connection.onNotification('window/logMessage', ({ message }: LogMessageParams) => {
      this.log.push(message);
    });
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.diagnosticRefreshes += 1;
      return null;
    });
    connection.onRequest('workspace/inlayHint/refresh', () => null);
  }

  private inspect(message: Message): void {
    const problem = this.problemOf(message);
    if (problem !== undefined) this.problems.push(problem);
  }

  private problemOf(message: Message): string | undefined {
    if (types === undefined) return undefined;
    if (Message.isRequest(message) || Message.isNotification(message)) {
      const problem = types.paramsProblem(message.method, message.params ?? null);
      return problem && `${message.method}: ${problem}`;
    }
    if (!Message.isResponse(message)) return `not a message: ${JSON.stringify(message)}`;
    if (message.error !== undefined) return undefined;
    const method = message.id === null ? undefined : this.asked.get(message.id);
    if (method === undefined) return `an answer to nothing: ${JSON.stringify(message)}`;
    const own = ownResults.get(method);
    if (own !== undefined)
      return v.is(own, message.result) ? undefined : `${method}: ${JSON.stringify(message.result)}`;
    const problem = types.resultProblem(method, message.result);
    return problem && `answer to ${method}: ${problem}`;
  }
}

const ownResults = new Map<string, v.GenericSchema>([
  [serverMethods.items, itemsResultSchema],
  [serverMethods.workspaceItems, workspaceItemsResultSchema],
  [serverMethods.convertPaste, convertPasteResultSchema],
  [serverMethods.templates, templatesResultSchema],
]);

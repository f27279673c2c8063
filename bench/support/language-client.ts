import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

/** A server to measure: its program, which speaks over stdio, and a document that it is asked about. */
export interface ServerProgram {
  /** A script for Node. */
  readonly entry: string;
  /** What an editor gives Node beside it. */
  readonly execArgv?: readonly string[];
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

/** An editor that asks for diagnostics, and can be told that there are more. */
const capabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true }, completionList: { itemDefaults: ['editRange'] } },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ['relative'],
    },
  },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** An editor's side of the protocol, with one open document and nothing that takes time. */
export class LanguageClient {
  private version = 1;

  private constructor(
    private readonly program: ServerProgram,
    private readonly server: ChildProcess,
    private readonly connection: ProtocolConnection,
  ) {
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    // Rejects what was asked of a server that has died.
    connection.onClose(() => connection.dispose());
    connection.listen();
  }

  /** Starts the server, and opens the document. */
  static async start(program: ServerProgram): Promise<LanguageClient> {
    const { entry, execArgv = [], env, uri, languageId, text } = program;
    const server = spawn(process.execPath, [...execArgv, entry, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const client = new LanguageClient(program, server, connection);
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    client.notify('initialized', {});
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return client;
  }

  /** The answer to a request about the document. */
  ask<Answer = unknown>(method: string, params: object = {}): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, { textDocument: { uri: this.program.uri }, ...params });
  }

  /** Replaces what stands between two places. */
  edit(start: Position, end: Position, text: string): void {
    this.version += 1;
    this.notify('textDocument/didChange', {
      textDocument: { uri: this.program.uri, version: this.version },
      contentChanges: [{ range: { start, end }, text }],
    });
  }

  /** Resident memory of the server's process in bytes; undefined where the system does not tell. */
  residentMemory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.server.pid}/status`, 'utf8');
      const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
      return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
    } catch {
      // Only Linux has the file.
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.server.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    this.notify('exit', undefined);
    await exit;
  }

  private notify(method: string, params: unknown): void {
    void (params === undefined
      ? this.connection.sendNotification(method)
      : this.connection.sendNotification(method, params));
  }
}

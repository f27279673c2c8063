import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { serverMethods, serverNodeOptions, type InitializationOptions } from '../protocol/server';
import { commandIds } from './commands/command-ids';

/** What is sent at the start: every key may be left out. */
type Options = Partial<Pick<InitializationOptions, 'trusted' | 'commands'>> & { readonly settings: unknown };

/** The language server and the client that speaks with it. Starts on demand, once. */
export class LanguageServer implements vscode.Disposable {
  private client: Promise<LanguageClient> | undefined;
  private readonly ready = new vscode.EventEmitter<void>();
  private readonly trust: vscode.Disposable;

  /** Fires when the server answers requests. */
  readonly onDidStart = this.ready.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void this.client?.then((client) => client.sendNotification(serverMethods.trust, { trusted: true }));
    });
  }

  /** The running client. Rejects where the server cannot be started. */
  start(): Promise<LanguageClient> {
    this.client ??= this.create();
    return this.client;
  }

  get isStarted(): boolean {
    return this.client !== undefined;
  }

  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.stop();
  }

  dispose(): void {
    this.trust.dispose();
    this.ready.dispose();
  }

  private async create(): Promise<LanguageClient> {
    // Imported here, so that activation does not wait for it.
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = this.context.asAbsolutePath('dist/server.js');
    const server: ServerOptions = {
      run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverNodeOptions] } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: [...serverNodeOptions, '--inspect=6010'] } },
    };
    const client = new LanguageClient('warpfold', 'Warpfold', server, this.clientOptions());
    await client.start();
    this.ready.fire();
    return client;
  }

  private clientOptions(): LanguageClientOptions {
    const initializationOptions: Options = {
      trusted: vscode.workspace.isTrusted,
      commands: { run: commandIds.runKernel, profile: commandIds.profileKernel },
      settings: vscode.workspace.getConfiguration('warpfold'),
    };
    return {
      documentSelector: [{ language: 'reduce' }],
      initializationOptions,
      outputChannel: this.log,
      synchronize: { configurationSection: 'warpfold' },
    };
  }
}

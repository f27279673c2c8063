import {
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { mergeCapabilities } from './capabilities';
import { Diagnostics } from './diagnostics/diagnostics';
import { DocumentStore } from './document-store';
import { Guard } from './guard';
import { callHierarchy } from './handlers/call-hierarchy';
import { completion } from './handlers/completion';
import { customMessages } from './handlers/custom';
import { editing } from './handlers/editing';
import { navigation } from './handlers/navigation';
import { reading } from './handlers/reading';
import { tokens } from './handlers/semantic-tokens';
import { structure } from './handlers/structure';
import { watch, workspace } from './handlers/workspace';
import { IdleWork } from './idle';
import type { Session } from './session';
import { Configuration, readInitializationOptions } from './settings';
import { synchronization } from './synchronization';
import { WorkspaceFiles } from './workspace-files';

/** What the server is given by the program that it runs in. */
export interface ServerEnvironment {
  readonly version: string;
  /** Path of the bundled runner. */
  readonly runner: string;
  /** Address of the page about diagnostics that came with the server, where there is one. */
  readonly documentation: string | undefined;
}

/** Serves a client on a connection, which it starts to listen to. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  let running: RunningServer | undefined;
  connection.onInitialize((params) => {
    if (running !== undefined)
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    running = new RunningServer(connection, environment, params);
    return running.result;
  });
  connection.onInitialized(() => running?.initialized());
  connection.onShutdown(() => running?.shutdown());
  // Requests that nothing else handles.
  connection.onRequest((method: string) =>
    running === undefined
      ? new ResponseError(ErrorCodes.ServerNotInitialized, `"${method}" came before "initialize".`)
      : new ResponseError(ErrorCodes.MethodNotFound, `There is no method "${method}".`),
  );
  connection.listen();
}

/** The server from the client's `initialize` on. */
class RunningServer {
  readonly result: InitializeResult;
  private readonly session: Session;
  private readonly files: WorkspaceFiles;
  private readonly diagnostics: Diagnostics;

  constructor(connection: Connection, environment: ServerEnvironment, params: InitializeParams) {
    const { value: options, problems } = readInitializationOptions(params.initializationOptions);
    const log = (message: string): void => connection.console.warn(message);
    for (const problem of problems) log(`Initialization option ${problem}. It is left out.`);
    const guard = new Guard(
      (message) => connection.console.error(message),
      () => idle.touch(),
    );
    const idle = new IdleWork(guard);
    const session: Session = {
      connection,
      client: params.capabilities,
      options,
      configuration: new Configuration(options),
      documents: new DocumentStore(),
      guard,
    };
    const documentation = options.documentation ?? environment.documentation;
    const diagnostics = new Diagnostics(session, { idle, runner: environment.runner, documentation, log });
    const files = new WorkspaceFiles(foldersOf(params));
    customMessages(session, files);
    this.session = session;
    this.files = files;
    this.diagnostics = diagnostics;
    this.result = {
      capabilities: mergeCapabilities([
        { positionEncoding: PositionEncodingKind.UTF16 },
        synchronization(session, [diagnostics]),
        diagnostics.capabilities,
        completion(session),
        reading(session),
        navigation(session),
        editing(session),
        structure(session),
        tokens(session),
        callHierarchy(session),
        workspace(session, { files, log, dataChanged: (documents) => diagnostics.refresh(documents) }),
      ]),
      serverInfo: { name: 'warpfold', version: environment.version },
    };
  }

  initialized(): void {
    watch(this.session, this.files);
  }

  /** Answers nothing any more: the client is about to end the process. */
  shutdown(): void {
    this.session.guard.close();
    this.diagnostics.dispose();
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? [rootUri].filter((uri) => typeof uri === 'string');
}

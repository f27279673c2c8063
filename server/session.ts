import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/server';
import type { DocumentStore } from './document-store';
import type { Guard } from './guard';
import type { Configuration } from './settings';

/** What handlers have at hand from the client's `initialize` on. */
export interface Session {
  readonly connection: Connection;
  /** What the client says that it can do. */
  readonly client: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly configuration: Configuration;
  readonly documents: DocumentStore;
  readonly guard: Guard;
}

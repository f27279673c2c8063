import type { ServerCapabilities } from 'vscode-languageserver';
import type { OpenDocument } from '../document-store';

/** How diagnostics reach the client. There are two ways, and a client gets one of them, never both. */
export interface Delivery {
  readonly capabilities: ServerCapabilities;
  opened(document: OpenDocument): void;
  changed(document: OpenDocument): void;
  closed(uri: string): void;
  /** Something that took longer is known now, or holds no longer. */
  arrived(document: OpenDocument): void;
}

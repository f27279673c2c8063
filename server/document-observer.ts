import type { OpenDocument } from './document-store';

/** Follows what happens to the documents that the client has open. */
export interface DocumentObserver {
  opened(document: OpenDocument): void;
  changed(document: OpenDocument): void;
  saved(document: OpenDocument): void;
  closed(uri: string): void;
}

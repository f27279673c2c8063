/** What completion may use beside the document. */
export interface CompletionOptions {
  /** Whether the client expands snippets; otherwise their placeholders are inserted as plain text. */
  readonly snippets: boolean;
  /** The character that the client asks after; left out where a person asks, or types a word. */
  readonly triggerCharacter?: string;
  readonly files?: FileListing;
  /** What the client lets a list say once for all its items; `editRange` is made use of. */
  readonly itemDefaults?: readonly string[];
  /** How many items a client is sent at most; it asks again while a word is typed. All where it is left out. */
  readonly most?: number;
}

/** The files that a `file("…")` can name. */
export interface FileListing {
  /** What is in a folder, which is given relative to the document's own; '' is that one. May throw. */
  list(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[];
}

/** Characters behind which a client asks by itself. */
export const completionTriggers: readonly string[] = ['.', '>', ':', '"', '/'];

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the language's `FileAccess` reaches the disk: for a process that has one. */
export interface NodeFiles {
  readHead(file: string, length: number): Uint8Array;
  stat(file: string): { readonly size: number; readonly modified: number };
  resolve(file: string): string;
}

/**
 * Files as a document sees them: relative paths count from the document's folder. A document without a folder
 * (`untitled:`) can name absolute paths only.
 */
export function filesOf(uri: string): NodeFiles {
  const folder = uri.startsWith('file:') ? path.dirname(fileURLToPath(uri)) : undefined;
  return {
    readHead(file, length) {
      const descriptor = openSync(file, 'r');
      try {
        const buffer = Buffer.alloc(length);
        return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
      } finally {
        closeSync(descriptor);
      }
    },
    stat(file) {
      const { size, mtimeMs } = statSync(file);
      return { size, modified: mtimeMs };
    },
    resolve(file) {
      if (path.isAbsolute(file)) return path.normalize(file);
      if (folder === undefined) {
        throw new Error(
          `"${file}" is relative to the folder of the .reduce file, which is not saved yet. Save it first.`,
        );
      }
      return path.resolve(folder, file);
    },
  };
}

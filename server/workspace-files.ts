import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { WorkspaceSymbol } from 'vscode-languageserver';
import { createAnalyser, workspaceSymbols } from '../language/services';

/** Bounds on what is read of a workspace: a folder opened by mistake must not stall the server. */
const MOST_FILES = 1000;
const MOST_FOLDERS = 5000;
const MOST_BYTES = 1 << 20;

/** The `.reduce` files of the workspace's folders: found and read when somebody first asks for them. */
export class WorkspaceFiles {
  private folders: readonly string[];
  private files: readonly string[] | undefined;
  private readonly known = new Map<string, readonly WorkspaceSymbol[]>();

  /** @param folders URIs. Folders that are not on this machine's disk are left out. */
  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...this.folders.filter((folder) => !removed.includes(folder)), ...added];
    this.files = undefined;
  }

  /** A file was made, changed or deleted. */
  forget(uri: string): void {
    this.files = undefined;
    this.known.delete(normalize(uri));
  }

  /** The symbols of one file after the other. What else is known of a file is not kept. */
  async *symbols(isOpen: (uri: string) => boolean): AsyncGenerator<readonly WorkspaceSymbol[]> {
    this.files ??= await findFiles(this.folders.flatMap(pathOf));
    for (const file of this.files) {
      const uri = pathToFileURL(file).href;
      if (isOpen(uri)) continue;
      const symbols = this.known.get(uri) ?? (await readSymbols(uri, file));
      this.known.set(uri, symbols);
      yield symbols;
    }
  }
}

async function readSymbols(uri: string, file: string): Promise<readonly WorkspaceSymbol[]> {
  try {
    if ((await stat(file)).size > MOST_BYTES) return [];
    return workspaceSymbols(createAnalyser(uri).analyse(await readFile(file, 'utf8'), 0), '');
  } catch {
    // Deleted since, or not for us to read.
    return [];
  }
}

/** Files below folders, level by level, so that what lies near is found where there is too much. */
async function findFiles(roots: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const folders = [...roots];
  for (let at = 0; at < folders.length && at < MOST_FOLDERS && found.length < MOST_FILES; at++) {
    const folder = folders[at] ?? '';
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const place = path.join(folder, entry.name);
      if (entry.isFile() && entry.name.endsWith('.reduce')) found.push(place);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') folders.push(place);
    }
  }
  return found.slice(0, MOST_FILES);
}

function pathOf(uri: string): string[] {
  try {
    return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
  } catch {
    return [];
  }
}

/** Clients differ in which characters of a URI they escape. */
function normalize(uri: string): string {
  const [file] = pathOf(uri);
  return file === undefined ? uri : pathToFileURL(file).href;
}

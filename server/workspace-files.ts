import { promises as disk } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { WorkspaceSymbol } from 'vscode-languageserver';
import { createAnalyser, documentItems, workspaceSymbols } from '../language/services';
import type { ItemsResult } from '../protocol/server';
import { fileAccessOf } from './file-access';

/** Bounds on what is read of a workspace: a folder opened by mistake must not stall the server. */
const MOST_FILES = 1000;
const MOST_FOLDERS = 5000;
const MOST_BYTES = 1 << 20;

/** What is kept of a file that no editor has open. The rest of what it means is not. */
export interface ClosedFile extends ItemsResult {
  readonly uri: string;
  readonly symbols: readonly WorkspaceSymbol[];
}

/** The `.reduce` files of the workspace's folders: found and read when somebody first asks for them. */
export class WorkspaceFiles {
  private folders: readonly string[];
  private files: readonly string[] | undefined;
  private readonly known = new Map<string, ClosedFile | undefined>();

  /** @param folders URIs. Folders that are not on this machine's disk are left out. */
  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...this.folders.filter((folder) => !removed.includes(folder)), ...added];
    this.files = undefined;
  }

  /** A file was made, changed or deleted. What cases say of a data file is part of what they are identified by. */
  forget(uri: string): void {
    if (!uri.endsWith('.reduce')) {
      this.known.clear();
      return;
    }
    this.files = undefined;
    this.known.delete(normalize(uri));
  }

  /** The files that no editor has open, one after the other. */
  async *closed(isOpen: (uri: string) => boolean): AsyncGenerator<ClosedFile> {
    this.files ??= await findFiles(this.folders.flatMap(pathOf));
    for (const file of this.files) {
      const uri = pathToFileURL(file).href;
      if (isOpen(uri)) continue;
      if (!this.known.has(uri)) this.known.set(uri, await read(uri, file));
      const known = this.known.get(uri);
      if (known !== undefined) yield known;
    }
  }
}

async function read(uri: string, file: string): Promise<ClosedFile | undefined> {
  try {
    if ((await disk.stat(file)).size > MOST_BYTES) return undefined;
    const analysis = createAnalyser(uri, { files: fileAccessOf(uri) }).analyse(await disk.readFile(file, 'utf8'), 0);
    return { uri, symbols: workspaceSymbols(analysis, ''), ...documentItems(analysis) };
  } catch {
    // Deleted since, or not for us to read.
    return undefined;
  }
}

/** Files below folders, level by level, so that what lies near is found where there is too much. */
async function findFiles(roots: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const folders = [...roots];
  for (let at = 0; at < folders.length && at < MOST_FOLDERS && found.length < MOST_FILES; at++) {
    const folder = folders[at] ?? '';
    for (const entry of await disk.readdir(folder, { withFileTypes: true }).catch(() => [])) {
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

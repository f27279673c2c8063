import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { runSchema, type Run } from '../../protocol/report';
import { withLock } from './file-lock';

const storedSchema = v.record(v.string(), v.unknown());

/**
 * Baselines by key, in one file that every window of a workspace shares: what one sets the others get, and none undoes what
 * another has set. (The editor's own state of a workspace is kept as a whole by each window, and the last one to write wins.)
 */
export class BaselineFile {
  private known: { readonly version: string; readonly stored: Readonly<Record<string, unknown>> } | undefined;

  constructor(private readonly file: { readonly fsPath: string }) {}

  /** Undefined where none was set, or what was is no run that can be read. */
  get(key: string): Run | undefined {
    const parsed = v.safeParse(runSchema, this.stored()[key]);
    return parsed.success ? parsed.output : undefined;
  }

  /** Throws what the file system throws where it cannot be kept. */
  async set(key: string, run: Run): Promise<void> {
    const { fsPath } = this.file;
    await mkdir(path.dirname(fsPath), { recursive: true });
    await withLock(fsPath, async () => {
      this.known = undefined;
      const aside = `${fsPath}.${randomUUID()}`;
      await writeFile(aside, JSON.stringify({ ...this.stored(), [key]: run }));
      await rename(aside, fsPath);
    });
    this.known = undefined;
  }

  /** Another one whenever the file was written; undefined where there is none. */
  version(): string | undefined {
    const stats = statSync(this.file.fsPath, { throwIfNoEntry: false });
    // Every writing makes a new file.
    return stats && `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
  }

  private stored(): Readonly<Record<string, unknown>> {
    const version = this.version();
    if (version === undefined) return {};
    if (this.known?.version !== version) this.known = { version, stored: readStored(this.file.fsPath) };
    return this.known.stored;
  }
}

function readStored(file: string): Readonly<Record<string, unknown>> {
  try {
    const parsed = v.safeParse(storedSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

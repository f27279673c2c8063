import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeEntry, encodeEntry } from './cache-entry';
import { MemoryCache } from './memory-cache';

export interface BinaryCacheOptions {
  readonly folder: string;
  /** On disk; the entries unused for longest go first. Default: 512 MiB. */
  readonly limitBytes?: number;
  /** In memory. Default: 64 MiB. */
  readonly memoryBytes?: number;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Compiled binaries by key, in memory and on disk. Several processes may use one folder: entries appear by renaming,
 * whole or not at all. Nothing here throws for a disk that is full, read-only or damaged: an entry is then missing.
 */
export class BinaryCache {
  private readonly folder: string;
  private readonly limitBytes: number;
  private readonly memory: MemoryCache;

  constructor({ folder, limitBytes = 512 << 20, memoryBytes = 64 << 20 }: BinaryCacheOptions) {
    this.folder = path.join(folder, 'binaries-1');
    this.limitBytes = limitBytes;
    this.memory = new MemoryCache(memoryBytes);
  }

  read(key: string): Buffer | undefined {
    const payload = this.memory.get(key) ?? this.readDisk(key);
    if (payload !== undefined) this.memory.set(key, payload);
    return payload;
  }

  /** The file of an intact entry: its payload stands at its start, so that a shared library can be loaded from it. */
  readFile(key: string): string | undefined {
    return this.readDisk(key) === undefined ? undefined : this.fileOf(key);
  }

  /** Returns the entry's file, or undefined where the disk did not take it. */
  write(key: string, payload: Uint8Array): string | undefined {
    this.memory.set(key, Buffer.from(payload));
    const file = this.fileOf(key);
    const temporary = path.join(this.folder, `${randomUUID()}.tmp`);
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, encodeEntry(payload), { mode: 0o700 });
      renameSync(temporary, file);
    } catch {
      remove(temporary);
      return undefined;
    }
    this.evict(file);
    return file;
  }

  private fileOf(key: string): string {
    return path.join(this.folder, `${key}.bin`);
  }

  private readDisk(key: string): Buffer | undefined {
    const file = this.fileOf(key);
    let entry: Buffer;
    try {
      entry = readFileSync(file);
    } catch {
      return undefined;
    }
    const payload = decodeEntry(entry);
    if (payload === undefined) remove(file);
    else touch(file);
    return payload;
  }

  /** Removes the entries unused for longest until the rest fits, and what writers that died left behind. */
  private evict(keep: string): void {
    const entries: { file: string; bytes: number; used: number }[] = [];
    for (const name of names(this.folder)) {
      const file = path.join(this.folder, name);
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      if (name.endsWith('.tmp')) {
        if (Date.now() - stat.mtimeMs > day) remove(file);
      } else if (file !== keep) entries.push({ file, bytes: stat.size, used: stat.mtimeMs });
    }
    entries.sort((first, second) => second.used - first.used);
    let bytes = statSync(keep, { throwIfNoEntry: false })?.size ?? 0;
    for (const entry of entries) {
      bytes += entry.bytes;
      if (bytes > this.limitBytes) remove(entry.file);
    }
  }
}

/** A key for everything that a binary depends on. */
export function cacheKey(parts: Readonly<Record<string, string | number | readonly string[]>>): string {
  const sorted = Object.entries(parts).sort(([first], [second]) => (first < second ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Marks an entry as used just now. */
function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // A read-only cache is still a cache.
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Windows keeps a library that some process has loaded; a later eviction takes it.
  }
}

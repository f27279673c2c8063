import type { Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

const LINE_END = 0x0a;

/** How far a file was read. */
export interface Position {
  /** Tells apart files that had the same name one after the other. */
  readonly identity: string;
  /** Bytes. */
  readonly offset: number;
}

export interface LinesRead {
  /** Without empty ones. */
  readonly lines: readonly string[];
  /** What stands behind the last line's end: a line that is being written, or was never finished. */
  readonly rest: string;
  /** Behind the last line that is whole; undefined where there is no file. */
  readonly position: Position | undefined;
}

/**
 * Reads the lines of a file that others append to, from where an earlier reading ended; all of them where that was another
 * file, or there was none. Nothing where there is no file. Throws what else the file system throws.
 */
export async function readLines(file: string, after?: Position): Promise<LinesRead> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (error) {
    if (isAbsent(error)) return { lines: [], rest: '', position: undefined };
    throw error;
  }
  try {
    const now = endOf(await handle.stat());
    const start = after?.identity === now.identity && after.offset <= now.offset ? after.offset : 0;
    const bytes = await bytesFrom(handle, start, now.offset);
    const end = bytes.lastIndexOf(LINE_END) + 1;
    return {
      lines: bytes
        .toString('utf8', 0, end)
        .split('\n')
        .filter((line) => line !== ''),
      rest: bytes.toString('utf8', end),
      position: { identity: now.identity, offset: start + end },
    };
  } finally {
    await handle.close();
  }
}

/**
 * Puts a line at the end of a file, behind what a process that died there has left of its own. Nobody else may write meanwhile.
 * Throws what the file system throws.
 */
export async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+');
  try {
    const { size } = await handle.stat();
    const last = size === 0 ? undefined : (await bytesFrom(handle, size - 1, size))[0];
    await handle.appendFile(`${last === undefined || last === LINE_END ? '' : '\n'}${line}\n`);
  } finally {
    await handle.close();
  }
}

/** The end of a file as it is now; undefined where there is none. Throws what else the file system throws. */
export async function endOfFile(file: string): Promise<Position | undefined> {
  try {
    return endOf(await stat(file));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The number of a file is given to another one when it is gone. */
function endOf({ ino, birthtimeMs, size }: Stats): Position {
  return { identity: `${ino} ${birthtimeMs}`, offset: size };
}

async function bytesFrom(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

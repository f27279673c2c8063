import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds after which a lock is left over from a process that died: no work under one takes nearly as long. */
const STALE_AFTER = 10_000;
const RETRY_AFTER = 10;

/**
 * Does work on a file that other windows of the editor, which are other processes, may be writing too: one after the other.
 * The lock is a file beside it, whose folder has to exist. Throws what the file system and the work throw.
 */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`;
  while (!(await isTaken(lock))) {
    if ((await ageOf(lock)) > STALE_AFTER) await rm(lock, { force: true });
    else await delay(RETRY_AFTER);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes the lock; false where another has it. */
async function isTaken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** In milliseconds; 0 where it has gone meanwhile. */
async function ageOf(lock: string): Promise<number> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs;
  } catch {
    return 0;
  }
}

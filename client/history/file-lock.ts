import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';

/** Milliseconds after which a lock is left over from a process that died: one that lives renews its own in half of it. */
const STALE_AFTER = 10_000;
const RETRY_AFTER = 10;

/**
 * Does work on a file that other windows of the editor, which are other processes, may be writing too: one after the other.
 * The lock is a folder beside the file, whose own folder has to exist. Throws what the file system and the work throw, and where
 * the lock was lost meanwhile, since another window may have undone the work: a machine that slept does not renew it.
 */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const state: { lost?: Error } = {};
  const release = await take(file, (error) => {
    state.lost = error;
  });
  try {
    const result = await work();
    const { lost } = state;
    if (lost === undefined) return result;
    throw new Error(`Another window took the lock of ${file} meanwhile: ${lost.message}`, { cause: lost });
  } finally {
    if (state.lost === undefined) await release();
  }
}

/** Takes the lock as soon as nobody has it. */
async function take(file: string, onCompromised: (error: Error) => void): Promise<() => Promise<void>> {
  for (;;) {
    try {
      // The file itself need not exist yet.
      return await lock(file, { realpath: false, stale: STALE_AFTER, onCompromised });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    await delay(RETRY_AFTER);
  }
}

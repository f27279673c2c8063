import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Does some work in a folder of its own, which is removed whatever happens. */
export async function withTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = createTemporaryFolder();
  try {
    return await work(folder);
  } finally {
    removeFolder(folder);
  }
}

export function createTemporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'warpfold-'));
}

/** Never throws: what cannot be removed (a library that Windows holds open) is left to the system. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // Left to the system's own cleaning of temporary files.
  }
}

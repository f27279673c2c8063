import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { runSchema, type Run } from '../../protocol/report';
import { withLock } from './file-lock';

export const RUNS_PER_KEY = 200;
export const HISTORY_BYTES = 20_000_000;

/**
 * The runs of a workspace, as JSON lines in its storage: at most 200 of each file, kernel, case and device, and 20 MB in
 * all; the oldest go first. Every window of the workspace writes to the same file, one after the other. A line that cannot be read is left out, and the rest is kept.
 */
export class History {
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: { readonly fsPath: string },
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {}

  /** Newest first. Writes the file anew where it holds more than it should. */
  async read(): Promise<readonly Run[]> {
    const lines = await this.lines();
    const runs = lines.flatMap(parseRun).reverse();
    const kept = withinLimits(runs);
    if (kept.length < lines.length) this.enqueue(() => withLock(this.file.fsPath, () => this.compact()));
    return kept;
  }

  append(run: Run): void {
    this.enqueue(async () => {
      const { fsPath } = this.file;
      await mkdir(path.dirname(fsPath), { recursive: true });
      await withLock(fsPath, async () => {
        await appendFile(fsPath, `${JSON.stringify(run)}\n`);
        const { size } = await stat(fsPath);
        if (size > HISTORY_BYTES) await this.compact();
      });
    });
  }

  /** Resolves when everything that was appended is written. */
  flush(): Promise<void> {
    return this.writing;
  }

  private enqueue(work: () => Promise<void>): void {
    this.writing = this.writing.then(work).catch((error: unknown) => {
      this.log.warn(`The history of runs could not be written: ${String(error)}`);
    });
  }

  private async lines(): Promise<readonly string[]> {
    try {
      return (await readFile(this.file.fsPath, 'utf8')).split('\n').filter((line) => line !== '');
    } catch {
      return [];
    }
  }

  /**
   * Leaves out what is over the limits or cannot be read. Reads the file itself, so that what another window appended stays
   * (the caller has the lock), and writes it aside and renames it into place, so that a reader never meets half a file.
   */
  private async compact(): Promise<void> {
    const kept = withinLimits((await this.lines()).flatMap(parseRun).reverse());
    const aside = `${this.file.fsPath}.${randomUUID()}`;
    await writeFile(
      aside,
      kept
        .toReversed()
        .map((run) => `${JSON.stringify(run)}\n`)
        .join(''),
    );
    await rename(aside, this.file.fsPath);
  }
}

function parseRun(line: string): Run[] {
  try {
    const parsed = v.safeParse(runSchema, JSON.parse(line));
    return parsed.success ? [parsed.output] : [];
  } catch {
    return [];
  }
}

function withinLimits(newestFirst: readonly Run[]): Run[] {
  const counts = new Map<string, number>();
  const kept: Run[] = [];
  let bytes = 0;
  for (const run of newestFirst) {
    const key = [run.uri, run.kernel, run.case ?? '', run.device?.id ?? ''].join('\0');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > RUNS_PER_KEY) continue;
    bytes += Buffer.byteLength(JSON.stringify(run)) + 1;
    if (bytes > HISTORY_BYTES * 0.9) break;
    kept.push(run);
  }
  return kept;
}

import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { runSchema, type Run } from '../../protocol/report';
import { withLock } from './file-lock';
import { appendLine, endOfFile, readLines, type LinesRead, type Position } from './line-file';

export const RUNS_PER_KEY = 200;
export const HISTORY_BYTES = 20_000_000;

/**
 * The runs of a workspace, as JSON lines in its storage: at most 200 of each file, kernel, case and device, and 20 MB in
 * all; the oldest go first. Every window of the workspace writes to the same file, one after the other. A line that cannot be read is left out, and the rest is kept.
 */
export class History {
  private writing: Promise<void> = Promise.resolve();
  /** Up to where this window knows what the file holds. */
  private known: Position | undefined;

  constructor(
    private readonly file: { readonly fsPath: string },
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {}

  /** Newest first. Writes the file anew where it holds more than it should. */
  async read(): Promise<readonly Run[]> {
    let kept: readonly Run[] = [];
    await this.enqueue(async () => {
      const { lines, position } = await this.lines();
      this.known = position;
      kept = withinLimits(lines.flatMap(parseRun).reverse());
      if (kept.length < lines.length) void this.enqueue(() => this.change(() => this.compact()));
    }, 'read');
    return kept;
  }

  /**
   * What other windows have appended since the file was last read, newest first; where one of them wrote it anew, all that it
   * holds. Only reads, so that no window's answer to a change is a change.
   */
  async news(): Promise<readonly Run[]> {
    let lines: readonly string[] = [];
    // Behind what this window is writing, which is no news.
    await this.enqueue(async () => {
      const read = await readLines(this.file.fsPath, this.known);
      ({ lines } = read);
      this.known = read.position;
    }, 'read');
    return lines.flatMap(parseRun).reverse();
  }

  append(run: Run): void {
    void this.enqueue(async () => {
      const { fsPath } = this.file;
      await mkdir(path.dirname(fsPath), { recursive: true });
      await this.change(async () => {
        await appendLine(fsPath, JSON.stringify(run));
        const { size } = await stat(fsPath);
        if (size > HISTORY_BYTES) await this.compact();
      });
    });
  }

  /** Resolves when everything that was appended is written. */
  flush(): Promise<void> {
    return this.writing;
  }

  /** Does work on the file that no other window's comes between, and that adds nothing which this window does not know. */
  private change(work: () => Promise<void>): Promise<void> {
    const { fsPath } = this.file;
    return withLock(fsPath, async () => {
      const before = await endOfFile(fsPath);
      const isAllKnown = before?.identity === this.known?.identity && before?.offset === this.known?.offset;
      await work();
      // Where others wrote before, that is still to be read.
      if (isAllKnown) this.known = await endOfFile(fsPath);
    });
  }

  private enqueue(work: () => Promise<void>, doing: 'read' | 'written' = 'written'): Promise<void> {
    this.writing = this.writing.then(work).catch((error: unknown) => {
      this.log.warn(`The history of runs could not be ${doing}: ${String(error)}`);
    });
    return this.writing;
  }

  /** All lines, an unfinished one too. */
  private async lines(): Promise<Pick<LinesRead, 'lines' | 'position'>> {
    const { lines, rest, position } = await readLines(this.file.fsPath);
    return { lines: rest === '' ? lines : [...lines, rest], position };
  }

  /**
   * Leaves out what is over the limits or cannot be read. Reads the file itself, so that what another window appended stays
   * (the caller has the lock), and writes it aside and renames it into place, so that a reader never meets half a file.
   */
  private async compact(): Promise<void> {
    const kept = withinLimits((await this.lines()).lines.flatMap(parseRun).reverse());
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

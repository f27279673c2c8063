import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const digestBytes = 32;

/**
 * What V8 made of one program, in one file, for the next process that runs it. A file belongs to the text that it was made
 * from: it is empty for any other, and the newest replaces it. Nothing here throws for a disk that is full, read-only or
 * damaged: the program is then compiled anew.
 */
export class CodeCache {
  constructor(private readonly file: string) {}

  /** The code of this text; undefined where there is none, or not all of it. */
  read(text: string): Buffer | undefined {
    let entry: Buffer;
    try {
      entry = readFileSync(this.file);
    } catch {
      return undefined;
    }
    const code = entry.subarray(digestBytes);
    // V8 compares the text's length alone, and runs damaged code.
    return digestOf(text, code).equals(entry.subarray(0, digestBytes)) ? code : undefined;
  }

  write(text: string, code: Buffer): void {
    const temporary = `${this.file}.${randomUUID()}.tmp`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, Buffer.concat([digestOf(text, code), code]), { mode: 0o600 });
      renameSync(temporary, this.file);
    } catch {
      remove(temporary);
    }
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never made.
  }
}

function digestOf(text: string, code: Buffer): Buffer {
  return createHash('sha256').update(text).update(code).digest();
}

import type { ArtifactKind } from '../../protocol/rpc';

/** Which lines of a generated text came from which line of the source, both zero-based. */
export type LineMap = ReadonlyMap<number, readonly number[]>;

/** Tells, line by line, where a generated text says that it comes from. Lines of the source count from one there. */
type Reader = (line: string) => Origin | 'ours' | 'same';

interface Origin {
  readonly file: string;
  readonly line: number;
  /** Whether the next line of the text comes from the next line of the source. */
  readonly advances: boolean;
}

/**
 * Reads the map out of a generated text. `source` is the name of the source's file, without its folder: compilers write
 * the folder that they ran in before it.
 */
export function readLineMap(text: string, artifact: ArtifactKind, source: string): LineMap {
  const map = new Map<number, number[]>();
  const lines = text.split('\n');
  const read = readers[artifact](lines);
  let origin: Origin | undefined;
  for (const [at, line] of lines.entries()) {
    const found = read(line);
    if (found !== 'same') {
      origin = found === 'ours' || baseName(found.file) !== source ? undefined : found;
      continue;
    }
    if (origin === undefined) continue;
    if (line.trim() !== '') {
      const known = map.get(origin.line - 1);
      if (known === undefined) map.set(origin.line - 1, [at]);
      else known.push(at);
    }
    if (origin.advances) origin = { ...origin, line: origin.line + 1 };
  }
  return map;
}

/** The generated lines of a range of source lines, the last included; ascending. */
export function generatedLines(map: LineMap, first: number, last: number): readonly number[] {
  const found: number[] = [];
  for (let line = first; line <= last; line++) found.push(...(map.get(line) ?? []));
  return found.sort((left, right) => left - right);
}

const readers: Readonly<Record<ArtifactKind, (lines: readonly string[]) => Reader>> = {
  cuda: () => readDirective,
  cpp: () => readDirective,
  ptx: ptxReader,
  sass: () => readSassComment,
};

function readDirective(line: string): Origin | 'same' {
  const match = /^#line (\d+) "((?:[^"\\]|\\.)*)"/.exec(line);
  if (match === null) return 'same';
  const [, number, file = ''] = match;
  return { file: file.replace(/\\(.)/g, '$1'), line: Number(number), advances: true };
}

/** PTX names its files once, at the end of the text, and refers to them by number. */
function ptxReader(lines: readonly string[]): Reader {
  const files = new Map<string, string>();
  for (const line of lines) {
    const [, number, file] = /^\s*\.file\s+(\d+)\s+"(.*?)"/.exec(line) ?? [];
    if (number !== undefined && file !== undefined) files.set(number, file);
  }
  return (line) => {
    if (line.startsWith('}')) return 'ours';
    const [, number = '', at] = /^\s*\.loc\s+(\d+)\s+(\d+)/.exec(line) ?? [];
    return at === undefined ? 'same' : { file: files.get(number) ?? '', line: Number(at), advances: false };
  };
}

/** What nvdisasm writes before the instructions of a line. */
function readSassComment(line: string): Origin | 'ours' | 'same' {
  const [, file, number] = /^\s*\/\/## File "(.*?)", line (\d+)/.exec(line) ?? [];
  if (file !== undefined) return { file, line: Number(number), advances: false };
  return /^\s*(\/\/-{5}|\.section\b)/.test(line) ? 'ours' : 'same';
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

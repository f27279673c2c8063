/** Which lines of a generated text came from which line of the source, both zero-based. */
export type LineMap = ReadonlyMap<number, readonly number[]>;

interface Origin {
  readonly file: string;
  /** Of the source, from one. */
  readonly line: number;
}

/**
 * Reads the map out of CUDA or C++, whose `#line` directives tell where the lines below them come from. `source` is the
 * name of the source's file, without its folder.
 */
export function readLineMap(text: string, source: string): LineMap {
  const map = new Map<number, number[]>();
  const lines = text.split('\n');
  let origin: Origin | undefined;
  for (const [at, line] of lines.entries()) {
    const found = readDirective(line);
    if (found !== undefined) {
      origin = baseName(found.file) === source ? found : undefined;
      continue;
    }
    if (origin === undefined) continue;
    if (line.trim() !== '') {
      const known = map.get(origin.line - 1);
      if (known === undefined) map.set(origin.line - 1, [at]);
      else known.push(at);
    }
    origin = { ...origin, line: origin.line + 1 };
  }
  return map;
}

/** The generated lines of a range of source lines, the last included; ascending. */
export function generatedLines(map: LineMap, first: number, last: number): readonly number[] {
  const found: number[] = [];
  for (let line = first; line <= last; line++) found.push(...(map.get(line) ?? []));
  return found.sort((left, right) => left - right);
}

function readDirective(line: string): Origin | undefined {
  const match = /^#line (\d+) "((?:[^"\\]|\\.)*)"/.exec(line);
  if (match === null) return undefined;
  const [, number, file = ''] = match;
  return { file: file.replace(/\\(.)/g, '$1'), line: Number(number) };
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

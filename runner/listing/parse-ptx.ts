import type { RawPlace } from './located-source';
import type { Instruction, Place } from './operation';
import type { ParsedListing } from './parse-sass';
import { ptxOperation } from './ptx-operation';

/** Reads PTX with its `.loc` directives. Its lines stay as they are. */
export function parsePtx(text: string, resolve: (place: RawPlace) => Place | undefined): ParsedListing {
  const lines = text.split('\n');
  const files = fileNames(lines);
  const instructions: Instruction[] = [];
  const labels = new Map<string, number>();
  let place: Place | undefined;
  for (const [at, line] of lines.entries()) {
    const location = readLocation(line, files);
    if (location !== undefined) {
      place = resolve(location);
      continue;
    }
    if (line.startsWith('}')) place = undefined;
    const [, label] = /^(\$\w+):/.exec(line) ?? [];
    if (label !== undefined) {
      labels.set(label, instructions.length);
      continue;
    }
    const [, predicate, opcode, operands = ''] =
      /^\s+\{?\s*(?:(@!?%p\w+)\s+)?([a-z][\w]*(?:[.:]+\w+)*)\s*([^;]*);/.exec(line) ?? [];
    if (opcode === undefined) continue;
    const target = /(\$L\w+)\s*$/.exec(operands)?.[1];
    instructions.push({
      line: at,
      opcode,
      operands,
      operation: ptxOperation(opcode),
      ...(predicate === undefined ? {} : { predicate }),
      ...(target === undefined ? {} : { target }),
      ...(place === undefined ? {} : { place }),
    });
  }
  return { lines, instructions, labels };
}

/** PTX names its files once, and refers to them by number. */
function fileNames(lines: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const line of lines) {
    const [, number, file] = /^\s*\.file\s+(\d+)\s+"(.*?)"/.exec(line) ?? [];
    if (number !== undefined && file !== undefined) files.set(number, file);
  }
  return files;
}

function readLocation(line: string, files: ReadonlyMap<string, string>): RawPlace | undefined {
  const [, number = '', at, column] = /^\s*\.loc\s+(\d+)\s+(\d+)\s+(\d+)/.exec(line) ?? [];
  if (at === undefined) return undefined;
  const caller = /inlined_at\s+\d+\s+(\d+)/.exec(line)?.[1];
  return {
    file: files.get(number) ?? '',
    line: Number(at),
    column: Number(column),
    ...(caller === undefined ? {} : { inlinedAt: [Number(caller)] }),
  };
}

import type { GeneratedSource } from '../../codegen';
import type { CheckedDocument, CheckedKernel, KernelExpression } from '../../language';
import { tokenize } from '../../language/cpp/lexer';
import { Findings } from '../../language/diagnostics/diagnostic';
import type { Place } from './operation';

/**
 * Lines from here on are offsets of the document. Line information of SASS has no columns: a program for a listing puts
 * every token of the user's expressions on a line of its own, and numbers that line by the token's place.
 */
const FIRST_OFFSET = 1 << 28;

/** The expressions of a kernel, in the order that it has them. */
export function expressionsOf({ map, reduce, neutral, postMap }: CheckedKernel): KernelExpression[] {
  return [map, reduce, neutral, postMap].filter((expression) => expression !== undefined);
}

/**
 * The same program, token by token, in which the number of a line tells the place of a token. `#line` is all that is
 * added, so the compiler makes the same code of it.
 */
export function locatedText(source: GeneratedSource, document: CheckedDocument, kernel: CheckedKernel): string {
  const lines = source.text.split('\n');
  const replaced = new Map<number, string[]>();
  for (const { span } of expressionsOf(kernel)) {
    const range = { start: kernel.start + span.start, end: kernel.start + span.end };
    if (range.start === range.end) continue;
    for (const { kind, start, end } of tokenize(document.text, range, new Findings()).tokens) {
      const place = kind === 'end' ? undefined : source.map.toGenerated(start, end);
      if (place === undefined) continue;
      const line = replaced.get(place.line) ?? [];
      line.push(`#line ${FIRST_OFFSET + start} "${source.fileName.replace(/[\\"]/g, '\\$&')}"`);
      line.push(document.text.slice(start, end));
      replaced.set(place.line, line);
    }
  }
  return lines.map((line, at) => replaced.get(at)?.join('\n') ?? line).join('\n');
}

/** A place as the compiler gave it: a file, and lines from one, the instruction's own first. */
export interface RawPlace {
  readonly file: string;
  readonly line: number;
  /** From one: PTX only. */
  readonly column?: number;
  /** Lines of the generated file that the instruction's function was inlined at. */
  readonly inlinedAt?: readonly number[];
}

/** Reads a place of a program that `locatedText` made; undefined for lines that stand for nothing. */
export function placeOf({ file, line, inlinedAt = [] }: RawPlace, source: GeneratedSource): Place | undefined {
  if (line === 0) return undefined;
  if (baseName(file) !== source.fileName) return { in: 'generated', lines: [line, ...inlinedAt].map((one) => one - 1) };
  return line >= FIRST_OFFSET ? { in: 'expression', offset: line - FIRST_OFFSET } : { in: 'document', line: line - 1 };
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

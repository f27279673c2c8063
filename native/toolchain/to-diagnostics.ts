import type { CompilerMessage } from './parse-log';
import { parseLog } from './parse-log';
import { PresumedLines } from './presumed-lines';
import type { CompilableSource } from './source';

/** What a compiler said, about the characters `start … end` of the document. */
export interface CompilerDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface CompilerRun {
  readonly log: string;
  /** Whether the program was refused: there is then at least one error. */
  readonly failed: boolean;
  readonly source: CompilableSource;
  /** The text that the program was generated from. */
  readonly document: string;
}

/**
 * Brings a compiler's messages to the user's characters. Messages about lines of the generator's own go to the nearest
 * expression. Notes are left out: they explain a message at a place that is mostly ours.
 */
export function compilerDiagnostics({ log, failed, source, document }: CompilerRun): CompilerDiagnostic[] {
  const presumed = new PresumedLines(source.text.split('\n'), '');
  const found = new Map<string, CompilerDiagnostic>();
  for (const message of parseLog(log)) {
    if (message.severity === 'note') continue;
    const diagnostic: CompilerDiagnostic = {
      severity: message.severity,
      ...locate(message, presumed, source, document),
    };
    // Text that stands in several functions is reported for each.
    const key = `${diagnostic.start} ${diagnostic.message}`;
    if (!found.has(key)) found.set(key, diagnostic);
  }
  const all = [...found.values()];
  if (failed && !all.some(({ severity }) => severity === 'error')) {
    const line = log.split(/\r?\n/).find((text) => text.trim() !== '');
    const message = line?.trim() ?? 'The compiler failed without a message.';
    all.push({ severity: 'error', message, ...source.map.nearestExpression(0) });
  }
  return all;
}

function locate(
  message: CompilerMessage,
  presumed: PresumedLines,
  source: CompilableSource,
  document: string,
): { message: string; start: number; end: number } {
  const text = message.message;
  if (message.file === undefined) {
    return { message: text, ...(mentioned(text, document) ?? source.map.nearestExpression(0)) };
  }
  if (message.file === source.fileName) {
    const start = userOffset(message, presumed, source);
    if (start !== undefined) return { message: text, start, end: tokenEnd(document, start) };
    const [line] = presumed.find(message.file, message.line);
    return { message: text, ...source.map.nearestExpression(line ?? 0) };
  }
  const [line] = [...presumed.find(message.file, message.line), ...presumed.find('', message.line)];
  const isOurs = line !== undefined && !/\.(?:h|hpp|cuh|hxx|inl)$/.test(message.file);
  if (isOurs) return { message: text, ...source.map.nearestExpression(line) };
  // A header that the user includes: there is no place in the document for its lines.
  return { message: `${message.file}:${message.line}: ${text}`, ...source.map.nearestExpression(0) };
}

function userOffset(
  { file = '', line, column, columnUnit, message }: CompilerMessage,
  presumed: PresumedLines,
  source: CompilableSource,
): number | undefined {
  for (const generated of presumed.find(file, line)) {
    const text = presumed.text(generated);
    if (column === undefined) {
      const first = source.map.toDocument(generated, text.search(/\S|$/));
      if (first !== undefined) return first;
      continue;
    }
    const character =
      columnUnit === 'utf16'
        ? settle(text, column - 1, message)
        : Buffer.from(text)
            .subarray(0, column - 1)
            .toString('utf8').length;
    const offset = source.map.toDocument(generated, character);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/**
 * Where a message that quotes a word of the line means that word. NVCC preprocesses with another compiler, which takes
 * comments out, so that its carets may stand some columns off.
 */
function settle(text: string, character: number, message: string): number {
  const word = /"([A-Za-z_]\w*)/.exec(message)?.[1];
  if (word === undefined || text.startsWith(word, character)) return character;
  const places = [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => index);
  const distance = (place: number): number => Math.abs(place - character);
  return places.reduce((best, place) => (distance(place) < distance(best) ? place : best), places[0] ?? character);
}

/** Where the document names what the linker misses: `scale(float)` as `scale`. */
function mentioned(message: string, document: string): { start: number; end: number } | undefined {
  const name = /"(?:[\w:]*::)?(\w+)/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const start = document.search(new RegExp(`\\b${name}\\b`));
  return start < 0 ? undefined : { start, end: start + name.length };
}

/** The end of the word, number or operator that starts at an offset; one character where nothing better is known. */
function tokenEnd(document: string, start: number): number {
  const token =
    /(?:[\p{ID_Start}_$][\p{ID_Continue}$]*|\.?\d(?:[\w.]|(?<=[eEpP])[+-])*|<<=?|>>=?|&&|\|\||->|[-+*/%&|^=!<>]=|[^\s])/uy;
  token.lastIndex = start;
  const match = token.exec(document);
  return match === null ? Math.min(start + 1, document.length) : token.lastIndex;
}

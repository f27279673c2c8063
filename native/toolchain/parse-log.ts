/** One message of a compiler, at the place that the compiler gave. */
export interface CompilerMessage {
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  /** As the compiler spells it; undefined for a message of the linker. */
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number;
  /** From 1, where the compiler told it: in bytes of UTF-8 for GCC, Clang and MSVC, in UTF-16 units for NVCC and NVRTC. */
  readonly column?: number;
  readonly columnUnit: 'byte' | 'utf16';
}

/** `dot.reduce:12:15: error: 'z' was not declared in this scope` */
const gnu = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/;

/**
 * `dot.reduce(12): error: identifier "z" is undefined`, `dot.reduce(12): warning #177-D: …` (EDG: NVCC and NVRTC) and
 * `dot.reduce(12,15): error C2065: 'z': undeclared identifier` (MSVC).
 */
const parenthesized =
  /^(.+)\((\d+)(?:,(\d+))?\) ?: (catastrophic error|internal error|fatal error|error|warning|remark|note)(?: C\d+| #\d+(?:-D)?)?: (.*)$/;

const undefinedReference = /undefined reference to [`‘']([^'’]+)['’]/;

/**
 * Reads the log of NVRTC, NVCC, GCC, Clang or MSVC. Lines that are no message (source echoes, include chains, totals)
 * are passed over.
 */
export function parseLog(log: string): CompilerMessage[] {
  const lines = log.split(/\r?\n/);
  const messages: CompilerMessage[] = [];
  lines.forEach((line, index) => {
    const message = parseLine(line, lines.slice(index + 1, index + 3));
    if (message !== undefined) messages.push(message);
  });
  return messages;
}

function parseLine(line: string, next: readonly string[]): CompilerMessage | undefined {
  const gnuMatch = gnu.exec(line);
  if (gnuMatch !== null) {
    const [, file, lineNumber, column, kind = '', message = ''] = gnuMatch;
    return { ...place(file, lineNumber, column), severity: severityOf(kind), message, columnUnit: 'byte' };
  }
  const match = parenthesized.exec(line);
  if (match !== null) {
    const [, file, lineNumber, column, kind = '', message = ''] = match;
    const severity = severityOf(kind);
    if (column !== undefined) return { ...place(file, lineNumber, column), severity, message, columnUnit: 'byte' };
    return { ...place(file, lineNumber, caretColumn(next)?.toString()), severity, message, columnUnit: 'utf16' };
  }
  const missing = undefinedReference.exec(line)?.[1];
  if (missing === undefined) return undefined;
  return {
    severity: 'error',
    message: `"${missing}" is declared but defined nowhere`,
    file: undefined,
    line: 1,
    columnUnit: 'utf16',
  };
}

function place(file: string | undefined, line: string | undefined, column: string | undefined) {
  return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

function severityOf(kind: string): CompilerMessage['severity'] {
  if (kind.endsWith('error')) return 'error';
  return kind === 'warning' ? 'warning' : 'note';
}

/**
 * The column under which EDG drew its caret. The echoed line is indented by two columns, and characters beyond ASCII
 * are echoed as `\Uxxxxxxxx`.
 */
function caretColumn([echo = '', caretLine = '']: readonly string[]): number | undefined {
  if (!/^\s+\^\s*$/.test(caretLine)) return undefined;
  const before = echo.slice(2, caretLine.indexOf('^'));
  const decoded = before.replace(/\\U([0-9a-fA-F]{8})/g, (escape, code: string) => {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : escape;
  });
  return decoded.length + 1;
}

import type { LineIndex } from '../language';
import { type Diagnostic, type Severity } from '../language';

/** A diagnostic as a fixture writes it down: `^^^ error[code]: message part`. */
export interface Annotation {
  /** Zero-based, in the fixture's text. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  readonly code: string;
  /** A part of the message; empty for any. */
  readonly message: string;
}

export interface Fixture {
  /** The text to check: the fixture without its cursor marker. Annotations are comments and stay. */
  readonly text: string;
  /** Where `$0` stood. */
  readonly cursor: number | undefined;
  readonly annotations: readonly Annotation[];
}

const cursorMarker = '$0';
const pattern = /^\s*\/\/\s*(?:(\^+)|<(-+))\s*(error|warning|information|hint)\[([a-z0-9-]+)\](?::\s*(.*?))?\s*$/;

export function parseFixture(source: string): Fixture {
  const marker = source.indexOf(cursorMarker);
  const text = marker < 0 ? source : source.slice(0, marker) + source.slice(marker + cursorMarker.length);
  const annotations: Annotation[] = [];
  let target = -1;
  for (const [line, content] of text.split(/\r\n|\r|\n/).entries()) {
    const annotation = parseAnnotation(content, target);
    if (annotation === undefined) target = line;
    else annotations.push(annotation);
  }
  return { text, cursor: marker < 0 ? undefined : marker, annotations };
}

function parseAnnotation(content: string, line: number): Annotation | undefined {
  const match = pattern.exec(content);
  if (match === null) return undefined;
  const [, carets, dashes, severity = '', code = '', message = ''] = match;
  const start = carets === undefined ? content.indexOf('//') : content.indexOf('^');
  const length = (carets ?? dashes ?? '').length;
  return { line, start, end: start + length, severity: severity as Severity, code, message };
}

/** What a fixture has to write to expect a diagnostic. Of several lines the first is marked, of no character one. */
export function annotationOf(diagnostic: Diagnostic, text: string, index: LineIndex): Annotation {
  const { code, severity, message, span } = diagnostic;
  const { line, character: start } = index.position(span.start);
  const last = index.position(span.end);
  const lineLength = index.offset({ line: line + 1, character: 0 }) - index.offset({ line, character: 0 });
  const lineText = text.substr(index.offset({ line, character: 0 }), lineLength).trimEnd();
  const end = last.line === line ? last.character : lineText.length;
  return { line, start, end: Math.max(end, start + 1), severity, code, message };
}

/** The comment that stands for an annotation, under the line that it is about. */
export function formatAnnotation({ start, end, severity, code, message }: Annotation): string {
  const length = end - start;
  const mark =
    start < 2 ? `${' '.repeat(start)}// <${'-'.repeat(length)}` : `//${' '.repeat(start - 2)}${'^'.repeat(length)}`;
  // A message that quotes `*/` would close the comment that it is about.
  const part = message.split('*/')[0] ?? '';
  return `${mark} ${severity}[${code}]: ${part.trimEnd()}`;
}

/** True for lines of a fixture that are annotations. */
export function isAnnotation(line: string): boolean {
  return pattern.test(line);
}

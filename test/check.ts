/**
 * Tests of the checker are written as `.reduce` texts that say which diagnostics they expect:
 *
 *     kernel sum {
 *         dtype_out = float32
 *     //              ^^^^^^^ error[missing-semicolon]: is missing
 *
 * Carets mark the exact range on the nearest line above that is no annotation. Several annotations may follow a line.
 * A range that begins in the first two columns is marked `// <---- error[code]`: it begins where the `//` does, and has
 * as many characters as there are dashes. A range over several lines is marked on its first line, an empty one with one
 * caret. The part after the colon has to occur in the message; it may be left out. `$0` marks the cursor.
 *
 * Every diagnostic must be annotated and every annotation met. Files of `test/fixtures/` are tested by
 * `fixtures.test.ts`; `UPDATE=1 node --import tsx --test test/fixtures.test.ts` writes their annotations anew (read the
 * difference before you commit it). A fixture of your area goes to `test/fixtures/<area>/`.
 */
import assert from 'node:assert/strict';
import { checkDocument, LineIndex, type CheckedDocument, type CheckOptions } from '../language';
import { annotationOf, formatAnnotation, isAnnotation, parseFixture, type Annotation } from './fixture';

export interface CheckedFixture {
  /** Without the cursor marker. */
  readonly text: string;
  /** Offset of `$0`; undefined where the fixture has none. */
  readonly cursor: number | undefined;
  readonly document: CheckedDocument;
}

/** Checks a fixture and fails unless its diagnostics are the annotated ones. */
export function check(fixture: string, options: CheckOptions = {}): CheckedFixture {
  const { text, cursor, annotations } = parseFixture(fixture);
  const document = checkDocument(text, options);
  const found = diagnosticsOf(document);
  const missing = annotations.filter((expected) => !found.some((actual) => meets(actual, expected)));
  const unexpected = found.filter((actual) => !annotations.some((expected) => meets(actual, expected)));
  if (missing.length > 0 || unexpected.length > 0) {
    const lines = text.split(/\r\n|\r|\n/);
    const show = (annotation: Annotation): string =>
      `line ${annotation.line + 1}:\n${lines[annotation.line] ?? ''}\n${formatAnnotation(annotation)}\n`;
    assert.fail(
      [
        ...unexpected.map((annotation) => `Not annotated, ${show(annotation)}`),
        ...missing.map((annotation) => `Not reported, ${show(annotation)}`),
      ].join('\n'),
    );
  }
  assert.equal(found.length, annotations.length, 'A diagnostic was reported twice, or annotated twice.');
  return { text, cursor, document };
}

/** The fixture with the annotations that `check` would pass. Parts of messages that still hold are kept. */
export function annotate(fixture: string, options: CheckOptions = {}): string {
  const old = parseFixture(fixture).annotations;
  const lines: string[] = [];
  // The lines of the annotations that are there, by the number that the line above them will have.
  const oldOf = new Map<number, Annotation[]>();
  for (const [line, content] of fixture.split('\n').entries()) {
    if (isAnnotation(content)) continue;
    oldOf.set(
      lines.length,
      old.filter((annotation) => annotation.line === line),
    );
    lines.push(content);
  }
  const found = diagnosticsOf(checkDocument(parseFixture(lines.join('\n')).text, options));
  return lines
    .flatMap((content, line) => {
      const here = found.filter((actual) => actual.line === line);
      const kept = (actual: Annotation): Annotation =>
        oldOf.get(line)?.find((expected) => meets(actual, { ...expected, line })) ?? actual;
      return [content, ...here.map((actual) => formatAnnotation(kept(actual)))];
    })
    .join('\n');
}

function diagnosticsOf(document: CheckedDocument): Annotation[] {
  const index = new LineIndex(document.text);
  return document.diagnostics.map((diagnostic) => annotationOf(diagnostic, document.text, index));
}

function meets(actual: Annotation, expected: Annotation): boolean {
  return (
    actual.line === expected.line &&
    actual.start === expected.start &&
    actual.end === expected.end &&
    actual.severity === expected.severity &&
    actual.code === expected.code &&
    actual.message.includes(expected.message)
  );
}

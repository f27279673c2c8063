import type { DiagnosticCode } from '../diagnostics/codes';
import { span, type Span } from '../text/span';
import { isBlank, isLineBreak, wordEnd } from './lexeme';
import type { Scanner } from './scanner';
import { startsBinding } from './split-items';
import type { Identifier } from './tree';

/** Reads the name of a kernel or a case. A malformed one is reported and kept, so that uses of it still meet it. */
export function parseName(scanner: Scanner, what: 'kernel' | 'case', form: string): Identifier {
  const keyword = scanner.last;
  scanner.skipTrivia();
  const start = scanner.at;
  const end = startsBinding(scanner.text, start) ? start : nameEnd(scanner.text, start);
  if (end === start) {
    reportMissingName(scanner, keyword, what, form);
    return { text: '', span: span(keyword.end, keyword.end) };
  }
  scanner.moveTo(end);
  const name = { text: scanner.text.slice(start, end), span: scanner.last };
  const isWord = wordEnd(scanner.text, start) === end && !/^\d/.test(name.text);
  if (!isWord) scanner.findings.report('invalid-name', name.span, { name: name.text });
  return name;
}

export function reportMissingName(scanner: Scanner, place: Span, what: 'kernel' | 'case', form: string): void {
  if (!scanner.isCutShort && !isHeadBroken(scanner)) scanner.findings.report('missing-name', place, { what, form });
}

const headMistakes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(['missing-name', 'missing-of']);

/** A head that breaks off is one mistake, whatever else it lacks. */
export function isHeadBroken({ findings }: Scanner): boolean {
  return findings.all.some(({ code }) => headMistakes.has(code));
}

/** A name reaches to a blank or to a character that begins what follows a name. */
function nameEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isBlank(code) || isLineBreak(code) || '{}=;/()'.includes(text.charAt(end))) break;
    end++;
  }
  return end;
}

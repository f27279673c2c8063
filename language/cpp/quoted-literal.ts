import type { Findings } from '../diagnostics/diagnostic';
import { type Span, span as makeSpan } from '../text/span';
import type { CharacterLiteral, MissingExpression, StringLiteral } from './tree';

interface ScannedLiteral {
  /** What stands between the delimiters. */
  readonly content: Span;
  readonly end: number;
  readonly terminated: boolean;
}

/** Delimits a literal whose quote stands at `start`. It ends at the same quote, or unterminated at the end of its line. */
export function scanQuoted(text: string, start: number, end: number): ScannedLiteral {
  const quote = text[start];
  let position = start + 1;
  while (position < end) {
    const character = text[position];
    if (character === quote) return { content: makeSpan(start + 1, position), end: position + 1, terminated: true };
    if (character === '\n' || character === '\r') break;
    position += character === '\\' ? 2 : 1;
  }
  position = Math.min(position, end);
  return { content: makeSpan(start + 1, position), end: position, terminated: false };
}

/** Delimits `"delimiter( … )delimiter"` whose quote stands at `start`. */
export function scanRawString(text: string, start: number, end: number): ScannedLiteral {
  const opening = /"([^()\\\s"]{0,16})\(/y;
  opening.lastIndex = start;
  const match = opening.exec(text);
  if (match && opening.lastIndex <= end) {
    const close = text.indexOf(`)${match[1] ?? ''}"`, opening.lastIndex);
    const closeEnd = close + (match[1] ?? '').length + 2;
    if (close >= 0 && closeEnd <= end) {
      return { content: makeSpan(opening.lastIndex, close), end: closeEnd, terminated: true };
    }
  }
  return { content: makeSpan(start + 1, end), end, terminated: false };
}

export function readString(text: string, prefix: string, content: Span, span: Span, findings: Findings): StringLiteral {
  if (prefix.endsWith('R')) return { kind: 'string', span, value: text.slice(content.start, content.end) };
  const codes = readEscapes(text, content, findings);
  // A string of text this long cannot be spread into one call.
  return { kind: 'string', span, value: (codes ?? []).map((code) => String.fromCodePoint(code)).join('') };
}

export function readCharacter(
  text: string,
  prefix: string,
  content: Span,
  span: Span,
  findings: Findings,
): CharacterLiteral | MissingExpression {
  const missing: MissingExpression = { kind: 'missing', span };
  if (prefix !== '' && prefix !== 'u8') {
    findings.report('bad-character-literal', span, {
      reason: `the prefix ${prefix} makes a wide character: leave it out`,
    });
    return missing;
  }
  const codes = readEscapes(text, content, findings);
  if (codes === undefined) return missing;
  const [code] = codes;
  if (code === undefined) {
    findings.report('bad-character-literal', span, { reason: 'it is empty' });
  } else if (codes.length > 1) {
    findings.report('bad-character-literal', span, {
      reason: 'it holds more than one character: a string takes double quotes',
    });
  } else if (code > 0xff || (code > 0x7f && text[content.start] !== '\\')) {
    findings.report('bad-character-literal', span, { reason: 'its character does not fit in one char' });
  } else {
    return { kind: 'character', span, value: code };
  }
  return missing;
}

const simpleEscapes: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['t', 9],
  ['r', 13],
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['v', 11],
  ['\\', 92],
  ["'", 39],
  ['"', 34],
  ['?', 63],
]);

/** The code points of a literal's content ([lex.ccon]); undefined where an escape is wrong, which is reported. */
function readEscapes(text: string, content: Span, findings: Findings): number[] | undefined {
  const codes: number[] = [];
  const body = text.slice(content.start, content.end);
  const pattern = /\\(?:(\r\n|[\n\r])|([0-7]{1,3})|x([\da-fA-F]+)|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))|([^\\])/uy;
  while (pattern.lastIndex < body.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(body);
    if (match === null) return undefined;
    const [whole, lineBreak, octal, hex, short, long, simple, plain] = match;
    const digits = hex ?? short ?? long;
    if (lineBreak !== undefined) continue;
    const code =
      plain !== undefined
        ? plain.codePointAt(0)
        : octal !== undefined
          ? parseInt(octal, 8)
          : digits !== undefined
            ? parseInt(digits, 16)
            : simpleEscapes.get(simple ?? '');
    if (code === undefined || code > 0x10ffff || (hex !== undefined && code > 0xff)) {
      const at = makeSpan(content.start + start, content.start + start + whole.length);
      findings.report('bad-escape', at, { escape: whole });
      return undefined;
    }
    codes.push(code);
  }
  return codes;
}

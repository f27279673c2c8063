import { tokenize } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import type { Span } from '../../text/span';
import type { Style } from './options';

/** A change of white space at a place of the document. */
export interface Replacement extends Span {
  readonly newText: string;
}

/**
 * Moves the C++ of a preamble, as a whole, one level in from its braces. Within it, the author's layout stays; blanks at
 * the ends of lines go. Lines that begin inside a literal, and preprocessor lines at the margin, are left alone.
 *
 * @param body Of the document, without the blanks around it.
 */
export function indentPreamble(text: string, body: Span, level: number, style: Style): Replacement[] {
  const lines = linesOf(text, body);
  const literals = tokenize(text, body, new Findings()).tokens.filter(({ kind }) => kind === 'literal');
  const inLiteral = (at: number): boolean => literals.some(({ start, end }) => start < at && at < end);
  const movable = lines.filter(({ start, content }) => {
    const isDirective = text[content] === '#' && content === start;
    return !inLiteral(start) && !isDirective;
  });
  const width = ({ start, content }: Line): number => columnsOf(text.slice(start, content), style.step);
  // The first line may stand behind the brace: what it has there is no indentation.
  const measured = movable.filter(({ content, end, start }) => content < end && start > body.start);
  const first = movable[0]?.content === body.start ? [indentBefore(text, body.start, style.step)] : [];
  const margin = Math.min(...measured.map(width), ...first.filter((columns) => columns !== undefined));
  const by = (level + 1) * style.step - (Number.isFinite(margin) ? margin : 0);
  return [
    ...measured.map((line) => ({
      start: line.start,
      end: line.content,
      newText: style.indent(Math.max(0, width(line) + by)),
    })),
    ...lines
      .filter(({ end, trimmed }) => trimmed < end && !inLiteral(end))
      .map(({ end, trimmed }) => ({ start: trimmed, end, newText: '' })),
  ];
}

interface Line {
  readonly start: number;
  /** Of the first character that is no blank. */
  readonly content: number;
  /** Behind the last one. */
  readonly trimmed: number;
  readonly end: number;
}

function linesOf(text: string, body: Span): Line[] {
  const lines: Line[] = [];
  const pattern = /[^\r\n]*/y;
  for (let start = body.start; start <= body.end;) {
    pattern.lastIndex = start;
    const content = pattern.exec(text)?.[0] ?? '';
    const end = Math.min(body.end, start + content.length);
    const line = text.slice(start, end);
    const isBlank = line.trim() === '';
    const blanks = isBlank ? line.length : line.length - line.trimStart().length;
    lines.push({ start, content: start + blanks, trimmed: isBlank ? start : start + line.trimEnd().length, end });
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

/** The columns before the first character of a line; undefined where something else stands before it. */
function indentBefore(text: string, at: number, step: number): number | undefined {
  const before = /(?:^|[\r\n])([^\S\r\n]*)$/.exec(text.slice(0, at));
  return before === null ? undefined : columnsOf(before[1] ?? '', step);
}

function columnsOf(blanks: string, step: number): number {
  let columns = 0;
  for (const character of blanks) columns += character === '\t' ? step - (columns % step) : 1;
  return columns;
}

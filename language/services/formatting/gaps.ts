import type { ItemLayout } from './item-layout';
import type { Style } from './options';
import type { Piece } from './pieces';
import type { Replacement } from './preamble-indent';
import { spacing } from './spacing';

interface LaidOutItem {
  readonly start: number;
  readonly layout: ItemLayout;
}

/** Decides on the white space between pieces. */
export class GapLayout {
  constructor(
    private readonly text: string,
    private readonly style: Style,
    private readonly item: LaidOutItem | undefined,
  ) {}

  /** The gaps between the pieces of one item. */
  within(pieces: readonly Piece[]): Replacement[] {
    const gaps: Replacement[] = [];
    // The line of each open bracket: those that one line opens are one level.
    let open: number[] = [];
    let line = 0;
    for (const [index, piece] of pieces.entries()) {
      const isInField = this.isInField(piece.start);
      if (!isInField) open = [];
      const left = pieces[index - 1];
      if (left !== undefined) {
        const level = isInField ? continuationLevel(pieces, index, open) : this.outerLevel(pieces, index);
        const newText = this.gap(left, piece, level);
        if (/[\r\n]/.test(newText)) line++;
        gaps.push({ start: left.end, end: piece.start, newText });
      }
      if (!isInField || piece.kind !== 'token') continue;
      if (/^[([{]$/.test(piece.text)) open.push(line);
      else if (closer.test(piece.text)) open.pop();
    }
    return gaps;
  }

  /** The gaps around items and comments at the top level, from `start` to the end of the text. */
  around(pieces: readonly Piece[], start: number): Replacement[] {
    const first = pieces[0];
    const last = pieces.at(-1);
    if (first === undefined || last === undefined) return [];
    const { lineBreak } = this.style;
    const gaps = pieces.slice(1).map((right, index): Replacement => {
      const left = pieces[index] ?? first;
      const breaks = this.breaksIn(left.end, right.start);
      const isTrailing = breaks === 0 && right.kind !== 'raw';
      const newText = isTrailing ? this.beforeTrailing(left, right) : lineBreak.repeat(clamp(breaks, 1, 2));
      return { start: left.end, end: right.start, newText };
    });
    return [
      { start, end: first.start, newText: '' },
      ...gaps,
      { start: last.end, end: this.text.length, newText: lineBreak },
    ];
  }

  private gap(left: Piece, right: Piece, level: number): string {
    const { layout, start } = this.item ?? { layout: undefined, start: 0 };
    const breaks = this.breaksIn(left.end, right.start);
    const forced = layout?.lineStarts.get(right.start - start);
    if (forced !== undefined || left.kind === 'line-comment') return this.line(left, right, breaks, forced ?? level);
    const isComment = right.kind === 'line-comment' || right.kind === 'block-comment';
    if (isComment && breaks === 0) return this.beforeTrailing(left, right);
    if (breaks > 0 && (isComment || this.mayBreak(left, right))) return this.line(left, right, breaks, level);
    return this.inline(left, right);
  }

  private line(left: Piece, right: Piece, breaks: number, level: number): string {
    const { lineBreak, step } = this.style;
    // Blank lines set fields apart; there is nothing to set apart at the ends of a body, nor within a value.
    const isEnd = left.text === '{' || right.text === '}' || this.isInField(right.start);
    return lineBreak.repeat(isEnd ? 1 : clamp(breaks, 1, 2)) + this.style.indent(level * step);
  }

  private inline(left: Piece, right: Piece): string {
    const { layout, start } = this.item ?? { layout: undefined, start: 0 };
    const column = layout?.columns.get(right.start - start);
    if (column !== undefined) return ' '.repeat(column + 1);
    if (left.kind === 'raw' || right.kind === 'raw') return right.text === ';' ? '' : ' ';
    if (this.isFieldMark(left) || this.isFieldMark(right) || this.isBodyBrace(left) || this.isBodyBrace(right)) {
      return right.text === ';' || (left.text === '{' && right.text === '}') ? '' : ' ';
    }
    if (layout === undefined) return ' ';
    const isApart = right.start > left.end;
    switch (spacing(left, right, layout.marks, start)) {
      case 'none':
        return '';
      case 'one':
        return ' ';
      case 'keep':
        return isApart ? ' ' : '';
    }
  }

  /** People line up comments at the ends of lines. */
  private beforeTrailing(left: Piece, right: Piece): string {
    const blanks = this.text.slice(left.end, right.start);
    return right.kind === 'line-comment' && blanks !== '' ? blanks : ' ';
  }

  /** Line breaks of the author stay within values; heads, names and `;` are drawn together. */
  private mayBreak(left: Piece, right: Piece): boolean {
    if (right.text === ';' || right.text === ',') return false;
    if (left.kind === 'raw' || right.kind === 'raw') return true;
    return this.isInField(right.start) && !this.isFieldMark(right);
  }

  /** The `=` between a name and its value. */
  private isFieldMark(piece: Piece): boolean {
    if (piece.text !== '=' || this.item === undefined) return false;
    const { start, layout } = this.item;
    const field = layout.fields.find((each) => each.start <= piece.start - start && piece.start - start < each.end);
    return field !== undefined && /^\w+\W*$/.test(withoutComments(this.text.slice(start + field.start, piece.start)));
  }

  private isBodyBrace(piece: Piece): boolean {
    if (this.item === undefined || (piece.text !== '{' && piece.text !== '}')) return false;
    const { start, layout } = this.item;
    // An item without a body is a preamble: its braces are the only ones that are no raw text.
    if (layout.body === undefined) return true;
    const offset = piece.start - start;
    return offset === layout.body.start || offset === layout.body.end - 1 || !this.isInField(piece.start);
  }

  private isInField(offset: number): boolean {
    if (this.item === undefined) return false;
    const { start, layout } = this.item;
    return layout.fields.some((field) => field.start < offset - start && offset - start < field.end);
  }

  /** The level of what stands in no field: heads, comments, preambles. */
  private outerLevel(pieces: readonly Piece[], index: number): number {
    const piece = pieces[index];
    if (piece === undefined) return 0;
    if (piece.kind === 'raw') return this.preambleLevel(piece) + 1;
    const owner = pieces[index - 1];
    // The closing brace of a preamble stands under its keyword.
    if (piece.text === '}' && owner?.kind === 'raw') return this.preambleLevel(owner);
    const { layout, start } = this.item ?? { layout: undefined, start: 0 };
    return layout?.body !== undefined && piece.start - start > layout.body.start ? 1 : 0;
  }

  private preambleLevel(piece: Piece): number {
    const { layout, start } = this.item ?? { layout: undefined, start: 0 };
    return layout?.preambles.find(({ body }) => body.start === piece.start - start)?.level ?? 0;
  }

  private breaksIn(start: number, end: number): number {
    return this.text.slice(start, end).match(/\r\n|\r|\n/g)?.length ?? 0;
  }
}

const closer = /^[)\]}]$/;

function continuationLevel(pieces: readonly Piece[], index: number, open: readonly number[]): number {
  let closed = 0;
  while (closer.test(pieces[index + closed]?.text ?? '')) closed++;
  const depth = new Set(open.slice(0, Math.max(0, open.length - closed))).size;
  return 1 + (closed > 0 ? depth : Math.max(1, depth));
}

function withoutComments(text: string): string {
  return text.replace(/\/\/[^\r\n]*|\/\*[^]*?\*\//g, ' ');
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

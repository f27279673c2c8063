import { commonEnd, commonStart } from './common-ends';

/** A place in a text as editors count it: zero-based, `character` in UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and line positions of one text. Lines end at `\n`, `\r\n` or `\r`. */
export class LineIndex {
  private readonly lineStarts: Int32Array;

  /** @param before The lines of an earlier version of the text: what they share is not searched again. */
  constructor(
    private readonly text: string,
    before?: LineIndex,
  ) {
    this.lineStarts =
      before === undefined ? Int32Array.from(startsOfLines(text)) : changedStarts(before.lineStarts, before.text, text);
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** Offsets outside the text are clamped to it. */
  position(offset: number): LinePosition {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.lineStarts[low] ?? 0) };
  }

  /** Positions outside the text are clamped to the nearest one inside; those behind a line's end to that end. */
  offset(position: LinePosition): number {
    if (position.line < 0) return 0;
    const start = this.lineStarts[position.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line));
  }

  /** Where a line's characters end: before its line break. */
  private lineEnd(line: number): number {
    const next = this.lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    const isPair = this.text.charCodeAt(next - 1) === 10 && this.text.charCodeAt(next - 2) === 13;
    return next - (isPair ? 2 : 1);
  }
}

/** Searches for line breaks: the engine does that many times faster than a loop looks at each character. */
function startsOfLines(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    const isFeed = carriage === -1 || (feed !== -1 && feed < carriage);
    const isPair = feed === carriage + 1;
    const start = isFeed || isPair ? feed + 1 : carriage + 1;
    starts.push(start);
    if (isFeed || isPair) feed = text.indexOf('\n', start);
    if (!isFeed) carriage = text.indexOf('\r', start);
  }
  return starts;
}

/** A line's start is seen in the character before it and the one behind: both are shared, or it is searched anew. */
function changedStarts(starts: Int32Array, before: string, text: string): Int32Array {
  const first = commonStart(before, text);
  const shorter = Math.min(before.length, text.length);
  const last = before.length - Math.min(commonEnd(before, text), shorter - first);
  const shift = text.length - before.length;
  const kept = countUpTo(starts, Math.max(0, first - 1));
  const moved = countUpTo(starts, last);
  const found: number[] = [];
  for (let at = Math.max(1, first); at <= last + shift; at++) if (beginsLine(text, at)) found.push(at);
  const changed = new Int32Array(kept + found.length + starts.length - moved);
  changed.set(starts.subarray(0, kept));
  changed.set(found, kept);
  for (let from = moved, to = kept + found.length; from < starts.length; from++, to++) {
    changed[to] = (starts[from] ?? 0) + shift;
  }
  return changed;
}

function beginsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return code === 10 || (code === 13 && text.charCodeAt(at) !== 10);
}

/** How many of the ascending offsets are not behind a place. */
function countUpTo(offsets: Int32Array, place: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { LineIndex } from '../../language/text/line-index';
import type { SourceMap } from '../generated';
import { type Region, type Segment, SegmentMap } from './source-map';

/**
 * Builds a generated text and remembers which of its characters are the user's.
 *
 * The user's text stands under `#line` directives and at its own columns, so that compilers report it at the user's
 * place; our text stands under the name of the generated file, so that their reports tell the two apart.
 */
export class SourceWriter {
  private readonly lines: string[] = [];
  private readonly segments: Segment[] = [];
  private readonly regions: Region[] = [];
  private readonly lineIndex: LineIndex;

  constructor(
    private readonly document: string,
    private readonly documentName: string,
    private readonly generatedName: string,
  ) {
    this.lineIndex = new LineIndex(document);
  }

  /** Adds lines of our own. */
  write(text = ''): void {
    this.lines.push(...text.split('\n'));
  }

  /** Adds an empty line, unless one is there already. */
  gap(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
  }

  /** Adds a heading that the lines below it belong to. */
  section(title: string): void {
    this.gap();
    this.write(`// ${title} ${'-'.repeat(Math.max(3, 116 - title.length))}`);
    this.write();
  }

  /** Adds a text of our own after an empty line, unless it is empty. */
  block(text: string): void {
    if (text === '') return;
    this.gap();
    this.write(text);
  }

  /**
   * Adds the document's characters from `start` to `end`.
   * With `standIn`, adds that text instead, which then maps to the range as a whole.
   */
  writeUser(start: number, end: number, standIn?: string): void {
    const place = this.lineIndex.position(start);
    this.write(`#line ${place.line + 1} ${quote(this.documentName)}`);

    const prefix = this.document.slice(start - place.character, start);
    let padding = prefix.replace(/[^\t]/g, ' ');
    let offset = start;
    const firstLine = this.lines.length;
    for (const { text, width } of splitLines(standIn ?? this.document.slice(start, end))) {
      this.segments.push({
        line: this.lines.length,
        character: padding.length,
        start: standIn === undefined ? offset : start,
        length: text.length,
        synthetic: standIn !== undefined,
      });
      this.lines.push(padding + text);
      offset += width;
      padding = '';
    }
    this.regions.push({ firstLine, lastLine: this.lines.length - 1, start, end });

    // The directive numbers the line that follows it, from one.
    this.write(`#line ${this.lines.length + 2} ${quote(this.generatedName)}`);
  }

  finish(): { readonly text: string; readonly map: SourceMap } {
    return { text: `${this.lines.join('\n')}\n`, map: new SegmentMap(this.segments, this.regions) };
  }
}

/** The lines of a text without their ends; `width` is a line's length with its end. Every kind of end that editors know. */
function splitLines(text: string): { readonly text: string; readonly width: number }[] {
  const lines: { text: string; width: number }[] = [];
  let start = 0;
  for (const end of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(start, end.index), width: end.index + end[0].length - start });
    start = end.index + end[0].length;
  }
  lines.push({ text: text.slice(start), width: text.length - start });
  return lines;
}

/** A C++ string literal. */
function quote(name: string): string {
  return `"${name.replace(/[\\"]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;
}

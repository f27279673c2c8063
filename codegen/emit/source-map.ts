import type { SourceMap } from '../generated';

/** A run of the user's characters on one generated line. */
export interface Segment {
  /** Zero-based line and UTF-16 column of the first character in the generated text. */
  readonly line: number;
  readonly character: number;
  /** Offset of that character in the document. */
  readonly start: number;
  readonly length: number;
  /** True for text that stands for something in the document but is not written there: all of it maps to `start`. */
  readonly synthetic: boolean;
}

/** A piece of the user's text as a whole: generated lines from `firstLine` to `lastLine`, document range. */
export interface Region {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly start: number;
  readonly end: number;
}

export class SegmentMap implements SourceMap {
  private readonly byLine = new Map<number, Segment[]>();

  /** Segments and regions come in the order of the generated text; there is at least one region. */
  constructor(
    private readonly segments: readonly Segment[],
    private readonly regions: readonly Region[],
  ) {
    for (const segment of segments) {
      const sameLine = this.byLine.get(segment.line);
      if (sameLine === undefined) this.byLine.set(segment.line, [segment]);
      else sameLine.push(segment);
    }
  }

  toDocument(line: number, character: number): number | undefined {
    for (const segment of this.byLine.get(line) ?? []) {
      const column = character - segment.character;
      // The place behind the last character belongs to it: compilers point there for what is missing.
      if (column >= 0 && column <= segment.length) return segment.start + (segment.synthetic ? 0 : column);
    }
    return undefined;
  }

  toGenerated(start: number): { readonly line: number; readonly character: number } | undefined {
    for (const { synthetic, ...segment } of this.segments) {
      const column = start - segment.start;
      if (column >= 0 && column <= (synthetic ? 0 : segment.length)) {
        return { line: segment.line, character: segment.character + column };
      }
    }
    return undefined;
  }

  nearestExpression(line: number): { readonly start: number; readonly end: number } {
    const distance = (region: Region): number => Math.max(region.firstLine - line, line - region.lastLine, 0);
    const nearest = this.regions.reduce((best, region) => (distance(region) < distance(best) ? region : best));
    return { start: nearest.start, end: nearest.end };
  }
}

import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import { isBlank } from '../syntax/lexeme';
import type { Item } from '../syntax/tree';
import { shift, span, type Span } from '../text/span';
import type { Analysis } from './model/analysis';
import { commentRuns } from './model/comment-runs';
import { lexicalParts, partsOf, type LexicalParts } from './model/lexical-parts';

const regionMarker = /^\/\/\s*#(end)?region\b/;

/**
 * Blocks in braces, fields and bindings of several lines, comments, and what stands between `// #region` and
 * `// #endregion`. A line that begins with the closing bracket stays visible. Sorted; one range for each first line.
 */
export function foldingRanges(analysis: Analysis): FoldingRange[] {
  return new Folding(analysis).run();
}

class Folding {
  /** By first line. */
  private readonly ranges = new Map<number, FoldingRange>();
  private readonly openRegions: Span[] = [];

  constructor(private readonly analysis: Analysis) {}

  run(): FoldingRange[] {
    const { text, model } = this.analysis;
    let end = 0;
    for (const { item, start } of model.items) {
      this.between(end, start);
      this.item(item, start);
      end = start + item.text.length;
    }
    this.between(end, text.length);
    return [...this.ranges.values()].sort((left, right) => left.startLine - right.startLine);
  }

  private between(start: number, end: number): void {
    const text = this.analysis.text.slice(start, end);
    if (text.trim() !== '') this.comments(lexicalParts(text), text, start);
  }

  private item(item: Item, start: number): void {
    const parts = partsOf(item);
    this.comments(parts, item.text, start);
    for (const bracket of parts.brackets) {
      if (item.text[bracket.start] === '{') this.add(shift(bracket, start));
    }
    if (item.kind !== 'kernel' && item.kind !== 'case') return;
    const members = item.kind === 'kernel' ? item.fields : item.bindings;
    for (const member of members) this.add(shift(member.span, start));
    const { name, body } = item;
    if (item.text[body.start] !== '{') this.add(shift(span(name.span.start, body.end), start));
  }

  private comments({ comments }: LexicalParts, text: string, start: number): void {
    const folded = comments.filter((comment) => {
      const marker = regionMarker.exec(text.slice(comment.start, comment.end));
      if (marker !== null) this.region(shift(comment, start), marker[1] !== undefined);
      return marker === null;
    });
    for (const run of commentRuns(text, folded)) this.add(shift(run, start), FoldingRangeKind.Comment);
  }

  private region(marker: Span, isEnd: boolean): void {
    if (!isEnd) {
      this.openRegions.push(marker);
      return;
    }
    const opener = this.openRegions.pop();
    if (opener !== undefined) this.add(span(opener.start, marker.end), FoldingRangeKind.Region);
  }

  private add({ start, end }: Span, kind?: FoldingRangeKind): void {
    const { lines } = this.analysis;
    const startLine = lines.position(start).line;
    const lastLine = lines.position(end).line;
    const endLine = kind === undefined && this.beginsWithCloser(lastLine) ? lastLine - 1 : lastLine;
    if (endLine <= startLine || (this.ranges.get(startLine)?.endLine ?? 0) >= endLine) return;
    this.ranges.set(startLine, kind === undefined ? { startLine, endLine } : { startLine, endLine, kind });
  }

  private beginsWithCloser(line: number): boolean {
    const { text, lines } = this.analysis;
    let at = lines.offset({ line, character: 0 });
    while (isBlank(text.charCodeAt(at))) at++;
    return ')]}'.includes(text.charAt(at) || ' ');
  }
}

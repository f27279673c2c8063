import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import { foldsBetweenItems, foldsOf, type Folds } from './folding-ranges/folds';
import type { Analysis } from './model/analysis';

/**
 * Blocks in braces, fields and bindings of several lines, comments, and what stands between `// #region` and
 * `// #endregion`. A line that begins with the closing bracket stays visible. Sorted; one range for each first line.
 */
export function foldingRanges({ text, lines, model }: Analysis): FoldingRange[] {
  const collector = new Collector();
  const between = (start: number, end: number): void => {
    if (start < end) collector.add(foldsBetweenItems(text.slice(start, end)), lines.position(start).line);
  };
  let end = 0;
  for (const { item, start } of model.items) {
    between(end, start);
    collector.add(foldsOf(item), lines.position(start).line);
    end = start + item.text.length;
  }
  between(end, text.length);
  return collector.all();
}

class Collector {
  private readonly byFirstLine = new Map<number, FoldingRange>();
  private readonly openRegions: number[] = [];

  add({ ranges, markers }: Folds, firstLine: number): void {
    for (const { startLine, endLine, kind } of ranges) this.take(firstLine + startLine, firstLine + endLine, kind);
    for (const { line, isEnd } of markers) {
      if (!isEnd) this.openRegions.push(firstLine + line);
      else this.closeRegion(firstLine + line);
    }
  }

  all(): FoldingRange[] {
    return Array.from(this.byFirstLine.values()).sort((left, right) => left.startLine - right.startLine);
  }

  private closeRegion(endLine: number): void {
    const startLine = this.openRegions.pop();
    if (startLine !== undefined && endLine > startLine) this.take(startLine, endLine, FoldingRangeKind.Region);
  }

  /** Of two that begin on one line, editors can show the larger. */
  private take(startLine: number, endLine: number, kind: FoldingRange['kind']): void {
    if ((this.byFirstLine.get(startLine)?.endLine ?? 0) >= endLine) return;
    this.byFirstLine.set(startLine, { startLine, endLine, ...(kind !== undefined && { kind }) });
  }
}

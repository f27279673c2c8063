import type { Diagnostic, Finding, Fix } from '../diagnostics/diagnostic';
import type { Item, PlacedItem } from '../syntax/tree';
import { shift } from '../text/span';

/** Turns findings, which count from their item, into a document's diagnostics. */
export class Placement {
  private readonly placed: Diagnostic[] = [];

  private starts: ReadonlyMap<Item, number> | undefined;

  constructor(private readonly items: readonly PlacedItem[]) {}

  add(findings: readonly Finding[], start: number): void {
    for (const finding of findings) this.placed.push(this.place(finding, start));
  }

  /** All that was added, by position; the more severe first where several begin at the same place. */
  sorted(): Diagnostic[] {
    return this.placed.sort(
      (left, right) => left.span.start - right.span.start || rank[left.severity] - rank[right.severity],
    );
  }

  /** Few findings name another place, and the map is made for those only. */
  private startOf(item: Item): number | undefined {
    this.starts ??= new Map(this.items.map((placed) => [placed.item, placed.start]));
    return this.starts.get(item);
  }

  private place(finding: Finding, start: number): Diagnostic {
    return {
      ...finding,
      span: shift(finding.span, start),
      // A location in an item that is gone cannot be shown.
      related: finding.related.flatMap(({ location, message }) => {
        const itemStart = this.startOf(location.item);
        return itemStart === undefined ? [] : [{ span: shift(location.span, itemStart), message }];
      }),
      fixes: finding.fixes.map((fix) => placeFix(fix, start)),
    };
  }
}

const rank = { error: 0, warning: 1, information: 2, hint: 3 } as const;

function placeFix(fix: Fix, start: number): Fix {
  return { title: fix.title, edits: fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, start) })) };
}

import type { Diagnostic, Finding, Fix } from '../diagnostics/diagnostic';
import type { Item } from '../syntax/tree';
import { shift } from '../text/span';

/** Turns findings, which count from their item, into a document's diagnostics. */
export class Placement {
  private readonly placed: Diagnostic[] = [];

  /** @param startOf Where each item of the document begins. */
  constructor(private readonly startOf: ReadonlyMap<Item, number>) {}

  add(findings: readonly Finding[], start: number): void {
    for (const finding of findings) this.placed.push(this.place(finding, start));
  }

  /** All that was added, by position; the more severe first where several begin at the same place. */
  sorted(): Diagnostic[] {
    return this.placed.sort(
      (left, right) => left.span.start - right.span.start || rank[left.severity] - rank[right.severity],
    );
  }

  private place(finding: Finding, start: number): Diagnostic {
    return {
      ...finding,
      span: shift(finding.span, start),
      // A location in an item that is gone cannot be shown.
      related: finding.related.flatMap(({ location, message }) => {
        const itemStart = this.startOf.get(location.item);
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

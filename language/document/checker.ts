import type { CheckedDocument, CheckOptions } from '../checked';
import type { Item } from '../syntax/tree';
import { ItemCache } from './document-cache';
import { resolveNames } from './names';
import { Placement } from './place-findings';

/** Checks one document again and again, and re-uses what an edit left as it was. */
export interface Checker {
  check(text: string): CheckedDocument;
}

export function createChecker(options: CheckOptions = {}): Checker {
  return new DocumentChecker(options);
}

class DocumentChecker implements Checker {
  private readonly cache = new ItemCache();

  constructor(private readonly options: CheckOptions) {}

  check(text: string): CheckedDocument {
    const placed = this.cache.update(text);
    const starts = new Map<Item, number>(placed.map(({ parsed, start }) => [parsed.item, start]));
    const names = resolveNames(starts.keys());
    const placement = new Placement(starts);
    for (const { parsed, start } of placed) {
      placement.add(parsed.findings, start);
      placement.add(names.findings.get(parsed.item) ?? [], start);
    }
    return {
      text,
      items: placed.map(({ parsed, start }) => ({ item: parsed.item, start })),
      kernels: [],
      cases: [],
      diagnostics: placement.sorted(),
    };
  }
}

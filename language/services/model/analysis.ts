import type { Range } from 'vscode-languageserver-types';
import type { CheckOptions } from '../../checked';
import { createChecker } from '../../document/checker';
import type { DocumentModel } from '../../document/model';
import type { Item, PlacedItem } from '../../syntax/tree';
import { LineIndex, type LinePosition } from '../../text/line-index';
import type { Span } from '../../text/span';

/** One version of a document and what it means. Language services take it, and return values of the protocol. */
export interface Analysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly model: DocumentModel;
}

/** Analyses the versions of one document; what an edit left as it was is not analysed again. */
export interface Analyser {
  /**
   * Never throws. Operator laws cost more than everything else: they are checked as `laws` says (see `Checker.check`),
   * by default not at all.
   */
  analyse(text: string, version: number, laws?: boolean | (() => boolean)): Analysis;
}

export function createAnalyser(uri: string, options: CheckOptions = {}): Analyser {
  const checker = createChecker(options);
  let last: { readonly text: string; readonly lines: LineIndex } | undefined;
  return {
    analyse(text, version, laws = false) {
      const model = checker.check(text, { laws });
      const lines = last?.text === text ? last.lines : new LineIndex(text, last?.lines);
      last = { text, lines };
      return { uri, version, text, lines, model };
    },
  };
}

/** The range of a span that counts from the document's start, or from `start`. */
export function rangeOf({ lines }: Analysis, { start, end }: Span, from = 0): Range {
  return { start: lines.position(from + start), end: lines.position(from + end) };
}

export function spanOf({ lines }: Analysis, { start, end }: { start: LinePosition; end: LinePosition }): Span {
  return { start: lines.offset(start), end: lines.offset(end) };
}

/**
 * The item that an offset stands in; at a place where one item ends and the next begins, the next. Blank text between
 * items belongs to the item before it or after it, as the items' texts divide the document.
 */
export function itemAt({ model }: Analysis, offset: number): PlacedItem | undefined {
  const { items } = model;
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = items[low];
  if (found === undefined || offset < found.start) return undefined;
  return offset <= found.start + found.item.text.length ? found : undefined;
}

/** The place of an item in the document; undefined for an item of another version. */
export function startOf({ model }: Analysis, item: Item): number | undefined {
  return model.items.find((placed) => placed.item === item)?.start;
}

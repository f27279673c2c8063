import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { DocumentModel } from '../document/model';
import type { Item } from '../syntax/tree';
import type { LinePosition } from '../text/line-index';
import { itemOutline } from './document-symbols/item-outline';
import type { OutlineNode } from './document-symbols/outline';
import { rangeOf, type Analysis } from './model/analysis';

interface Known {
  /** What the symbol was made from beside the item. */
  readonly source: unknown;
  readonly origin: LinePosition;
  readonly symbol: DocumentSymbol | undefined;
}

const known = new WeakMap<Item, Known>();

/**
 * The outline of a document: its kernels, cases and preambles in order, with what they declare below them. An item that
 * is broken shows what is there. Symbols are shared between versions: they must not be changed.
 */
export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  const { model, lines } = analysis;
  return model.items.flatMap(({ item, start }) => {
    const origin = lines.position(start);
    const source = sourceOf(model, item);
    const before = known.get(item);
    if (before !== undefined && before.source === source && isSame(before.origin, origin)) return before.symbol ?? [];
    const node = itemOutline(model, item);
    const symbol = node && place(analysis, node, start);
    known.set(item, { source, origin, symbol });
    return symbol ?? [];
  });
}

function isSame(left: LinePosition, right: LinePosition): boolean {
  return left.line === right.line && left.character === right.character;
}

function sourceOf(model: DocumentModel, item: Item): unknown {
  switch (item.kind) {
    case 'kernel':
      return model.kernelStates.get(item)?.parts;
    case 'preamble':
      return model.preambles.checked;
    case 'case':
    case 'unreadable':
      return undefined;
  }
}

function place(analysis: Analysis, node: OutlineNode, start: number): DocumentSymbol {
  const { name, detail, kind, span, nameSpan, children } = node;
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind,
    range: rangeOf(analysis, span, start),
    selectionRange: rangeOf(analysis, nameSpan, start),
    ...(children.length > 0 && { children: children.map((child) => place(analysis, child, start)) }),
  };
}

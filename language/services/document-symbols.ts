import type { DocumentSymbol } from 'vscode-languageserver-types';
import { itemOutline } from './document-symbols/item-outline';
import type { OutlineNode } from './document-symbols/outline';
import { rangeOf, type Analysis } from './model/analysis';

/**
 * The outline of a document: its kernels, cases and preambles in order, with what they declare below them. An item that
 * is broken shows what is there.
 */
export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  return analysis.model.items.flatMap(({ item, start }) => {
    const node = itemOutline(analysis.model, item);
    return node === undefined ? [] : [place(analysis, node, start)];
  });
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

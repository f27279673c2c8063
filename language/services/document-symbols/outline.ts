import type { SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../../text/span';

/** A node of an item's outline, before it has its place in the document. */
export interface OutlineNode {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** Counted from the item, as all spans of it. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineNode[];
}

import type { DocumentModel } from '../../../document/model';
import type { Item } from '../../../syntax/tree';
import type { Span } from '../../../text/span';
import { childNodes, type Node } from '../../model/node';

/** The nodes from an item down to the smallest one that holds a whole span. */
export function nodesAround(model: DocumentModel, item: Item, span: Span): readonly Node[] {
  const path: Node[] = [];
  let next: Node | undefined = { kind: 'item', span: { start: 0, end: item.text.length }, item };
  while (next !== undefined) {
    path.push(next);
    next = childNodes(model, next).find((child) => child.span.start <= span.start && span.end <= child.span.end);
  }
  return path;
}

import type { Analysis } from '../model/analysis';
import type { ItemTypes } from '../model/item-types';
import type { Item } from '../../syntax/tree';
import type { Span } from '../../text/span';

/** What a hover is made from: an item, and all that is known about it. */
export interface HoverContext extends ItemTypes {
  readonly analysis: Analysis;
  readonly item: Item;
}

/** The text of a hover, and the part of the item that it is about. */
export interface HoverText {
  readonly markdown: string;
  readonly span: Span;
}

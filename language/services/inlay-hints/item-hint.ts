import type { InlayHintSettings } from './settings';

/** A hint at a place of an item, whatever the item's place in the document. */
export interface ItemHint {
  readonly setting: keyof InlayHintSettings;
  /** Counted from the item. */
  readonly offset: number;
  readonly label: string;
  /** What would have to be written there for the label to say it; left out where nothing can be. */
  readonly insertion?: string;
  /** Markdown. */
  readonly tooltip: string;
  /** A blank before or behind the label. */
  readonly padding: 'left' | 'right' | 'none';
}

import type { Span } from '../../text/span';

/** What keeps an expression from giving the same bits everywhere. */
export type Objection =
  | { readonly kind: 'call'; readonly span: Span; readonly name: string }
  | { readonly kind: 'half'; readonly span: Span; readonly operator: string }
  /** It is not known what the text computes. */
  | { readonly kind: 'unknown'; readonly span: Span; readonly text: string };

/** Those that are the user's to see first: one for each place, in source order. */
export type Object = (objection: Objection) => void;

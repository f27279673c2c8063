import { resplit } from '../resplit';
import { splitItems, type ItemText } from '../split-items';

/** The items of a text, put together from those of the text before it as an edit leaves them. */
export function itemsAfter(before: string, text: string): readonly ItemText[] {
  const old = splitItems(before);
  const { kept, changed, moved } = resplit(before, old, text);
  const shift = text.length - before.length;
  const rest = old.slice(old.length - moved).map((item) => ({ ...item, start: item.start + shift }));
  return [...old.slice(0, kept), ...changed, ...rest];
}

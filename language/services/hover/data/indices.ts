import { checkedCaseOf } from '../../model/item-types';
import type { HoverContext } from '../context';
import { code, count } from '../markdown';

/** Indices that are shown before the last one. */
const shown = 3;

/** How many elements the case at hand has, and which indices its slice takes. */
export function indicesHere({ analysis, item }: HoverContext): string | undefined {
  const settings = item.kind === 'case' ? checkedCaseOf(analysis.model, item)?.settings : undefined;
  if (settings?.n === undefined) return undefined;
  const { n, slice } = settings;
  if (slice === undefined) return `Here \`n\` is ${count(n)}.`;
  if (slice.count === 0) return `Here \`n\` is ${count(n)}, and \`i\` takes no value.`;
  const index = (place: number): string => String(slice.start + place * slice.step);
  const first = Array.from({ length: Math.min(shown, slice.count) }, (_, place) => index(place)).join(', ');
  const gap = slice.count > shown + 1 ? '… ' : '';
  const indices = slice.count > shown ? `${first}, ${gap}${index(slice.count - 1)}` : first;
  const values = slice.count === 1 ? 'value' : 'values';
  return `Here \`n\` is ${count(n)}, and \`i\` takes ${count(slice.count)} ${values}: ${code(indices)}.`;
}

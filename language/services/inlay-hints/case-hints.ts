import type { CheckedCase } from '../../checked';
import type { CaseItem } from '../../syntax/tree';
import type { ItemHint } from './item-hint';
import { generatorHints } from './parameter-names';

/** The hints of a case; `settings` are undefined where its kernel does not exist. */
export function caseHints(item: CaseItem, settings: CheckedCase['settings'] | undefined): readonly ItemHint[] {
  return [...(settings === undefined ? [] : countHints(item, settings)), ...generatorHints(item)];
}

/** `n` where the vectors' lengths give it, and how many indices a slice takes. */
function countHints(item: CaseItem, { n, slice }: CheckedCase['settings']): readonly ItemHint[] {
  if (n === undefined) return [];
  const isGiven = item.bindings.some(({ name }) => name.text === 'n');
  const parts = [isGiven ? undefined : `n = ${n}`, slice === undefined ? undefined : `count = ${slice.count}`];
  const label = parts.filter((part) => part !== undefined).join(', ');
  if (label === '') return [];
  const tooltip =
    slice === undefined
      ? 'The number of elements, from the lengths of the vectors.'
      : 'The number of elements, and how many of them the slice takes.';
  return [{ setting: 'dtypes', offset: item.name.span.end, label, tooltip, padding: 'left' }];
}

import type { CheckedKernel } from '../../language/checked';
import type { MapAccesses } from './accesses';
import { isDefaultMap } from './accesses';

/** Names of the vectors whose pointer the map gives away, so that nothing sees what is read through it. */
export function unfollowedVectors(kernel: CheckedKernel, { uses }: MapAccesses): string[] {
  if (isDefaultMap(kernel.map)) return [];
  const given = uses.filter(({ access }) => access === undefined);
  const itemText = kernel.item.text;
  const names = kernel.arguments.map(({ name }) => name);
  return names.filter((name) => given.some(({ nameEnd }) => itemText.slice(nameEnd - name.length, nameEnd) === name));
}

import { nearness, type Nearness } from './nearness';
import type { Proposal } from './proposal';

export interface Narrowed {
  readonly proposals: readonly Proposal[];
  /** False where some were left out: the client is to ask again while the word grows. */
  readonly isComplete: boolean;
}

/**
 * The proposals that a client would show first, where there are more than `most`: those that the typed word can mean,
 * the nearest names first, and of equally near ones those of the lowest rank. A list that is short enough stays as it is.
 *
 * @param typed What is typed already of what a proposal replaces.
 */
export function narrow(proposals: readonly Proposal[], most: number, typed: (proposal: Proposal) => string): Narrowed {
  if (proposals.length <= most) return { proposals, isComplete: true };
  const classes: Record<Nearness, Proposal[]> = { 0: [], 1: [], 2: [], 3: [] };
  for (const proposal of proposals) {
    const near = nearness(typed(proposal), proposal.filter ?? proposal.label);
    if (near !== undefined) classes[near].push(proposal);
  }
  const nearest: Proposal[] = [];
  for (const each of [classes[0], classes[1], classes[2], classes[3]]) {
    if (nearest.length >= most) break;
    nearest.push(...each.sort((one, other) => one.rank - other.rank));
  }
  return { proposals: nearest.slice(0, most), isComplete: false };
}

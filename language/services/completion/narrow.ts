import { nearness } from './nearness';
import type { Proposal } from './proposal';

export interface Narrowed {
  readonly proposals: readonly Proposal[];
  /** False where some were left out: the client is to ask again while the word grows. */
  readonly isComplete: boolean;
}

/** More than there are ranks. */
const ranks = 1000;

/**
 * The proposals that a client would show first, where there are more than `most`: those that the typed word can mean,
 * the nearest names first, and of equally near ones those of the lowest rank. A list that is short enough stays as it is.
 *
 * @param typed What is typed already of what a proposal replaces.
 */
export function narrow(proposals: readonly Proposal[], most: number, typed: (proposal: Proposal) => string): Narrowed {
  if (proposals.length <= most) return { proposals, isComplete: true };
  const nearest = proposals
    .map((proposal) => ({ proposal, order: orderOf(proposal, typed(proposal)) }))
    .filter(({ order }) => order !== Infinity)
    .toSorted((one, other) => one.order - other.order)
    .slice(0, most)
    .map(({ proposal }) => proposal);
  return { proposals: nearest, isComplete: false };
}

function orderOf({ label, filter = label, rank }: Proposal, typed: string): number {
  return (nearness(typed, filter) ?? Infinity) * ranks + rank;
}

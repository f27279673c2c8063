import type { Proposal } from './proposal';

/** A name that hides others is offered once: a variable before a function, the user's own before CUDA's. */
export function distinct(proposals: readonly Proposal[]): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const proposal of proposals) if (!found.has(proposal.label)) found.set(proposal.label, proposal);
  return found.size === proposals.length ? proposals : [...found.values()];
}

/** Proposals of which no two have the same label, and their labels. */
export interface DistinctProposals {
  readonly proposals: readonly Proposal[];
  readonly labels: ReadonlySet<string>;
}

/** `own`, and those of `others` that it does not hide. Takes no time for each of the others where it hides none. */
export function withOthers(own: readonly Proposal[], others: DistinctProposals): readonly Proposal[] {
  const first = distinct(own);
  const hidden = new Set<string>();
  for (const { label } of first) if (others.labels.has(label)) hidden.add(label);
  const rest = hidden.size === 0 ? others.proposals : others.proposals.filter(({ label }) => !hidden.has(label));
  return first.concat(rest);
}

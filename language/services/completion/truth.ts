import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** What a field takes that is true or false. */
export const truthProposals: readonly Proposal[] = ['true', 'false'].map((label, index) => ({
  label,
  kind: CompletionItemKind.Value,
  rank: Rank.Wanted + index,
}));

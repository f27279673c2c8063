import { CompletionItemKind } from 'vscode-languageserver-types';
import { accuracies } from '../../check/accuracy';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** The values of the field `accuracy`; the one that a kernel has without the field comes last. */
export const accuracyProposals: readonly Proposal[] = accuracies.map((name) => ({
  label: name,
  kind: CompletionItemKind.EnumMember,
  rank: name === 'plain' ? Rank.Suitable + 1 : Rank.Suitable,
  group: 'accuracy',
  subject: { kind: 'accuracy', name },
}));

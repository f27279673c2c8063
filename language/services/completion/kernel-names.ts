import { CompletionItemKind } from 'vscode-languageserver-types';
import type { DocumentModel } from '../../document/model';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** The kernels that a case can be of, those without a case first. */
export function kernelNameProposals({ kernelsByName, kernelStates, cases }: DocumentModel): readonly Proposal[] {
  const tested = new Set(cases.map(({ kernel }) => kernel.name));
  return [...kernelsByName].map(([label, item]) => {
    const list = kernelStates.get(item)?.checked.arguments.map(({ name }) => name) ?? [];
    return {
      label,
      kind: CompletionItemKind.Function,
      rank: tested.has(label) ? Rank.Declared : Rank.Wanted,
      detail: `(${list.join(', ')})`,
      group: 'kernel',
    };
  });
}

export const ofKeyword: Proposal = {
  label: 'of',
  kind: CompletionItemKind.Keyword,
  rank: Rank.Wanted,
  subject: { kind: 'keyword', name: 'of' },
};

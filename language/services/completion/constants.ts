import { CompletionItemKind } from 'vscode-languageserver-types';
import { allConstants } from '../../cuda/constants';
import { isIntegral, sameType } from '../../types/conversions';
import { describe } from '../../types/spelling';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import type { WorkingTypes } from './suitability';

/** The constants of the C headers, and C++'s own, those of the place's types first. */
export function constantProposals({ wanted, available }: WorkingTypes): readonly Proposal[] {
  const isTruthWanted = wanted?.kind === 'arithmetic' && wanted.category === 'bool';
  const truth = ['true', 'false'].map((label) => ({
    label,
    kind: CompletionItemKind.Keyword,
    rank: isTruthWanted ? Rank.Suitable : Rank.Possible,
    detail: 'bool',
  }));
  const named = allConstants().map(({ name, type }): Proposal => {
    const fits = wanted === undefined || sameType(type, wanted);
    const isNear = available.some((each) => sameType(each, type)) || (wanted && isIntegral(wanted) && isIntegral(type));
    return {
      label: name,
      kind: CompletionItemKind.Constant,
      rank: fits ? Rank.Suitable + 1 : isNear ? Rank.Possible : Rank.Unlikely,
      detail: describe(type),
      group: 'constant',
      subject: { kind: 'constant', name },
    };
  });
  return [...truth, ...named];
}

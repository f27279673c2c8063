import { CompletionItemKind } from 'vscode-languageserver-types';
import { describe } from '../../types/spelling';
import { builtinTypes } from './c-types';
import { constantProposals } from './constants';
import { distinct, type DistinctProposals } from './distinct';
import { functionProposals } from './functions';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import type { WorkingTypes } from './suitability';

/** What decides which of the names that are known everywhere an expression can use. */
export interface GeneralUse {
  readonly types: WorkingTypes;
  /** True where a `(` or a `{` follows: then names alone are offered. */
  readonly isCalled: boolean;
  /** True in a kernel that admits exactly defined functions only. */
  readonly isDeterministic: boolean;
}

/** The proposals for what was asked for last: there are few different types in a document. */
const remembered = new Map<string, DistinctProposals>();
const rememberedLimit = 64;

/** What an expression can name that no document declares: CUDA's functions, constants and types, lower ranks first. */
export function generalProposals({ types, isCalled, isDeterministic }: GeneralUse): DistinctProposals {
  // Nothing of this takes a struct of the user's, so that names tell all other types apart.
  const key = [
    isCalled,
    isDeterministic,
    types.wanted && describe(types.wanted),
    ...types.available.map(describe),
  ].join();
  let known = remembered.get(key);
  if (known === undefined) {
    if (remembered.size >= rememberedLimit) remembered.clear();
    const all = distinct([
      ...functionProposals(types, isCalled, isDeterministic),
      ...constantProposals(types),
      ...builtinTypes,
      ...operators,
    ]);
    const proposals = all.toSorted((one, other) => one.rank - other.rank);
    known = { proposals, labels: new Set(proposals.map(({ label }) => label)) };
    remembered.set(key, known);
  }
  return known;
}

const operators: readonly Proposal[] = [
  { label: 'static_cast', snippet: 'static_cast<${1:float}>(${2:x})' },
  { label: 'sizeof', snippet: 'sizeof(${1:float})' },
].map(({ label, snippet }) => ({
  label,
  snippet,
  insert: label,
  kind: CompletionItemKind.Keyword,
  rank: Rank.Type + 9,
}));

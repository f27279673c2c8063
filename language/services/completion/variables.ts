import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Variable } from '../../check/scope';
import { sameType } from '../../types/conversions';
import { describe } from '../../types/spelling';
import type { Type } from '../../types/type';
import type { Names } from '../place/names';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/**
 * The variables that an expression can name, those of the wanted type first.
 * @param isIndexed True where a `[` follows: then a vector completes without an index.
 */
export function variableProposals(names: Names, wanted: Type | undefined, isIndexed: boolean): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const name of names.variables.names()) {
    const variable = names.variables.find(name);
    if (variable === undefined || name === '' || proposals.has(name)) continue;
    proposals.set(name, variableProposal(name, variable, names, wanted, isIndexed));
  }
  return [...proposals.values()];
}

function variableProposal(
  label: string,
  { role, type }: Variable,
  names: Names,
  wanted: Type | undefined,
  isIndexed: boolean,
): Proposal {
  const wantsPointer = wanted?.kind === 'pointer';
  const isElement = role === 'vector' && names.field === 'map_expr' && !isIndexed && !wantsPointer;
  const value = role === 'vector' && type.kind === 'pointer' && !wantsPointer ? type.pointee : type;
  const fits = wanted !== undefined && sameType(value, wanted);
  return {
    label,
    kind: kinds[role],
    rank: (role === 'global' || role === 'enumerator' ? Rank.Declared : Rank.Variable) + (fits ? 0 : orders[role]),
    detail: describe(type),
    group: groups[role],
    insert: isElement ? `${label}[i]` : label,
    ...(names.field !== undefined && subjects.has(role) && { subject: { kind: 'variable' as const, name: label } }),
  };
}

const subjects: ReadonlySet<Variable['role']> = new Set(['index', 'count', 'operand']);

const kinds: Readonly<Record<Variable['role'], CompletionItemKind>> = {
  vector: CompletionItemKind.Variable,
  scalar: CompletionItemKind.Variable,
  index: CompletionItemKind.Variable,
  count: CompletionItemKind.Variable,
  operand: CompletionItemKind.Variable,
  local: CompletionItemKind.Variable,
  global: CompletionItemKind.Variable,
  enumerator: CompletionItemKind.EnumMember,
};

const groups: Readonly<Record<Variable['role'], string>> = {
  vector: 'vector',
  scalar: 'scalar',
  index: 'index of the element',
  count: 'number of elements',
  operand: 'operand',
  local: 'local',
  global: 'preamble',
  enumerator: 'enumerator',
};

const orders: Readonly<Record<Variable['role'], number>> = {
  operand: 1,
  local: 1,
  vector: 1,
  scalar: 2,
  index: 3,
  count: 4,
  global: 3,
  enumerator: 4,
};

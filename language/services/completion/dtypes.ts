import { CompletionItemKind } from 'vscode-languageserver-types';
import type { PreambleScope } from '../../check/typed';
import { dtypeNames, dtypes } from '../../types/dtypes';
import { describe } from '../../types/spelling';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** What `dtype_out` and `reduce_type` can be: the structs of the preambles, then NumPy's names. */
export function dtypeProposals(scope: PreambleScope): readonly Proposal[] {
  const structs = [...scope.structs.values()]
    .filter(({ type }) => !type.opaque)
    .map(({ type }) => structProposal(type.name, `{ ${type.fields.map(({ name }) => name).join(', ')} }`));
  const aliases = [...scope.aliases].flatMap(([name, { type }]) =>
    type.kind === 'struct' ? [structProposal(name, type.name)] : [],
  );
  return [...structs, ...aliases, ...plainDtypes];
}

function structProposal(label: string, detail: string): Proposal {
  return { label, kind: CompletionItemKind.Struct, rank: Rank.Declared, detail, group: 'preamble' };
}

const plainDtypes: readonly Proposal[] = dtypeNames.map((name, index) => ({
  label: name,
  kind: CompletionItemKind.TypeParameter,
  // In the order of the table: the widths of a kind belong together.
  rank: Rank.Suitable + index,
  detail: describe(dtypes[name]),
  group: 'dtype',
  subject: { kind: 'dtype', name },
}));

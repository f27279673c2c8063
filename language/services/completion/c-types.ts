import { CompletionItemKind } from 'vscode-languageserver-types';
import type { PreambleScope } from '../../check/typed';
import { vectorTypes } from '../../types/builtin';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** The scalars in the spelling that documentation uses, the usual ones first. */
const scalars: readonly string[] = [
  'float',
  'double',
  'int',
  'unsigned int',
  'long long',
  'unsigned long long',
  'bool',
  'char',
  'signed char',
  'unsigned char',
  'short',
  'unsigned short',
  'long',
  'unsigned long',
  'half',
  '__nv_bfloat16',
  'size_t',
  'ptrdiff_t',
  'int8_t',
  'int16_t',
  'int32_t',
  'int64_t',
  'uint8_t',
  'uint16_t',
  'uint32_t',
  'uint64_t',
];

const complexes: readonly string[] = [
  'complex<float>',
  'complex<double>',
  'pycuda::complex<float>',
  'pycuda::complex<double>',
  'cuFloatComplex',
  'cuDoubleComplex',
];

/** Those that no preamble declares. */
export const builtinTypes: readonly Proposal[] = [
  ...scalars.map((label, index) => typeProposal(label, 'scalar', CompletionItemKind.Keyword, Math.min(index, 9))),
  ...complexes.map((label) => typeProposal(label, 'complex', CompletionItemKind.Class, 11)),
  ...[...vectorTypes.keys()].map((label) => typeProposal(label, 'CUDA vector', CompletionItemKind.Struct, 12)),
];

function typeProposal(label: string, group: string, kind: CompletionItemKind, order: number): Proposal {
  return { label, kind, group, rank: Rank.Type + order, subject: { kind: 'type', name: label } };
}

/** Every type that can be written where a preamble's types are in scope; those first. */
export function typeProposals(scope: PreambleScope): readonly Proposal[] {
  return [...declaredTypes(scope), ...builtinTypes];
}

function declaredTypes({ structs, aliases, enums }: PreambleScope): readonly Proposal[] {
  const group = 'preamble';
  const rank = Rank.Declared;
  return [
    ...Array.from(structs.keys(), (label) => ({ label, kind: CompletionItemKind.Struct, rank, group })),
    ...Array.from(aliases.keys(), (label) => ({ label, kind: CompletionItemKind.Class, rank, group })),
    ...[...enums.values()].flatMap(({ name: label }) =>
      label === '' ? [] : [{ label, kind: CompletionItemKind.Enum, rank, group }],
    ),
  ];
}

const combinations: ReadonlyMap<string, readonly string[]> = new Map([
  ['unsigned', ['int', 'char', 'short', 'long', 'long long']],
  ['signed', ['char', 'int', 'short', 'long', 'long long']],
  ['long', ['long', 'int', 'double']],
  ['short', ['int']],
]);

/** The words that make a longer type of the one that ends before the cursor, `char` behind `unsigned`. */
export function typeContinuations(word: string): readonly Proposal[] {
  return (combinations.get(word) ?? []).map((label) => ({
    label,
    kind: CompletionItemKind.Keyword,
    rank: Rank.Type,
    group: 'type',
  }));
}

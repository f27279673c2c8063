import { CompletionItemKind } from 'vscode-languageserver-types';
import type { EnumDeclaration } from '../../cpp/tree';
import { decay } from '../../check/convert';
import type { Admission } from '../../check/determinism/admission';
import { exactFunctions } from '../../check/determinism/exact-functions';
import type { PreambleScope } from '../../check/typed';
import type { CudaFunction } from '../../cuda/function';
import { allFunctions } from '../../cuda/table';
import { vectorFields } from '../../types/builtin';
import { describe } from '../../types/spelling';
import type { Type } from '../../types/type';
import { declaredFunction } from './declared';
import type { Proposal } from './proposal';
import { Rank } from './rank';

export interface MemberUse {
  readonly scope: PreambleScope;
  /** True where a `(` follows: then names alone are offered. */
  readonly isCalled: boolean;
  /** In a deterministic kernel. */
  readonly admission: Admission | undefined;
}

/** What can follow `.` or `->` behind a value of that type. */
export function memberProposals(holder: Type, { scope, isCalled, admission }: MemberUse): readonly Proposal[] {
  switch (holder.kind) {
    case 'struct': {
      const methods = scope.structs.get(holder.name)?.declaration.methods ?? [];
      return [
        ...holder.fields.map(({ name, type }, order) => field(name, type, order)),
        ...methods
          .filter((method) => !method.name.startsWith('operator') && admission?.admitsFunction(method) !== false)
          .map((method) => declaredFunction(method.name, method, 1, isCalled, CompletionItemKind.Method)),
      ];
    }
    case 'vector':
      return vectorFields(holder).map((name, order) => field(name, holder.element, order));
    case 'complex':
      if (holder.family === 'cu') return ['x', 'y'].map((name, order) => field(name, holder.element, order));
      return ['real', 'imag'].map((name, order) => ({
        label: name,
        kind: CompletionItemKind.Method,
        rank: Rank.Wanted + order,
        detail: `() → ${describe(holder.element)}`,
        insert: isCalled ? name : `${name}()`,
        group: name === 'real' ? 'real part' : 'imaginary part',
      }));
    case 'void':
    case 'arithmetic':
    case 'pointer':
    case 'array':
    case 'unknown':
      return [];
  }
}

/** In the order of the declaration. */
function field(label: string, type: Type, order: number): Proposal {
  const detail = describe(type);
  return { label, kind: CompletionItemKind.Field, rank: Rank.Wanted + Math.min(order, 9), detail, group: 'member' };
}

/** The value whose members an operator reaches: `->` goes through a pointer. */
export function holderOf(type: Type, operator: string): Type | undefined {
  const decayed = decay(type);
  if (operator === '->') return decayed.kind === 'pointer' ? decayed.pointee : undefined;
  return decayed.kind === 'pointer' ? undefined : decayed;
}

/** What can follow `name::`: enumerators, and the namespace of complex numbers. */
export function qualifiedProposals(name: string, scope: PreambleScope, isDeterministic: boolean): readonly Proposal[] {
  const enumeration = scope.enums.get(name);
  if (enumeration !== undefined) return enumeratorProposals(enumeration);
  return name === 'pycuda' ? complexNamespace(isDeterministic ? exactFunctions() : allFunctions()) : [];
}

function enumeratorProposals({ name, members }: EnumDeclaration): readonly Proposal[] {
  return members.map((member, order) => ({
    label: member.name,
    kind: CompletionItemKind.EnumMember,
    rank: Rank.Wanted + Math.min(order, 9),
    ...(name !== '' && { group: name }),
  }));
}

function complexNamespace(known: Iterable<CudaFunction>): readonly Proposal[] {
  const functions = [...known].filter(({ overloads }) =>
    overloads.some(({ parameters }) =>
      parameters.some(({ type }) => type.kind === 'complex' && type.family === 'pycuda'),
    ),
  );
  return [
    ...['complex<float>', 'complex<double>'].map((label) => ({
      label,
      kind: CompletionItemKind.Class,
      rank: Rank.Wanted,
      group: 'complex numbers',
    })),
    ...functions.map(({ name }) => ({
      label: name,
      kind: CompletionItemKind.Function,
      rank: Rank.Suitable,
      group: 'complex numbers',
      subject: { kind: 'function' as const, name },
    })),
  ];
}

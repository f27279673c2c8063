import type { PreambleScope } from '../../check/typed';
import type { FunctionDeclaration } from '../../cpp/tree';
import { findConstant } from '../../cuda/constants';
import { findFunction } from '../../cuda/table';
import { builtinType } from '../../types/resolve';
import { complexType } from '../../types/builtin';
import type { ReduceSymbol } from './symbol';

/** What a name means where no argument, operand or local variable has it: the preambles' names, then CUDA's. */
export function globalSymbol(scope: PreambleScope, name: string): ReduceSymbol | undefined {
  const plain = name.replace(/^::/, '');
  return declaredName(scope, plain) ?? cudaName(plain);
}

function declaredName(scope: PreambleScope, name: string): ReduceSymbol | undefined {
  const struct = scope.structs.get(name);
  if (struct !== undefined) return { kind: 'struct', declaration: struct.declaration };
  const [declaration] = scope.functions.get(name) ?? [];
  if (declaration !== undefined) return functionSymbol(scope, declaration);
  const global = scope.globals.get(name);
  if (global !== undefined) return { kind: 'global', declaration: global };
  const alias = scope.aliases.get(name);
  if (alias !== undefined) return { kind: 'alias', declaration: alias.declaration };
  const enumeration = scope.enums.get(name);
  if (enumeration !== undefined && !name.includes(' ')) return { kind: 'enum', declaration: enumeration };
  const enumerator = enumeratorNamed(scope, name);
  if (enumerator !== undefined) return enumerator;
  return scope.opaqueNames.has(name) ? { kind: 'opaque', name } : undefined;
}

function enumeratorNamed(scope: PreambleScope, name: string): ReduceSymbol | undefined {
  const separator = name.lastIndexOf('::');
  const [owner, last] = separator === -1 ? ['', name] : [name.slice(0, separator), name.slice(separator + 2)];
  for (const each of scope.enums.values()) {
    if (owner === '' ? each.scoped : each.name !== owner) continue;
    const declaration = each.members.find((member) => member.name === last);
    if (declaration !== undefined) return { kind: 'enumerator', enum: each, declaration };
  }
  return undefined;
}

function cudaName(name: string): ReduceSymbol | undefined {
  const found = findFunction(name);
  if (found !== undefined) return { kind: 'cuda-function', function: found };
  const constant = findConstant(name);
  if (constant !== undefined) return { kind: 'cuda-constant', name, type: constant.type };
  const type = builtinType(name) ?? (/^(pycuda::)?complex$/.test(name) ? complexType('float') : undefined);
  return type && { kind: 'type', name, type };
}

export function functionSymbol(scope: PreambleScope, declaration: FunctionDeclaration): ReduceSymbol {
  return { kind: 'function', declaration, overloads: scope.functions.get(declaration.name) ?? [declaration] };
}

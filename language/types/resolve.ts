import { suggest } from '../text/suggest';
import type { EnumDeclaration, TypeName } from '../cpp/tree';
import { arithmetic, complexType, unknownType, vectorTypes, voidType } from './builtin';
import { dtypeType } from './dtypes';
import { spell } from './spelling';
import type { ArithmeticName, ArithmeticType, StructType, Type } from './type';

/** The type names that preambles declare, as far as resolving a name needs them. */
export interface TypeScope {
  readonly structs: ReadonlyMap<string, { readonly type: StructType }>;
  readonly aliases: ReadonlyMap<string, { readonly type: Type }>;
  readonly enums: ReadonlyMap<string, EnumDeclaration>;
  /** Names that are declared in a way that could not be read. */
  readonly opaqueNames: ReadonlySet<string>;
  /** False where any other name may be declared too. */
  readonly complete: boolean;
}

export const emptyTypeScope: TypeScope = {
  structs: new Map(),
  aliases: new Map(),
  enums: new Map(),
  opaqueNames: new Set(),
  complete: true,
};

/** Names that stand for one type each; several words are left to `parseScalarWords`. */
const namedTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['void', voidType],
  ['bool', arithmetic.bool],
  ['char', arithmetic.char],
  ['short', arithmetic.short],
  ['int', arithmetic.int],
  ['signed', arithmetic.int],
  ['unsigned', arithmetic['unsigned int']],
  ['long', arithmetic.long],
  ['float', arithmetic.float],
  ['double', arithmetic.double],
  ['half', arithmetic.half],
  ['__half', arithmetic.half],
  ['__nv_bfloat16', arithmetic.bfloat16],
  ['nv_bfloat16', arithmetic.bfloat16],
  ['int8_t', arithmetic['signed char']],
  ['int16_t', arithmetic.short],
  ['int32_t', arithmetic.int],
  ['int64_t', arithmetic.long],
  ['uint8_t', arithmetic['unsigned char']],
  ['uint16_t', arithmetic['unsigned short']],
  ['uint32_t', arithmetic['unsigned int']],
  ['uint64_t', arithmetic['unsigned long']],
  ['uchar', arithmetic['unsigned char']],
  ['ushort', arithmetic['unsigned short']],
  ['uint', arithmetic['unsigned int']],
  ['ulong', arithmetic['unsigned long']],
  ['size_t', arithmetic['unsigned long']],
  ['ptrdiff_t', arithmetic.long],
  ['intptr_t', arithmetic.long],
  ['uintptr_t', arithmetic['unsigned long']],
  ['cuComplex', complexType('float', 'cu')],
  ['cuFloatComplex', complexType('float', 'cu')],
  ['cuDoubleComplex', complexType('double', 'cu')],
  ...vectorTypes,
  ...aliasedVectors(),
]);

function aliasedVectors(): [string, Type][] {
  const aliases: [string, string][] = [
    ['half2', '__half2'],
    ['nv_bfloat162', '__nv_bfloat162'],
  ];
  return aliases.map(([alias, name]) => [alias, vectorTypes.get(name) ?? unknownType]);
}

const scalarWords = new Set(['unsigned', 'signed', 'char', 'short', 'int', 'long', 'double']);

/**
 * The type that a name stands for, with its pointers; references are dropped. `unknown` for what a preamble declares
 * but could not be read, `undefined` where there is no such type.
 */
export function resolveType(name: TypeName, scope: TypeScope): Type | undefined {
  const base = resolveBase(name, scope);
  if (base === undefined) return undefined;
  let type = base;
  for (let level = 0; level < name.pointers; level++) {
    type = { kind: 'pointer', pointee: type, isConst: level === 0 && name.isConst };
  }
  return type;
}

/** The type that a name stands for, without the pointers that follow it. */
export function resolveBase(name: TypeName, scope: TypeScope): Type | undefined {
  const plain = name.name.startsWith('::') ? name.name.slice(2) : name.name;
  // Where a type is missing the parser has said so.
  if (plain === '') return unknownType;
  if (name.templateArguments.length > 0) return resolveTemplate(plain, name, scope);
  const declared = resolveDeclared(plain, scope);
  if (declared !== undefined) return declared;
  const builtin = builtinType(plain.startsWith('std::') ? plain.slice('std::'.length) : plain);
  if (builtin !== undefined) return builtin;
  // `auto` is for the compiler to deduce.
  if (plain === 'auto' || !scope.complete) return unknownType;
  return undefined;
}

function resolveDeclared(name: string, scope: TypeScope): Type | undefined {
  const struct = scope.structs.get(name);
  if (struct !== undefined) return struct.type;
  const alias = scope.aliases.get(name);
  if (alias !== undefined) return alias.type;
  const enumeration = scope.enums.get(name);
  if (enumeration !== undefined) return enumType(enumeration, scope);
  return scope.opaqueNames.has(name) ? unknownType : undefined;
}

/** Values of an enumeration behave as its underlying type; `int` where none is given. */
export function enumType(declaration: EnumDeclaration, scope: TypeScope): Type {
  if (declaration.scoped) return unknownType;
  if (declaration.underlying === undefined) return arithmetic.int;
  return resolveType(declaration.underlying, scope) ?? unknownType;
}

/** The type that a plain name stands for wherever nothing else is declared: `unsigned int`, `size_t`, `float4`. */
export function builtinType(name: string): Type | undefined {
  return namedTypes.get(name) ?? (name.includes(' ') ? parseScalarWords(name) : undefined);
}

const complexNames = new Set(['complex', 'pycuda::complex']);

function resolveTemplate(plain: string, name: TypeName, scope: TypeScope): Type | undefined {
  const root = plain.split('::')[0] ?? plain;
  if (scope.opaqueNames.has(plain) || scope.opaqueNames.has(root)) return unknownType;
  if (!complexNames.has(plain)) return scope.complete ? undefined : unknownType;
  const [argument] = name.templateArguments;
  if (argument === undefined || argument.kind !== 'type' || name.templateArguments.length !== 1) return undefined;
  const element = resolveType(argument, scope);
  if (element === arithmetic.float) return complexType('float');
  if (element === arithmetic.double) return complexType('double');
  return element?.kind === 'unknown' ? unknownType : undefined;
}

/** Reads `unsigned long int`, `long long`, `signed char`, … in any order of the words. */
export function parseScalarWords(name: string): ArithmeticType | undefined {
  const words = name.split(' ');
  if (!words.every((word) => scalarWords.has(word))) return undefined;
  const count = (word: string): number => words.filter((each) => each === word).length;
  const [unsigned, signed, long, short] = [count('unsigned'), count('signed'), count('long'), count('short')];
  const [char, int, double] = [count('char'), count('int'), count('double')];
  if (unsigned + signed > 1 || char + double > 1 || int > 1 || long > 2 || short > 1) return undefined;
  if (double === 1) return words.length === 1 ? arithmetic.double : undefined;
  if (char === 1) {
    if (int + long + short > 0) return undefined;
    if (unsigned === 1) return arithmetic['unsigned char'];
    return signed === 1 ? arithmetic['signed char'] : arithmetic.char;
  }
  if (short === 1 && long > 0) return undefined;
  const width = short === 1 ? 'short' : long === 2 ? 'long long' : long === 1 ? 'long' : 'int';
  return arithmetic[(unsigned === 1 ? `unsigned ${width}` : width) as ArithmeticName];
}

/** Types of C++ that device code does without, and the nearest that it has. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['long double', 'double'],
  ['wchar_t', 'int'],
  ['char16_t', 'unsigned short'],
  ['char32_t', 'unsigned int'],
  ['__int128', 'long long'],
  ['string', 'char'],
  ['std::complex', 'complex'],
]);

/** The type that a name without one was probably meant to be. */
export function suggestType(name: string, scope: TypeScope): string | undefined {
  const dtype = dtypeType(name);
  if (dtype !== undefined) return spell(dtype);
  return replacements.get(name) ?? suggest(name, typeNameCandidates(scope));
}

function typeNameCandidates(scope: TypeScope): string[] {
  return [
    ...scope.structs.keys(),
    ...scope.aliases.keys(),
    ...scope.enums.keys(),
    ...['char', 'short', 'int', 'long', 'long long', 'unsigned', 'unsigned char', 'unsigned int', 'unsigned long long'],
    ...namedTypes.keys(),
    ...complexNames,
  ];
}

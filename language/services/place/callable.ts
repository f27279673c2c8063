import { printType } from '../../cpp/print';
import type { FunctionDeclaration } from '../../cpp/tree';
import type { CudaFunction } from '../../cuda/function';
import { findFunction } from '../../cuda/table';
import { arithmetic, complexType, unknownType, voidType } from '../../types/builtin';
import { sameType } from '../../types/conversions';
import { resolveType } from '../../types/resolve';
import { describe } from '../../types/spelling';
import type { StructType, Type } from '../../types/type';
import { decay, rankWithStructs } from '../../check/convert';
import type { Span } from '../../text/span';
import type { EnclosingCall } from './call';
import type { Names } from './names';

/** One way to call what stands before a parenthesis. */
export interface Callable {
  readonly name: string;
  readonly brackets: readonly [open: string, close: string];
  readonly parameters: readonly { readonly text: string; readonly type: Type }[];
  /** As it is written; undefined for constructors, which give what they are called. */
  readonly result: { readonly text: string; readonly type: Type } | undefined;
  /** The comment above a declaration of the user's. */
  readonly documentation?: string;
  readonly cuda?: CudaFunction;
}

const round = ['(', ')'] as const;

/** Everything that a call may mean, in the order of the declarations; empty for what is no function. */
export function callablesOf({ name, object }: EnclosingCall, names: Names): readonly Callable[] {
  if (object !== undefined) return methodsOf(name, object, names);
  const plain = name.replace(/^::/, '');
  const own = (names.preamble.functions.get(plain) ?? []).map((each) => declaredCallable(plain, each, names));
  const library = findFunction(plain);
  const found = library === undefined ? own : [...own, ...cudaCallables(library)];
  return found.length > 0 ? found : constructorsOf(plain, names);
}

function methodsOf(name: string, object: Span, names: Names): readonly Callable[] {
  const type = decay(names.typeAt(object));
  const holder = type.kind === 'pointer' ? type.pointee : type;
  if (holder.kind === 'struct') {
    const methods = names.preamble.structs.get(holder.name)?.declaration.methods ?? [];
    return methods.filter((method) => method.name === name).map((method) => declaredCallable(name, method, names));
  }
  const isPart = holder.kind === 'complex' && holder.family === 'pycuda' && (name === 'real' || name === 'imag');
  if (!isPart) return [];
  return [{ name, brackets: round, parameters: [], result: written(holder.element) }];
}

function declaredCallable(name: string, declaration: FunctionDeclaration, names: Names): Callable {
  const { returnType, documentation } = declaration;
  const result = returnType && {
    text: printType(returnType),
    type: resolveType(returnType, names.preamble) ?? unknownType,
  };
  const parameters = declaration.parameters.map(({ name: parameter, type }) => ({
    text: `${printType(type)} ${parameter}`.trim(),
    type: resolveType(type, names.preamble) ?? unknownType,
  }));
  return { name, brackets: round, parameters, result, ...(documentation !== undefined && { documentation }) };
}

function cudaCallables(cuda: CudaFunction): readonly Callable[] {
  return cuda.overloads.map(({ parameters, result }) => ({
    name: cuda.name,
    brackets: round,
    parameters: parameters.map(({ name, type }) => ({ text: `${describe(type)} ${name}`, type })),
    result: written(result),
    cuda,
  }));
}

function constructorsOf(name: string, names: Names): readonly Callable[] {
  const struct = names.preamble.structs.get(name);
  if (struct !== undefined) {
    const { constructors } = struct.declaration;
    if (constructors.length > 0) return constructors.map((each) => declaredCallable(name, each, names));
    return struct.type.opaque ? [] : [aggregate(struct.type)];
  }
  const [, element] = /^(?:pycuda::)?complex<(float|double)>$/.exec(name) ?? [];
  if (element !== 'float' && element !== 'double') return [];
  const type = arithmetic[element];
  const parameters = ['re', 'im'].map((part) => ({ text: `${element} ${part}`, type }));
  return [{ name, brackets: round, parameters, result: written(complexType(element)) }];
}

/** A struct without constructors takes its members, in braces. */
function aggregate({ name, fields }: StructType): Callable {
  const parameters = fields.map((field) => ({ text: `${describe(field.type)} ${field.name}`, type: field.type }));
  return { name, brackets: ['{', '}'], parameters, result: undefined };
}

function written(type: Type): { text: string; type: Type } {
  return { text: describe(type), type };
}

/**
 * The index of the callable that the arguments given so far reach with the least conversion; of several, one that gives
 * what is wanted, else the first.
 */
export function activeCallable(
  callables: readonly Callable[],
  call: EnclosingCall,
  names: Names,
  wanted: Type | undefined,
): number {
  const given = typesOf([...call.given, call.current], names);
  const rankOf = rankWithStructs(names.typing());
  let best = 0;
  let lowest = Infinity;
  for (const [index, { parameters, result }] of callables.entries()) {
    const isTooShort = call.given.length > 0 && parameters.length <= call.given.length;
    const conversions = given.map((type, at) => costs[rankOf(type, parameters[at]?.type ?? voidType)]);
    const gives = wanted === undefined || result === undefined || sameType(result.type, wanted);
    const cost = conversions.reduce((sum, each) => sum + each, 0) + (isTooShort ? 2 * costs.none : 0) + (gives ? 0 : 1);
    if (cost >= lowest) continue;
    best = index;
    lowest = cost;
  }
  return best;
}

/** What a conversion costs; that the result has another type than is wanted costs 1. */
const costs = { exact: 0, promotion: 2, conversion: 3, user: 4, none: 1000 };

/** The types of arguments; an argument that is not yet begun has none. */
function typesOf(places: readonly Span[], names: Names): readonly Type[] {
  const types = places.map((place) => (names.isBlank(place) ? undefined : decay(names.typeAt(place))));
  const last = types.at(-1);
  return [...types.slice(0, -1).map((type) => type ?? unknownType), ...(last === undefined ? [] : [last])];
}

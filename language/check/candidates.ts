import type { FunctionDeclaration } from '../cpp/tree';
import type { CudaFunction, Overload } from '../cuda/function';
import { unknownType, voidType } from '../types/builtin';
import { sameType } from '../types/conversions';
import { resolveType } from '../types/resolve';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import type { Typing } from './typing';

/** A function that a call could mean. */
export interface FunctionCandidate {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  /** Parameters without a default. */
  readonly required: number;
  readonly result: Type;
  readonly source:
    | { readonly kind: 'cuda'; readonly function: CudaFunction; readonly overload: Overload }
    | { readonly kind: 'declaration'; readonly declaration: FunctionDeclaration };
}

/** The candidate that a declaration of a preamble is; undefined where it can be called in ways that are not known. */
export function declaredCandidate(typing: Typing, declaration: FunctionDeclaration): FunctionCandidate | undefined {
  if (declaration.opaque) return undefined;
  const parameters = declaration.parameters.map((parameter) => ({
    name: parameter.name,
    type: resolveType(parameter.type, typing.preamble) ?? unknownType,
  }));
  const firstDefault = declaration.parameters.findIndex((parameter) => parameter.defaultValue !== undefined);
  const result =
    declaration.returnType === undefined
      ? voidType
      : (resolveType(declaration.returnType, typing.preamble) ?? unknownType);
  return {
    name: declaration.name,
    parameters,
    required: firstDefault === -1 ? parameters.length : firstDefault,
    result,
    source: { kind: 'declaration', declaration },
  };
}

/**
 * Leaves one candidate of a function that is declared more than once: the definition, with the default arguments that
 * any of them has. Of definitions in the branches of a preprocessor condition, the compiler sees one.
 */
export function withoutRedeclarations(candidates: readonly FunctionCandidate[]): FunctionCandidate[] {
  const kept: FunctionCandidate[] = [];
  for (const candidate of candidates) {
    const at = kept.findIndex((earlier) => isSameFunction(earlier, candidate));
    const earlier = kept[at];
    if (earlier === undefined) {
      kept.push(candidate);
      continue;
    }
    const required = Math.min(earlier.required, candidate.required);
    kept[at] = { ...(isDefinition(earlier) ? earlier : candidate), required };
  }
  return kept;
}

function isSameFunction(left: FunctionCandidate, right: FunctionCandidate): boolean {
  return (
    left.parameters.length === right.parameters.length &&
    sameType(left.result, right.result) &&
    left.parameters.every(({ type }, index) => {
      const other = right.parameters[index]?.type;
      return other !== undefined && type.kind !== 'unknown' && sameType(type, other);
    })
  );
}

function isDefinition({ source }: FunctionCandidate): boolean {
  return source.kind === 'declaration' && source.declaration.body !== undefined;
}

/** The overloads of a CUDA function that can be meant with arguments of these types. */
export function cudaCandidates(entry: CudaFunction, given: readonly Type[]): FunctionCandidate[] {
  let all = overloadsOf.get(entry);
  if (all === undefined) {
    all = entry.overloads.map((overload) => overloadCandidate(entry, overload));
    overloadsOf.set(entry, all);
  }
  return all.filter(({ isTemplate, parameters }) => !isTemplate || fitsTemplate(parameters, given));
}

type OverloadCandidate = FunctionCandidate & { readonly isTemplate: boolean };

const overloadsOf = new WeakMap<CudaFunction, readonly OverloadCandidate[]>();

function overloadCandidate(entry: CudaFunction, overload: Overload): OverloadCandidate {
  return {
    name: entry.name,
    parameters: overload.parameters,
    required: overload.parameters.length,
    result: overload.result,
    source: { kind: 'cuda', function: entry, overload },
    isTemplate: isComplexTemplate(overload),
  };
}

/** Functions of `complex<T>` are templates: nothing converts to the complex number that `T` is found from. */
function isComplexTemplate(overload: Overload): boolean {
  return overload.parameters.some(({ type }) => type.kind === 'complex' && type.family === 'pycuda');
}

function fitsTemplate(parameters: Overload['parameters'], given: readonly Type[]): boolean {
  return parameters.every(({ type }, index) => {
    const from = given[index];
    if (from === undefined || from.kind === 'unknown') return true;
    const isFixed = type.kind === 'arithmetic' && type.name === 'int';
    return isFixed ? from.kind === 'arithmetic' : sameType(from, type);
  });
}

/** `float fmaf(float x, float y, float z)` without the result: what a message calls a function. */
export function signatureOf(candidate: FunctionCandidate): string {
  const parameters = candidate.parameters.map(({ name, type }) => `${describe(type)}${name === '' ? '' : ` ${name}`}`);
  return `${candidate.name}(${parameters.join(', ')})`;
}

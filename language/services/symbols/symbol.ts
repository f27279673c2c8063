import type {
  AliasDeclaration,
  EnumDeclaration,
  FieldDeclaration,
  FunctionDeclaration,
  ParameterDeclaration,
  StructDeclaration,
  VariableDeclarator,
  VariableGlobal,
} from '../../cpp/tree';
import type { GeneratorName } from '../../cases/generators';
import type { Accuracy } from '../../check/accuracy';
import type { KernelArgument } from '../../checked';
import type { Callee } from '../../check/typed';
import type { CudaFunction, Overload } from '../../cuda/function';
import type { KernelFieldName } from '../../syntax/fields';
import type { CaseItem, Item, KernelItem } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Type } from '../../types/type';

/** What a name in a document stands for. */
export type ReduceSymbol = DeclaredSymbol | LanguageSymbol;

/** What the document itself declares: it has a definition, references and, mostly, another name if one wants. */
export type DeclaredSymbol =
  | { readonly kind: 'kernel'; readonly item: KernelItem }
  | { readonly kind: 'case'; readonly item: CaseItem }
  | { readonly kind: 'argument'; readonly item: KernelItem; readonly argument: KernelArgument }
  | { readonly kind: 'struct'; readonly declaration: StructDeclaration }
  /** `declaration` is the one that is meant, as far as that is known; `overloads` all of that name, the first its identity. */
  | {
      readonly kind: 'function';
      readonly declaration: FunctionDeclaration;
      readonly overloads: readonly FunctionDeclaration[];
    }
  | { readonly kind: 'method'; readonly struct: StructDeclaration; readonly declaration: FunctionDeclaration }
  | { readonly kind: 'member'; readonly struct: StructDeclaration; readonly declaration: FieldDeclaration }
  | { readonly kind: 'global'; readonly declaration: VariableGlobal }
  | { readonly kind: 'alias'; readonly declaration: AliasDeclaration }
  | { readonly kind: 'enum'; readonly declaration: EnumDeclaration }
  | {
      readonly kind: 'enumerator';
      readonly enum: EnumDeclaration;
      readonly declaration: EnumDeclaration['members'][number];
    }
  | { readonly kind: 'parameter'; readonly declaration: ParameterDeclaration }
  | { readonly kind: 'local'; readonly declaration: VariableDeclarator };

/** What the language or CUDA declares. */
export type LanguageSymbol =
  /** `kernel`, `case`, `of`, `preamble`. */
  | { readonly kind: 'keyword'; readonly word: string }
  | { readonly kind: 'field'; readonly name: KernelFieldName }
  | { readonly kind: 'setting'; readonly name: string }
  | { readonly kind: 'dtype'; readonly name: string; readonly type: Type }
  /** `plain` or `compensated`. */
  | { readonly kind: 'accuracy'; readonly name: Accuracy }
  | { readonly kind: 'generator'; readonly name: GeneratorName }
  /** A named argument of a generator, such as `seed`. */
  | { readonly kind: 'generator-parameter'; readonly name: string }
  /** `i`, `n`, `a` or `b`. */
  | { readonly kind: 'index' | 'count' | 'operand'; readonly name: string; readonly type: Type }
  | { readonly kind: 'cuda-function'; readonly function: CudaFunction; readonly overload?: Overload }
  | { readonly kind: 'cuda-constant'; readonly name: string; readonly type: Type }
  /** `nan`, `inf`, `true`, `false` of a case. */
  | { readonly kind: 'case-constant'; readonly name: string }
  /** A type of C++ or CUDA: `float`, `float4`, `pycuda::complex`. */
  | { readonly kind: 'type'; readonly name: string; readonly type: Type }
  /** A lane of a vector type, or a part of a complex number. */
  | { readonly kind: 'lane'; readonly of: Type; readonly name: string; readonly type: Type }
  /** A name that a macro or a template of a preamble declares, which only the compiler understands. */
  | { readonly kind: 'opaque'; readonly name: string };

/** A name as it stands in an item. */
export interface Occurrence {
  /** Counted from the item. Of `std::max` the whole; of an operator or a missing name there is none. */
  readonly span: Span;
  readonly symbol: ReduceSymbol;
  /** True where the name is declared; false where it is used. */
  readonly isDeclaration: boolean;
  /** What the call resolved to, where the name is called. */
  readonly callee?: Callee;
}

/** An occurrence with the item that it stands in, and that item's place in the document. */
export interface PlacedOccurrence extends Occurrence {
  readonly item: Item;
  readonly start: number;
}

export function isDeclared(symbol: ReduceSymbol): symbol is DeclaredSymbol {
  return 'item' in symbol || 'declaration' in symbol;
}

/** Whether two are the same thing. Declarations of a function with the same name are one symbol: they are renamed together. */
export function sameSymbol(left: ReduceSymbol, right: ReduceSymbol): boolean {
  return left.kind === right.kind && keyOf(left) === keyOf(right) && nameOf(left) === nameOf(right);
}

/** What tells a symbol from others of its name: an identity for declared ones, the kind for the rest. */
function keyOf(symbol: ReduceSymbol): unknown {
  switch (symbol.kind) {
    case 'kernel':
    case 'case':
    case 'argument':
      return symbol.item;
    case 'member':
    case 'method':
      return symbol.struct;
    case 'enumerator':
      return symbol.enum;
    case 'function':
      return symbol.overloads[0];
    case 'struct':
    case 'global':
    case 'alias':
    case 'enum':
    case 'parameter':
    case 'local':
      return symbol.declaration;
    default:
      return symbol.kind;
  }
}

/** The name without qualifiers. */
export function nameOf(symbol: ReduceSymbol): string {
  switch (symbol.kind) {
    case 'kernel':
    case 'case':
      return symbol.item.name.text;
    case 'argument':
      return symbol.argument.name;
    case 'global':
      return symbol.declaration.variable.name;
    case 'struct':
    case 'function':
    case 'method':
    case 'member':
    case 'alias':
    case 'enum':
    case 'enumerator':
    case 'parameter':
    case 'local':
      return symbol.declaration.name;
    case 'keyword':
      return symbol.word;
    case 'cuda-function':
      return symbol.function.name;
    default:
      return symbol.name;
  }
}

import type { CudaFunction, Overload } from '../cuda/function';
import type {
  AliasDeclaration,
  EnumDeclaration,
  Expression,
  FunctionDeclaration,
  StructDeclaration,
  VariableGlobal,
} from '../cpp/tree';
import type { StructType, Type } from '../types/type';

/** What the checker found out about expressions. Filled once, read by the evaluator, hover and the generators. */
export interface ExpressionTypes {
  /** The type before any implicit conversion; unknown for what the checker left alone. */
  typeOf(expression: Expression): Type;
  /** What a call, a functional cast or an overloaded operator resolved to; undefined for built-in meaning or unknown. */
  calleeOf(expression: Expression): Callee | undefined;
}

export type Callee =
  | { readonly kind: 'cuda'; readonly function: CudaFunction; readonly overload: Overload }
  | {
      readonly kind: 'preamble';
      readonly declaration: FunctionDeclaration;
      readonly parameters: readonly Type[];
      readonly result: Type;
    }
  | {
      readonly kind: 'method';
      readonly struct: StructType;
      readonly declaration: FunctionDeclaration;
      readonly parameters: readonly Type[];
      readonly result: Type;
    }
  /** `T(x, y)` or `T{x, y}`: without a declaration the members are initialised in order. */
  | {
      readonly kind: 'constructor';
      readonly type: Type;
      readonly declaration?: FunctionDeclaration;
      readonly parameters?: readonly Type[];
    };

/** The names that a kernel's preambles declare, with the bodies of their functions already typed. */
export interface PreambleScope {
  readonly structs: ReadonlyMap<string, { readonly type: StructType; readonly declaration: StructDeclaration }>;
  readonly functions: ReadonlyMap<string, readonly FunctionDeclaration[]>;
  readonly aliases: ReadonlyMap<string, { readonly type: Type; readonly declaration: AliasDeclaration }>;
  readonly enums: ReadonlyMap<string, EnumDeclaration>;
  readonly globals: ReadonlyMap<string, VariableGlobal & { readonly type: Type }>;
  readonly opaqueNames: ReadonlySet<string>;
  /** False where the preambles may declare names that could not be read: undefined names are then no error. */
  readonly complete: boolean;
}

import type { KernelExpression, Value } from '../checked';
import type { Findings } from '../diagnostics/diagnostic';
import type { RuntimeValue } from '../evaluate/value';
import type { Type } from '../types/type';
import type { Notation } from './describe';
import type { Operator } from './operator';

/** An argument of a kernel, as far as laws need it. */
export interface LawArgument {
  readonly name: string;
  readonly role: 'vector' | 'scalar';
  readonly type: Type;
}

/** What a kernel's expressions read beside vectors and operands. */
export interface Bindings {
  readonly n: bigint;
  /** Scalars by name, in the representation of their own types. */
  readonly scalars: ReadonlyMap<string, RuntimeValue>;
}

/** A kernel as far as the laws of its operator need it; a `CheckedKernel` is one. */
export interface LawSubject {
  readonly arguments: readonly LawArgument[];
  readonly accumulatorType: Type;
  readonly map: KernelExpression;
  readonly reduce: KernelExpression;
  readonly neutral?: KernelExpression;
}

/** What a case gives the scalars, and `n` where it fixes it. */
export interface LawCase {
  readonly n?: number;
  readonly scalars: ReadonlyMap<string, Value>;
}

/** What is being checked, with the values that it is checked on. */
export interface Trial {
  readonly subject: LawSubject;
  readonly operator: Operator;
  readonly notation: Notation;
  /** Values that the map yields and some of their combinations, simplest first. */
  readonly values: readonly RuntimeValue[];
  /** Combinations of two values that the map yields, simplest first. */
  readonly combined: readonly RuntimeValue[];
  /** `, with m = 3` where scalars matter; may be empty. */
  readonly scalars: string;
  readonly findings: Findings;
  /** True while there is fuel for more. */
  readonly canGoOn: () => boolean;
}

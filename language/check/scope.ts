import type { Type } from '../types/type';

/** What a name of an expression stands for. */
export interface Variable {
  readonly type: Type;
  /** `vector` and `scalar` are arguments; `index` is `i`, `count` is `n`; `operand` is `a` or `b`. */
  readonly role: 'vector' | 'scalar' | 'index' | 'count' | 'operand' | 'local' | 'global' | 'enumerator';
}

/** Why a name that exists in the kernel cannot stand in this expression. */
export interface OutOfPlace {
  readonly field: string;
  readonly reason: string;
}

/** The variables that an expression can name. */
export interface VariableScope {
  find(name: string): Variable | undefined;
  /** Names for suggestions, the most probable first. */
  names(): Iterable<string>;
  outOfPlace(name: string): OutOfPlace | undefined;
}

/** Nested scopes of a function's body. */
export class LocalScope implements VariableScope {
  private readonly variables = new Map<string, Variable>();

  constructor(private readonly outer?: VariableScope) {}

  declare(name: string, variable: Variable): void {
    if (name !== '') this.variables.set(name, variable);
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.outer?.find(name);
  }

  *names(): Iterable<string> {
    yield* this.variables.keys();
    if (this.outer) yield* this.outer.names();
  }

  outOfPlace(name: string): OutOfPlace | undefined {
    return this.outer?.outOfPlace(name);
  }
}

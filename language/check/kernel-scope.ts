import { arithmetic } from '../types/builtin';
import type { Type } from '../types/type';
import type { DeclaredArgument } from './arguments';
import type { OutOfPlace, Variable, VariableScope } from './scope';

export type ExpressionField = 'map_expr' | 'reduce_expr' | 'neutral' | 'post_map_expr';

/** The names that each field offers beside `n` and the scalars. */
const operandsOf: Readonly<Record<ExpressionField, readonly string[]>> = {
  map_expr: [],
  reduce_expr: ['a', 'b'],
  neutral: [],
  post_map_expr: ['a'],
};

const index: Variable = { type: arithmetic['long long'], role: 'index' };
const elementCount: Variable = { type: arithmetic['long long'], role: 'count' };

/** The variables that a kernel's arguments are, which its expressions share. */
export function argumentVariables(declared: readonly DeclaredArgument[]): ReadonlyMap<string, Variable> {
  return new Map(
    declared.map(({ name, role, type, isConst }) => [
      name,
      { role, type: role === 'vector' ? { kind: 'pointer', pointee: type, isConst } : type },
    ]),
  );
}

/** What one expression of a kernel can name: arguments, `i` or operands, `n`, and the preambles' variables. */
export class KernelScope implements VariableScope {
  private readonly operands: readonly string[];
  private readonly operand: Variable;

  constructor(
    private readonly field: ExpressionField,
    private readonly declared: ReadonlyMap<string, Variable>,
    accumulator: Type,
    private readonly preamble: VariableScope,
  ) {
    this.operands = operandsOf[field];
    this.operand = { type: accumulator, role: 'operand' };
  }

  find(name: string): Variable | undefined {
    if (this.operands.includes(name)) return this.operand;
    if (name === 'n') return elementCount;
    if (name === 'i' && this.isMap) return index;
    const argument = this.declared.get(name);
    if (argument === undefined) return this.preamble.find(name);
    return this.canRead(argument) ? argument : undefined;
  }

  *names(): Iterable<string> {
    for (const [name, argument] of this.declared) if (this.canRead(argument)) yield name;
    yield* this.operands;
    if (this.isMap) yield 'i';
    yield 'n';
    yield* this.preamble.names();
  }

  outOfPlace(name: string): OutOfPlace | undefined {
    const reason = this.reason(name);
    return reason === undefined ? undefined : { field: this.field, reason };
  }

  private get isMap(): boolean {
    return this.field === 'map_expr';
  }

  private canRead(argument: Variable): boolean {
    return this.isMap || argument.role === 'scalar';
  }

  private reason(name: string): string | undefined {
    if (this.declared.has(name)) return 'vectors are read in map_expr only, one element at a time';
    switch (name) {
      case 'i':
        return 'the index exists in map_expr only';
      case 'a':
      case 'b':
        if (this.field === 'post_map_expr') return 'only one value is left, and it is called ‘a’';
        return this.isMap
          ? 'it is an operand of reduce_expr; the map reads arguments, and i'
          : 'it is an operand of reduce_expr';
      default:
        return undefined;
    }
  }
}

import type { Type } from '../types/type';
import { arithmetic } from '../types/builtin';
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

/** What one expression of a kernel can name: arguments, `i` or operands, `n`, and the preambles' variables. */
export class KernelScope implements VariableScope {
  private readonly variables = new Map<string, Variable>();
  private readonly vectors = new Set<string>();

  constructor(
    private readonly field: ExpressionField,
    declared: readonly DeclaredArgument[],
    accumulator: Type,
    private readonly preamble: VariableScope,
  ) {
    const isMap = field === 'map_expr';
    for (const { name, role, type, isConst } of declared) {
      if (role === 'scalar') this.variables.set(name, { type, role });
      else if (isMap) this.variables.set(name, { type: { kind: 'pointer', pointee: type, isConst }, role });
      else this.vectors.add(name);
    }
    if (isMap) this.variables.set('i', { type: arithmetic['long long'], role: 'index' });
    this.variables.set('n', { type: arithmetic['long long'], role: 'count' });
    for (const operand of operandsOf[field]) this.variables.set(operand, { type: accumulator, role: 'operand' });
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? (this.vectors.has(name) ? undefined : this.preamble.find(name));
  }

  *names(): Iterable<string> {
    yield* this.variables.keys();
    yield* this.preamble.names();
  }

  outOfPlace(name: string): OutOfPlace | undefined {
    const reason = this.reason(name);
    return reason === undefined ? undefined : { field: this.field, reason };
  }

  private reason(name: string): string | undefined {
    if (this.vectors.has(name)) return 'vectors are read in map_expr only, one element at a time';
    switch (name) {
      case 'i':
        return 'the index exists in map_expr only';
      case 'a':
      case 'b':
        if (this.field === 'post_map_expr') return 'only one value is left, and it is called ‘a’';
        return this.field === 'map_expr'
          ? 'it is an operand of reduce_expr; the map reads arguments, and i'
          : 'it is an operand of reduce_expr';
      default:
        return undefined;
    }
  }
}

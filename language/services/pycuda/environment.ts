import type { PythonExpression } from './tree';

/** What the names of a script stand for at one place of it. */
export class Environment {
  private readonly values = new Map<string, PythonExpression>();
  /** Names whose values went into what was converted: their statements need no comment. */
  readonly used = new Set<PythonExpression>();

  assign(name: string, value: PythonExpression): void {
    this.values.set(name, value);
  }

  /** The value behind a name, through other names; the expression itself where it is none that is known. */
  resolve(expression: PythonExpression): PythonExpression {
    let value = expression;
    for (let step = 0; step < 10 && value.kind === 'name'; step++) {
      const next = this.values.get(value.name);
      if (next === undefined) return value;
      this.used.add(next);
      value = next;
    }
    return value;
  }

  /** A string that is known, or the text of a number: PyCUDA takes either for `neutral`. */
  string(expression: PythonExpression | undefined): string | undefined {
    if (expression === undefined) return undefined;
    const value = this.resolve(expression);
    if (value.kind === 'string') return value.value;
    if (value.kind === 'binary' && value.operator === '+') {
      const left = this.string(value.left);
      const right = this.string(value.right);
      return left === undefined || right === undefined ? undefined : left + right;
    }
    return undefined;
  }

  /** A number that is known. */
  number(expression: PythonExpression | undefined): number | undefined {
    if (expression === undefined) return undefined;
    const value = this.resolve(expression);
    switch (value.kind) {
      case 'number':
        return Number.isFinite(value.value) ? value.value : undefined;
      case 'unary': {
        const operand = this.number(value.operand);
        return operand === undefined
          ? undefined
          : value.operator === '-'
            ? -operand
            : value.operator === '+'
              ? operand
              : undefined;
      }
      case 'binary': {
        const left = this.number(value.left);
        const right = this.number(value.right);
        return left === undefined || right === undefined ? undefined : compute(value.operator, left, right);
      }
      case 'call': {
        // `int(1e6)`, `np.float32(0.5)`
        const [only, ...others] = value.arguments;
        const isConversion =
          value.callee.kind === 'name' &&
          /^(?:int|float|(?:np|numpy|cp|cupy)\.\w*(?:int|float)\w*)$/.test(value.callee.name);
        return isConversion && only !== undefined && others.length === 0 ? this.number(only.value) : undefined;
      }
      case 'name':
        return constants.get(value.name.replace(/^(?:np|numpy|math|cp|cupy)\./, ''));
      case 'string':
      case 'attribute':
      case 'list':
      case 'other':
        return undefined;
    }
  }
}

const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

function compute(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '//':
      return Math.floor(left / right);
    case '%':
      return left - right * Math.floor(left / right);
    case '**':
      return left ** right;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    default:
      return undefined;
  }
}

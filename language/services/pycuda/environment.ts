import { structKey, type MemberType } from './dtype';
import { textOf } from './text-value';
import { substitute, walkPython, type PythonExpression } from './tree';

/** Expressions that are looked at in one script: values that double from line to line must not cost more. */
const fuelLimit = 20_000;

/** Parts of a value, those behind its names included. */
const sizeLimit = 2000;

/** What the names of a script stand for at one place of it. */
export class Environment {
  private readonly values = new Map<string, PythonExpression>();
  /** For a value that was made from an earlier one of its own name, as in `x = x.astype(t)`: that one. */
  private readonly earlier = new Map<PythonExpression, PythonExpression>();
  /** Names whose values went into what was converted: their statements need no comment. */
  readonly used = new Set<PythonExpression>();
  private readonly structNames = new Map<string, string>();
  private fuel = fuelLimit;

  /** Gives the structs of these members a C name. */
  nameStruct(members: readonly MemberType[], name: string): void {
    this.structNames.set(structKey(members), name);
  }

  private isGuessed = false;

  /** What stands for a type that is known only when the program runs. */
  guessType(): string {
    this.isGuessed = true;
    return 'float';
  }

  /** Whether a type was guessed since it was last asked. */
  takeGuess(): boolean {
    const { isGuessed } = this;
    this.isGuessed = false;
    return isGuessed;
  }

  structName(members: readonly MemberType[]): string | undefined {
    return this.structNames.get(structKey(members));
  }

  /** Names never lead back to themselves: what a value says of its own name is the value before. */
  assign(name: string, value: PythonExpression): void {
    const old = this.values.get(name);
    this.values.delete(name);
    if (!this.reaches(value, name)) {
      this.values.set(name, value);
      return;
    }
    if (old === undefined) return;
    const own = substitute(value, name, old);
    if (this.reaches(own, name)) return;
    this.earlier.set(own, old);
    this.originals.set(own, value);
    this.values.set(name, own);
  }

  /** The expressions of statements that values were made of. */
  private readonly originals = new Map<PythonExpression, PythonExpression>();

  /** Whether a value leads to a name; true also for one that is too large to tell. */
  private reaches(value: PythonExpression, name: string): boolean {
    const seen = new Set<string>();
    const pending = [value];
    let visited = 0;
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const each of walkPython(next)) {
        if (++visited > sizeLimit) return true;
        if (each.kind !== 'name') continue;
        const head = headOf(each.name);
        if (head === name) return true;
        const found = this.values.get(head);
        if (found === undefined || seen.has(head)) continue;
        seen.add(head);
        pending.push(found);
      }
    }
    return false;
  }

  /** The value behind a name, through other names; the expression itself where it is none that is known. */
  resolve(expression: PythonExpression): PythonExpression {
    let value = expression;
    while (value.kind === 'name') {
      const next = this.values.get(value.name);
      if (next === undefined) return value;
      this.use(next);
      value = next;
    }
    return value;
  }

  private use(value: PythonExpression): void {
    for (let next: PythonExpression | undefined = value; next !== undefined; next = this.earlier.get(next)) {
      this.used.add(this.originals.get(next) ?? next);
    }
  }

  /** False once a script has asked for more than any sensible one does. */
  spend(): boolean {
    return this.fuel-- > 0;
  }

  /** A string that is known. */
  string(expression: PythonExpression | undefined): string | undefined {
    if (expression === undefined || !this.spend()) return undefined;
    return textOf(this.resolve(expression), this);
  }

  /** A number that is known. */
  number(expression: PythonExpression | undefined): number | undefined {
    if (expression === undefined || !this.spend()) return undefined;
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
      case 'template':
      case 'attribute':
      case 'list':
      case 'mapping':
      case 'other':
        return undefined;
    }
  }
}

function headOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
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

import type { BinaryExpression, CastExpression, Expression, UnaryExpression } from '../cpp/tree';
import { roundTo } from '../data/float-bits';
import type { Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import { suggest } from '../text/suggest';
import { arithmetic } from '../types/builtin';
import { integerRange } from '../types/dtypes';
import { emptyTypeScope, resolveType } from '../types/resolve';
import type { ArithmeticType } from '../types/type';
import { formatValue } from './format';

/** What a constant expression can come to. Integers have no width of their own: they are exact. */
export type Constant = boolean | bigint | number;

const namedConstants: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['NAN', NaN],
  ['INFINITY', Infinity],
]);

/** What completion offers beside literals. */
export const constantNames: readonly string[] = ['nan', 'inf', 'true', 'false'];

/** Every type has fewer bits, and larger numbers would only cost time. */
const largestInteger = 1n << 128n;

/**
 * Evaluates a constant expression with C++'s operators over exact integers and doubles: integer `/` truncates, `%` takes
 * the sign of its left operand, `>>` rounds down. Undefined where it is no constant: that has then been reported.
 */
export function evaluateConstant(expression: Expression, findings: Findings): Constant | undefined {
  return new Evaluation(findings).evaluate(expression);
}

class Evaluation {
  constructor(private readonly findings: Findings) {}

  evaluate(expression: Expression): Constant | undefined {
    switch (expression.kind) {
      case 'integer':
        return this.inRange(expression.value, expression.span);
      case 'float':
        return expression.suffix === 'f' ? Math.fround(expression.value) : expression.value;
      case 'bool':
        return expression.value;
      case 'character':
        return BigInt(expression.value);
      case 'parenthesized':
        return this.evaluate(expression.inner);
      case 'name':
        return this.name(expression.name, expression.span);
      case 'unary':
        return this.unary(expression);
      case 'binary':
        return this.binary(expression);
      case 'conditional': {
        const condition = this.evaluate(expression.condition);
        if (condition === undefined) return undefined;
        return this.evaluate(isTrue(condition) ? expression.whenTrue : expression.whenFalse);
      }
      case 'cast':
        return this.cast(expression);
      case 'missing':
        return undefined;
      case 'call':
        return this.notConstant(expression.span, 'a function call');
      case 'string':
        return this.notConstant(expression.span, 'a string');
      case 'brace':
        return this.notConstant(expression.span, 'an unnamed list in braces');
      case 'assignment':
        return this.notConstant(expression.span, 'an assignment');
      case 'index':
        return this.notConstant(expression.span, 'an element of a vector');
      case 'comma':
      case 'member':
      case 'nullptr':
      case 'postfix':
      case 'sizeof':
        return this.notConstant(expression.span, 'this expression');
    }
  }

  private name(name: string, span: Span): Constant | undefined {
    const constant = namedConstants.get(name);
    if (constant !== undefined) return constant;
    const suggestion = suggest(name, constantNames);
    const fixes =
      suggestion === undefined ? [] : [{ title: `Change to ‘${suggestion}’`, edits: [{ span, newText: suggestion }] }];
    this.findings.report('constant-unknown-name', span, { name, suggestion }, { fixes });
    return undefined;
  }

  private unary(expression: UnaryExpression): Constant | undefined {
    const { operator, operand, span } = expression;
    if (operator === '*' || operator === '&' || operator === '++' || operator === '--') {
      return this.notConstant(span, `'${operator}'`);
    }
    const value = this.evaluate(operand);
    if (value === undefined) return undefined;
    if (operator === '!') return !isTrue(value);
    const number = promoted(value);
    if (operator === '+') return number;
    if (operator === '-') return typeof number === 'bigint' ? -number : -number;
    if (typeof number === 'number') return this.notInteger(expression, operator);
    const unsigned = unsignedTypeOf(operand);
    return unsigned === undefined ? ~number : BigInt.asUintN(unsigned.size * 8, ~number);
  }

  private binary(expression: BinaryExpression): Constant | undefined {
    const { operator, left, right } = expression;
    const first = this.evaluate(left);
    if (first === undefined) return undefined;
    if (operator === '&&' && !isTrue(first)) return false;
    if (operator === '||' && isTrue(first)) return true;
    const second = this.evaluate(right);
    if (second === undefined) return undefined;
    if (operator === '&&' || operator === '||') return isTrue(second);

    const a = promoted(first);
    const b = promoted(second);
    if (typeof a === 'bigint' && typeof b === 'bigint') return this.integers(expression, a, b);
    return this.doubles(expression, Number(a), Number(b));
  }

  private integers(expression: BinaryExpression, a: bigint, b: bigint): Constant | undefined {
    const { operator, span } = expression;
    switch (operator) {
      case '+':
        return this.inRange(a + b, span);
      case '-':
        return this.inRange(a - b, span);
      case '*':
        return this.inRange(a * b, span);
      case '/':
      case '%':
        if (b === 0n) return this.divisionByZero(expression);
        if (operator === '%') return a % b;
        if (a % b !== 0n) this.inexactDivision(expression, a, b);
        return a / b;
      case '<<':
      case '>>':
        if (b < 0n || b >= 128n) {
          this.findings.report('constant-shift-count', expression.right.span, { count: b });
          return undefined;
        }
        return operator === '<<' ? this.inRange(a << b, span) : a >> b;
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '==':
      case '!=':
        return compare(operator, a, b);
      case '&&':
      case '||':
        throw new Error(`${operator} is evaluated before its operands are promoted`);
    }
  }

  private doubles(expression: BinaryExpression, a: number, b: number): Constant | undefined {
    const { operator } = expression;
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return b === 0 ? this.divisionByZero(expression) : a / b;
      case '%':
      case '<<':
      case '>>':
      case '&':
      case '|':
      case '^':
        return this.notInteger(expression, operator);
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '==':
      case '!=':
        return compare(operator, a, b);
      case '&&':
      case '||':
        throw new Error(`${operator} is evaluated before its operands are promoted`);
    }
  }

  private cast(expression: CastExpression): Constant | undefined {
    const type = resolveType(expression.type, emptyTypeScope);
    const [operand] = expression.operands;
    if (type?.kind !== 'arithmetic' || operand === undefined || expression.operands.length > 1) {
      return this.notConstant(expression.span, `a conversion to '${expression.type.name}'`);
    }
    const value = this.evaluate(operand);
    if (value === undefined) return undefined;
    if (type.category === 'bool') return isTrue(value);
    if (type.category === 'floating') return roundTo(promoted(value), type);
    const number = promoted(value);
    if (typeof number === 'bigint') return wrap(number, type);
    const { min, max } = integerRange(type);
    const truncated = Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined;
    if (truncated === undefined || truncated < min || truncated > max) {
      this.findings.report('constant-cast-range', expression.span, {
        value: formatValue(number),
        type: expression.type.name,
        min,
        max,
      });
      return undefined;
    }
    return truncated;
  }

  private inRange(value: bigint, span: Span): bigint | undefined {
    if (value < largestInteger && value > -largestInteger) return value;
    this.findings.report('constant-too-large', span, {});
    return undefined;
  }

  private notConstant(span: Span, what: string): undefined {
    this.findings.report('constant-expected', span, { what });
  }

  private notInteger(expression: UnaryExpression | BinaryExpression, operator: string): undefined {
    this.findings.report('constant-integer-operator', expression.operatorSpan, { operator });
  }

  private divisionByZero(expression: BinaryExpression): undefined {
    this.findings.report('constant-division-by-zero', expression.right.span, {});
  }

  private inexactDivision(expression: BinaryExpression, a: bigint, b: bigint): void {
    const literal = expression.right.kind === 'integer' && expression.right.base === 10 ? expression.right : undefined;
    const fixes =
      literal === undefined || literal.suffix !== ''
        ? []
        : [
            {
              title: `Divide by ${literal.value}.0`,
              edits: [{ span: { start: literal.span.end, end: literal.span.end }, newText: '.0' }],
            },
          ];
    const details = { quotient: a / b, exact: formatValue(Number(a) / Number(b)) };
    this.findings.report('constant-integer-division', expression.span, details, { fixes });
  }
}

function isTrue(value: Constant): boolean {
  // As in C++, NaN is not zero and so is true.
  return typeof value === 'boolean' ? value : typeof value === 'bigint' ? value !== 0n : value !== 0;
}

function promoted(value: Constant): bigint | number {
  return typeof value === 'boolean' ? BigInt(value) : value;
}

function compare<T extends bigint | number>(operator: '<' | '<=' | '>' | '>=' | '==' | '!=', a: T, b: T): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}

function wrap(value: bigint, type: ArithmeticType): bigint {
  const bits = type.size * 8;
  return type.signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** The unsigned type that an operand of `~` has: `~0u` is the largest 32-bit integer, and not -1. */
function unsignedTypeOf(expression: Expression): ArithmeticType | undefined {
  switch (expression.kind) {
    case 'parenthesized':
      return unsignedTypeOf(expression.inner);
    case 'integer':
      if (!expression.suffix.startsWith('u')) return undefined;
      return expression.suffix === 'u' && expression.value < 1n << 32n
        ? arithmetic['unsigned int']
        : arithmetic['unsigned long long'];
    case 'cast': {
      const type = resolveType(expression.type, emptyTypeScope);
      // Narrower types are promoted to int before the operator sees them.
      return type?.kind === 'arithmetic' && type.category === 'integer' && !type.signed && type.size >= 4
        ? type
        : undefined;
    }
    default:
      return undefined;
  }
}

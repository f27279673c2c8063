import type { Expression } from '../cpp/tree';
import { walkExpression } from '../cpp/walk';
import { rounderOf } from '../evaluate/rounding';
import type { RuntimeValue } from '../evaluate/value';
import { Aggregate, partsOf } from '../evaluate/value';
import type { Span } from '../text/span';
import type { Type } from '../types/type';

/** A value as a person writes it: floats with the fewest digits that mean them. */
export function describeValue(value: RuntimeValue, type: Type): string {
  if (value instanceof Aggregate) {
    if (type.kind === 'complex') return `[${value.items.map((item) => describeValue(item, type.element)).join(', ')}]`;
    const parts = partsOf(type) ?? [];
    const texts = value.items.map((item, index) => describeValue(item, parts[index]?.type ?? type));
    if (type.kind === 'array') return `[${texts.join(', ')}]`;
    return `{${texts.map((text, index) => `${parts[index]?.name ?? ''}: ${text}`).join(', ')}}`;
  }
  if (typeof value === 'number' && type.kind === 'arithmetic' && type.category === 'floating') {
    if (Number.isNaN(value)) return 'nan';
    if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
    const round = rounderOf(type);
    for (let digits = 1; digits < 17; digits++) {
      const text = String(Number(value.toPrecision(digits)));
      if (round(Number(text)) === value) return text;
    }
  }
  return scalarText(value);
}

/** A scalar in the digits that JavaScript gives it. */
export function scalarText(value: RuntimeValue): string {
  return typeof value === 'object' ? '' : String(value);
}

/** Longest expression with values put in that is still read at a glance. */
const longestText = 60;

/** The same for calls: they have no other notation that would be shorter. */
const longestCall = 240;

/** Shows combinations of values: in the words of the expression where that stays readable, else as calls of `f`. */
export class Notation {
  private readonly pieces: readonly Piece[] | undefined;
  private readonly isCall: boolean;

  /** @param text of the expression, which starts at `start` of what the tree's spans count from */
  constructor(
    expression: Expression,
    text: string,
    start: number,
    private readonly type: Type,
  ) {
    let inner = expression;
    while (inner.kind === 'parenthesized') inner = inner.inner;
    this.isCall = inner.kind === 'call';
    this.pieces = split(inner, text, start);
  }

  /**
   * Texts for several combinations, all in the same notation. `where` names `f` if it is used.
   */
  show(combinations: readonly Combination[]): { readonly texts: readonly string[]; readonly where: string } {
    const { pieces } = this;
    if (pieces !== undefined) {
      const texts = combinations.map((each) => this.substitute(each, pieces));
      if (texts.every((text) => text.length <= (this.isCall ? longestCall : longestText))) return { texts, where: '' };
    }
    return { texts: combinations.map((each) => this.asCalls(each)), where: ', where f(a, b) is the reduce_expr' };
  }

  private substitute(combination: Combination, pieces: readonly Piece[]): string {
    const operand = (side: Combination | RuntimeValue, bare: boolean): string => {
      const text = isCombination(side) ? this.substitute(side, pieces) : describeValue(side, this.type);
      const isAtom = isCombination(side) ? this.isCall : !text.startsWith('-');
      return bare || isAtom ? text : `(${text})`;
    };
    return pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        return operand(piece.operand === 'a' ? combination.a : combination.b, piece.bare);
      })
      .join('')
      .replace(/\s+/g, ' ');
  }

  private asCalls(combination: Combination): string {
    const operand = (side: Combination | RuntimeValue): string =>
      isCombination(side) ? this.asCalls(side) : describeValue(side, this.type);
    return `f(${operand(combination.a)}, ${operand(combination.b)})`;
  }
}

/** The reduction of two operands, each a value or a reduction itself. */
export class Combination {
  constructor(
    readonly a: Combination | RuntimeValue,
    readonly b: Combination | RuntimeValue,
  ) {}
}

function isCombination(side: Combination | RuntimeValue): side is Combination {
  return side instanceof Combination;
}

/** Text of the expression, or an operand; `bare` where it needs no parentheses. */
type Piece = string | { readonly operand: 'a' | 'b'; readonly bare: boolean };

/** Undefined where values cannot stand for the operands: `a.lo`, `a == b` of structs that only names can spell. */
function split(expression: Expression, text: string, start: number): readonly Piece[] | undefined {
  const uses: { readonly span: Span; readonly operand: 'a' | 'b'; readonly bare: boolean }[] = [];
  const bare = new Set<Expression>();
  let readable = true;
  walkExpression(expression, (each) => {
    if (each.kind === 'call') for (const argument of each.arguments) bare.add(argument);
    if (each.kind === 'parenthesized') bare.add(each.inner);
    if (each.kind === 'member' && isOperand(each.object)) readable = false;
    if (each.kind === 'name' && (each.name === 'a' || each.name === 'b')) {
      uses.push({ span: each.span, operand: each.name, bare: bare.has(each) });
    }
  });
  if (!readable) return undefined;
  const pieces: Piece[] = [];
  let position = expression.span.start;
  for (const use of uses.sort((left, right) => left.span.start - right.span.start)) {
    pieces.push(text.slice(position - start, use.span.start - start), use);
    position = use.span.end;
  }
  pieces.push(text.slice(position - start, expression.span.end - start));
  return pieces;
}

function isOperand(expression: Expression): boolean {
  return expression.kind === 'name' && (expression.name === 'a' || expression.name === 'b');
}

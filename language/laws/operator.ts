import type { Precision } from '../evaluate/context';
import { DoubleDouble, compareDd, subtractDd, toDouble } from '../evaluate/double-double';
import type { Evaluate } from '../evaluate/evaluator';
import type { Evaluator } from '../evaluate/evaluator';
import type { RuntimeValue } from '../evaluate/value';
import { Aggregate, flatten, flattenType } from '../evaluate/value';
import { floatFormatOf } from '../types/dtypes';
import type { ArithmeticType, Type } from '../types/type';

/** Evaluators of one kernel, at both precisions. */
export interface Evaluators {
  readonly own: Evaluator;
  readonly wide: Evaluator;
}

/** The reduction as a function of two accumulators, with everything else it depends on bound. */
export class Operator {
  private readonly scalars: readonly ArithmeticType[];
  private readonly tolerances: readonly number[];
  private readonly hasFloats: boolean;

  constructor(
    private readonly evaluators: Evaluators,
    private readonly own: Evaluate,
    /** Undefined where the expression cannot be evaluated at twice the precision. */
    private readonly wide: Evaluate | undefined,
    /** Values of what the expression reads beside `a` and `b`, at each precision. */
    private readonly bound: Readonly<Record<Precision, readonly RuntimeValue[]>>,
    readonly type: Type,
  ) {
    this.scalars = flattenType(type).filter((each) => each.kind === 'arithmetic');
    this.tolerances = this.scalars.map(tolerance);
    this.hasFloats = this.scalars.some((each) => each.category === 'floating');
  }

  /** The combination of two accumulators, rounded as the kernel rounds. */
  apply(a: RuntimeValue, b: RuntimeValue): RuntimeValue {
    if (a === undefined || b === undefined) return undefined;
    return this.own(a, b, ...this.bound.own);
  }

  /** As `apply`; undefined where an integer wrapped on the way. */
  applyExactly(a: RuntimeValue, b: RuntimeValue): RuntimeValue {
    const { context } = this.evaluators.own;
    context.overflowed = false;
    const value = this.apply(a, b);
    return context.overflowed ? undefined : value;
  }

  private applyWide(a: RuntimeValue, b: RuntimeValue): RuntimeValue {
    if (a === undefined || b === undefined) return undefined;
    return this.wide?.(a, b, ...this.bound.wide);
  }

  /**
   * Whether two ways to combine the same operands agree. Each way gets the combination and the operands, and is run at
   * the kernel's precision and, where it disagrees there, at twice that.
   *
   * `unknown` where nothing can be said: undefined behaviour, an integer that wraps, an infinity or a NaN.
   */
  compare(operands: readonly RuntimeValue[], first: Way, second: Way): Comparison {
    const { own } = this.evaluators;
    const plain: Combine = (a, b) => this.apply(a, b);
    const expected = first(plain, operands);
    if (expected === undefined) return unknown;
    const actual = second(plain, operands);
    if (isSame(expected, actual) || this.isNear(expected, actual, operands)) return equal;
    // Only now is it worth to watch what happens.
    own.context.overflowed = false;
    const seen: RuntimeValue[] = [...operands];
    const apply: Combine = (a, b) => {
      const value = this.apply(a, b);
      seen.push(value);
      return value;
    };
    const left = first(apply, operands);
    const right = second(apply, operands);
    if (left === undefined || right === undefined) return unknown;
    const differing = this.differingParts(left, right, seen);
    if (differing === undefined) return unknown;
    if (differing.length === 0) return equal;
    if (own.context.overflowed || !this.survives(operands, first, second, differing)) return unknown;
    return { verdict: 'different', left, right };
  }

  /** A quick test that finds most differences that are no more than rounding. False where there may be more to see. */
  private isNear(left: RuntimeValue, right: RuntimeValue, operands: readonly RuntimeValue[]): boolean {
    for (let index = 0; index < this.scalars.length; index++) {
      const first = partAt(left, index);
      const second = partAt(right, index);
      if (first === second) continue;
      if (typeof first !== 'number' || typeof second !== 'number') return false;
      let scale = Math.max(Math.abs(first), Math.abs(second));
      for (const operand of operands) scale = Math.max(scale, Math.abs(Number(partAt(operand, index))));
      // An integer has tolerance 0. A NaN is never near, and nothing is near beside an infinity.
      if (scale === Infinity || !(Math.abs(first - second) <= (this.tolerances[index] ?? 0) * scale)) return false;
    }
    return true;
  }

  /** The parts in which two values differ by more than rounding; undefined where one is infinite or NaN. */
  private differingParts(
    left: RuntimeValue,
    right: RuntimeValue,
    seen: readonly RuntimeValue[],
  ): readonly Difference[] | undefined {
    const lefts = flatten(left);
    const rights = flatten(right);
    const differences: Difference[] = [];
    for (const [index, type] of this.scalars.entries()) {
      const first = lefts[index];
      const second = rights[index];
      if (type.category === 'floating') {
        const distance = Math.abs((first as number) - (second as number));
        if (!Number.isFinite(distance)) return undefined;
        if (distance === 0) continue;
        const scale = Math.max(...seen.map((value) => Math.abs(Number(flatten(value)[index]))));
        if (distance > Math.max((this.tolerances[index] ?? 0) * scale, negligible))
          differences.push({ index, distance, scale });
      } else if (first !== second) {
        differences.push({ index, distance: undefined, scale: undefined });
      }
    }
    return differences;
  }

  /**
   * Whether a difference is still there at twice the precision. Rounding errors shrink by the square of the precision,
   * broken laws stay what they are.
   */
  private survives(
    operands: readonly RuntimeValue[],
    first: Way,
    second: Way,
    differences: readonly Difference[],
  ): boolean {
    // Without an evaluation at twice the precision only what involves no floating type is certain.
    if (this.wide === undefined) return !this.hasFloats;
    const { context } = this.evaluators.wide;
    context.approximated = false;
    const widened = operands.map((operand) => widen(operand, this.type));
    const combine: Combine = (a, b) => this.applyWide(a, b);
    const lefts = flatten(first(combine, widened));
    const rights = flatten(second(combine, widened));
    return differences.some(({ index, distance, scale }) => {
      const [left, right] = [lefts[index], rights[index]];
      if (left === undefined || right === undefined) return false;
      if (distance === undefined) return left !== right;
      if (context.approximated && distance < 1e-6 * scale) return false;
      return !(wideDistance(left, right) < distance / 4);
    });
  }
}

export type Combine = (a: RuntimeValue, b: RuntimeValue) => RuntimeValue;

/** One of the orders in which a law combines its operands. */
export type Way = (combine: Combine, operands: readonly RuntimeValue[]) => RuntimeValue;

export type Comparison =
  | { readonly verdict: 'equal' | 'unknown' }
  | { readonly verdict: 'different'; readonly left: RuntimeValue; readonly right: RuntimeValue };

const unknown: Comparison = { verdict: 'unknown' };
const equal: Comparison = { verdict: 'equal' };

/** A scalar of a value whose parts have none of their own; undefined for deeper ones. */
function partAt(value: RuntimeValue, index: number): RuntimeValue {
  if (!(value instanceof Aggregate)) return value;
  const part = value.items[index];
  return part instanceof Aggregate ? undefined : part;
}

function isSame(left: RuntimeValue, right: RuntimeValue): boolean {
  if (!(left instanceof Aggregate && right instanceof Aggregate)) return left === right;
  return left.items.every((item, index) => isSame(item, right.items[index]));
}

type Difference =
  | { readonly index: number; readonly distance: number; readonly scale: number }
  | { readonly index: number; readonly distance: undefined; readonly scale: undefined };

/** Differences below this are of no use to anyone, in any type. */
const negligible = 1e-30;

/** Relative to the largest operand: a few units in the last place of a float, nothing of an integer. */
function tolerance(type: ArithmeticType): number {
  return type.category !== 'floating' ? 0 : 8 * 2 ** (1 - floatFormatOf(type).precision);
}

function wideDistance(left: RuntimeValue, right: RuntimeValue): number {
  if (left instanceof DoubleDouble && right instanceof DoubleDouble) {
    return compareDd(left, right) === 0 ? 0 : Math.abs(toDouble(subtractDd(left, right)));
  }
  return Math.abs(Number(left) - Number(right));
}

/** A value as evaluation at twice the precision represents it. */
export function widen(value: RuntimeValue, type: Type): RuntimeValue {
  if (value instanceof Aggregate) {
    const types = partTypes(type);
    return new Aggregate(value.items.map((item, index) => widen(item, types[index] ?? type)));
  }
  const isDouble = type.kind === 'arithmetic' && type.name === 'double';
  return isDouble && typeof value === 'number' ? new DoubleDouble(value, 0) : value;
}

function partTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.map((field) => field.type);
    case 'complex':
    case 'vector':
      return new Array<Type>(4).fill(type.element);
    case 'array':
      return new Array<Type>(type.length).fill(type.element);
    case 'arithmetic':
    case 'pointer':
    case 'void':
    case 'unknown':
      return [];
  }
}

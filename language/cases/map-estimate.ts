import type { CheckedBinding, Value, VectorSource } from '../checked';
import type { BinaryOperator, Expression } from '../cpp/tree';
import { emptyTypeScope, resolveType } from '../types/resolve';
import type { ArithmeticType, Type } from '../types/type';

/** About what an expression yields, computed in doubles. */
export interface Estimate {
  /** Whether C++ computes with it as an integer. */
  readonly isInteger: boolean;
  /** The value where the map's index is `i`; undefined where a vector has no such element. */
  at(i: number): number | undefined;
}

/** What a map has to do with beside its index: the number of elements, and the arguments' data. */
export interface MapInput {
  readonly n: number;
  readonly bindings: readonly CheckedBinding[];
}

/**
 * Prepares an estimate of a map, which is then taken at many indices. Undefined where it does anything but arithmetic on
 * numbers that the case tells.
 */
export function estimateMap(expression: Expression, input: MapInput): Estimate | undefined {
  switch (expression.kind) {
    case 'integer':
      return constant(Number(expression.value), true);
    case 'float':
      return constant(expression.value, false);
    case 'parenthesized':
      return estimateMap(expression.inner, input);
    case 'name':
      return estimateName(expression.name, input);
    case 'index':
      return estimateElement(expression.object, expression.index, input);
    case 'unary': {
      const operand = estimateMap(expression.operand, input);
      if (operand === undefined || expression.operator === '+') return operand;
      return expression.operator === '-' ? applied(operand, operand.isInteger, (value) => -value) : undefined;
    }
    case 'binary': {
      const left = estimateMap(expression.left, input);
      const right = estimateMap(expression.right, input);
      return left && right && combine(expression.operator, left, right);
    }
    case 'cast': {
      const [operand] = expression.operands;
      const value = operand && expression.operands.length === 1 ? estimateMap(operand, input) : undefined;
      return value && converted(value, resolveType(expression.type, emptyTypeScope));
    }
    default:
      return undefined;
  }
}

function constant(value: number, isInteger: boolean): Estimate {
  return { isInteger, at: () => value };
}

function applied(operand: Estimate, isInteger: boolean, compute: (value: number) => number): Estimate {
  return {
    isInteger,
    at: (i) => {
      const value = operand.at(i);
      return value === undefined ? undefined : compute(value);
    },
  };
}

function estimateName(name: string, { n, bindings }: MapInput): Estimate | undefined {
  if (name === 'i') return { isInteger: true, at: (i) => i };
  if (name === 'n') return constant(n, true);
  const binding = bindings.find(({ argument }) => argument.name === name);
  if (binding?.source.kind !== 'scalar' || binding.argument.type.kind !== 'arithmetic') return undefined;
  const number = numberOf(binding.source.value);
  return number === undefined ? undefined : constant(number, isComputedAsInteger(binding.argument.type));
}

function estimateElement(object: Expression, index: Expression, input: MapInput): Estimate | undefined {
  if (object.kind !== 'name') return undefined;
  const binding = input.bindings.find(({ argument }) => argument.name === object.name);
  const place = estimateMap(index, input);
  if (binding === undefined || binding.source.kind === 'scalar' || place === undefined) return undefined;
  const elementAt = elementsAbout(binding.source);
  if (elementAt === undefined || binding.argument.type.kind !== 'arithmetic') return undefined;
  return {
    isInteger: isComputedAsInteger(binding.argument.type),
    at: (i) => {
      const at = place.at(i);
      return at === undefined ? undefined : elementAt(at);
    },
  };
}

function combine(operator: BinaryOperator, left: Estimate, right: Estimate): Estimate | undefined {
  const isInteger = left.isInteger && right.isInteger;
  switch (operator) {
    case '+':
      return both(left, right, isInteger, (one, other) => one + other);
    case '-':
      return both(left, right, isInteger, (one, other) => one - other);
    case '*':
      return both(left, right, isInteger, (one, other) => one * other);
    case '/':
      return both(left, right, isInteger, (one, other) => (isInteger ? Math.trunc(one / other) : one / other));
    default:
      return undefined;
  }
}

function both(
  left: Estimate,
  right: Estimate,
  isInteger: boolean,
  compute: (one: number, other: number) => number,
): Estimate {
  return {
    isInteger,
    at: (i) => {
      const one = left.at(i);
      const other = right.at(i);
      return one === undefined || other === undefined ? undefined : compute(one, other);
    },
  };
}

function converted(estimate: Estimate, type: Type | undefined): Estimate | undefined {
  if (type?.kind !== 'arithmetic') return undefined;
  switch (type.category) {
    case 'bool':
      return applied(estimate, true, (value) => (value === 0 ? 0 : 1));
    case 'integer':
      return applied(estimate, true, Math.trunc);
    case 'floating':
      return { isInteger: false, at: (i) => estimate.at(i) };
  }
}

function isComputedAsInteger(type: ArithmeticType): boolean {
  return type.category !== 'floating';
}

function numberOf(value: Value | undefined): number | undefined {
  return value === undefined || typeof value === 'object' ? undefined : Number(value);
}

/** The elements that a source has about there. Random sources give some of the same distribution. */
function elementsAbout(source: VectorSource): ((index: number) => number | undefined) | undefined {
  switch (source.kind) {
    case 'values':
      return (index) => numberOf(source.values[index]);
    case 'full': {
      const value = numberOf(source.value);
      return () => value;
    }
    case 'arange': {
      const [start, step] = [Number(source.start), Number(source.step)];
      return (index) => start + step * index;
    }
    case 'linspace':
      return (index) => source.lo + ((source.hi - source.lo) * index) / Math.max(1, (source.length ?? index + 1) - 1);
    case 'uniform': {
      const fraction = fractions(source.seed);
      return (index) => source.lo + (source.hi - source.lo) * fraction(index);
    }
    case 'integers': {
      const [lo, count] = [Number(source.lo), Number(source.hi - source.lo)];
      const fraction = fractions(source.seed);
      return (index) => Math.floor(lo + count * fraction(index));
    }
    // The spread of a normal distribution is left out: too small an estimate, never too large a one.
    case 'normal':
      return () => source.mean;
    case 'file':
      return undefined;
  }
}

/** Fractions that are spread evenly over [0, 1), others for each seed: MurmurHash3's finalizer of Appleby. */
function fractions(seed: bigint): (index: number) => number {
  const start = Math.imul(Number(seed & 0xffffffffn), 0x85ebca77);
  return (index) => {
    const low = Math.imul((index % 2 ** 32) | 0, 0x9e3779b1);
    const high = Math.imul(Math.floor(index / 2 ** 32), 0xc2b2ae3d);
    let hash = low ^ high ^ start;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };
}

import type { CheckedBinding, Value, VectorSource } from '../checked';
import type { BinaryOperator, Expression } from '../cpp/tree';
import { emptyTypeScope, resolveType } from '../types/resolve';
import type { Type } from '../types/type';

/** A number, and whether C++ computes with it as an integer. */
export interface Estimate {
  readonly value: number;
  readonly isInteger: boolean;
}

/** What a map has to do with: its index, the number of elements, and the arguments' data. */
export interface MapInput {
  readonly i: number;
  readonly n: number;
  readonly bindings: readonly CheckedBinding[];
}

/**
 * About what a map yields at one index, computed in doubles. Undefined where it does anything but arithmetic on numbers
 * that the case tells.
 */
export function estimateMap(expression: Expression, input: MapInput): Estimate | undefined {
  switch (expression.kind) {
    case 'integer':
      return { value: Number(expression.value), isInteger: true };
    case 'float':
      return { value: expression.value, isInteger: false };
    case 'parenthesized':
      return estimateMap(expression.inner, input);
    case 'name':
      return estimateName(expression.name, input);
    case 'index':
      return estimateElement(expression.object, expression.index, input);
    case 'unary': {
      const operand = estimateMap(expression.operand, input);
      if (operand === undefined || expression.operator === '+') return operand;
      return expression.operator === '-' ? { ...operand, value: -operand.value } : undefined;
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

function estimateName(name: string, { i, n, bindings }: MapInput): Estimate | undefined {
  if (name === 'i') return { value: i, isInteger: true };
  if (name === 'n') return { value: n, isInteger: true };
  const binding = bindings.find(({ argument }) => argument.name === name);
  return binding?.source.kind === 'scalar' ? numberOf(binding.source.value, binding.argument.type) : undefined;
}

function estimateElement(object: Expression, index: Expression, input: MapInput): Estimate | undefined {
  if (object.kind !== 'name') return undefined;
  const binding = input.bindings.find(({ argument }) => argument.name === object.name);
  const at = estimateMap(index, input)?.value;
  if (binding === undefined || binding.source.kind === 'scalar' || at === undefined) return undefined;
  const element = elementAbout(binding.source, at);
  return element === undefined ? undefined : numberOf(element, binding.argument.type);
}

function combine(operator: BinaryOperator, left: Estimate, right: Estimate): Estimate | undefined {
  const isInteger = left.isInteger && right.isInteger;
  switch (operator) {
    case '+':
      return { value: left.value + right.value, isInteger };
    case '-':
      return { value: left.value - right.value, isInteger };
    case '*':
      return { value: left.value * right.value, isInteger };
    case '/': {
      const quotient = left.value / right.value;
      return { value: isInteger ? Math.trunc(quotient) : quotient, isInteger };
    }
    default:
      return undefined;
  }
}

function converted(estimate: Estimate, type: Type | undefined): Estimate | undefined {
  if (type?.kind !== 'arithmetic') return undefined;
  switch (type.category) {
    case 'bool':
      return { value: estimate.value === 0 ? 0 : 1, isInteger: true };
    case 'integer':
      return { value: Math.trunc(estimate.value), isInteger: true };
    case 'floating':
      return { value: estimate.value, isInteger: false };
  }
}

function numberOf(value: Value, type: Type): Estimate | undefined {
  if (typeof value === 'object' || type.kind !== 'arithmetic') return undefined;
  return { value: Number(value), isInteger: type.category !== 'floating' };
}

/** A value that the source has about there. Random sources give one of the same distribution. */
function elementAbout(source: VectorSource, index: number): Value | undefined {
  switch (source.kind) {
    case 'values':
      return source.values[index];
    case 'full':
      return source.value;
    case 'arange':
      return Number(source.start) + Number(source.step) * index;
    case 'linspace':
      return source.lo + ((source.hi - source.lo) * index) / Math.max(1, (source.length ?? index + 1) - 1);
    case 'uniform':
      return source.lo + (source.hi - source.lo) * fraction(index, source.seed);
    case 'integers':
      return Math.floor(Number(source.lo) + Number(source.hi - source.lo) * fraction(index, source.seed));
    // The spread of a normal distribution is left out: too small an estimate, never too large a one.
    case 'normal':
      return source.mean;
    case 'file':
      return undefined;
  }
}

/** Fractions that are spread evenly over [0, 1), others for each seed: MurmurHash3's finalizer of Appleby. */
function fraction(index: number, seed: bigint): number {
  const low = Math.imul((index % 2 ** 32) | 0, 0x9e3779b1);
  const high = Math.imul(Math.floor(index / 2 ** 32), 0xc2b2ae3d);
  let hash = low ^ high ^ Math.imul(Number(seed & 0xffffffffn), 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

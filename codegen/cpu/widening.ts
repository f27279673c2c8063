import { isSumOfOperands } from '../../language/check/floating-sum';
import { findFunction } from '../../language/cuda/table';
import type { Expression } from '../../language/cpp/tree';
import type { CheckedKernel } from '../../language/checked';
import type { Type } from '../../language/types/type';
import { wordsOf } from '../emit/words';

/**
 * How the reference of a floating sum computes more precisely than the kernel: elements widen to `mapType`, the sum is
 * compensated in it.
 */
export interface Widening {
  /** Whether the values that are summed are complex. */
  readonly isComplex: boolean;
  /** Whether the result is. */
  readonly hasComplexResult: boolean;
  /** Type of each part: `double` for sums in single precision and below, `long double` for the rest. */
  readonly real: 'double' | 'long double';
  /** Whether the map's elements and scalars widen too, or only its value. */
  readonly widensMap: boolean;
  readonly widensPostMap: boolean;
}

/** Undefined where the kernel is no sum of floating values. */
export function wideningOf(kernel: CheckedKernel): Widening | undefined {
  const { accumulatorType, resultType } = kernel;
  if (!isSumOfOperands(kernel.reduce.expression) || !isFloating(accumulatorType) || !isFloating(resultType))
    return undefined;
  const isComplex = accumulatorType.kind === 'complex';
  const inDouble = realName(accumulatorType) === 'double';
  // The class of complex numbers has no functions of long double: double is the widest there.
  const real = inDouble && !isComplex ? 'long double' : 'double';
  const widens = (expression: Expression): boolean => new WideningCheck(kernel, real).holds(expression);
  return {
    isComplex,
    hasComplexResult: resultType.kind === 'complex',
    real,
    widensMap: !(isComplex && inDouble) && widens(kernel.map.expression),
    widensPostMap: kernel.postMap !== undefined && !(isComplex && inDouble) && widens(kernel.postMap.expression),
  };
}

/** The wide type that takes the place of a floating or complex type; undefined for others. */
export function widened(type: Type, real: Widening['real']): string | undefined {
  if (!isFloating(type)) return undefined;
  if (type.kind === 'complex') return 'pycuda::complex<double>';
  // The classes of small floats convert to double by a promotion, to long double ambiguously.
  return realName(type) === 'half' || realName(type) === 'bfloat16' ? 'double' : real;
}

function isFloating(type: Type): boolean {
  if (type.kind === 'arithmetic') return type.category === 'floating';
  return type.kind === 'complex' && type.family === 'pycuda';
}

function realName(type: Type): string | undefined {
  if (type.kind === 'arithmetic') return type.name;
  return type.kind === 'complex' ? type.element.name : undefined;
}

const arithmeticOperators = new Set(['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', '&&', '||']);

/** Whether an expression keeps its meaning, and still compiles, when its floating operands get a wider type. */
class WideningCheck {
  private readonly vectors: ReadonlySet<string>;
  private readonly preambleWords: ReadonlySet<string>;

  constructor(
    kernel: CheckedKernel,
    private readonly real: Widening['real'],
  ) {
    this.vectors = new Set(kernel.arguments.filter(({ role }) => role === 'vector').map(({ name }) => name));
    this.preambleWords = wordsOf(kernel.preambles.map(({ text }) => text).join('\n'));
  }

  holds(expression: Expression): boolean {
    switch (expression.kind) {
      case 'integer':
      case 'float':
      case 'bool':
      case 'character':
        return true;
      case 'name':
        return !this.vectors.has(expression.name) && !this.preambleWords.has(expression.name);
      case 'index':
        return (
          expression.object.kind === 'name' && this.vectors.has(expression.object.name) && this.holds(expression.index)
        );
      case 'unary':
        return ['+', '-', '!'].includes(expression.operator) && this.holds(expression.operand);
      case 'binary':
        return (
          arithmeticOperators.has(expression.operator) && this.holds(expression.left) && this.holds(expression.right)
        );
      case 'conditional':
        return [expression.condition, expression.whenTrue, expression.whenFalse].every((part) => this.holds(part));
      case 'parenthesized':
        return this.holds(expression.inner);
      case 'call':
        return this.isOverloadedCall(expression.callee, expression.arguments);
      default:
        return false;
    }
  }

  /** A call of one argument that has a version for double: `sqrt(x[i])`, `norm(z[i])`, not `sqrtf(x[i])`. */
  private isOverloadedCall(callee: Expression, given: readonly Expression[]): boolean {
    const [argument, ...more] = given;
    if (argument === undefined || more.length > 0 || callee.kind !== 'name' || this.real !== 'double') return false;
    if (this.preambleWords.has(callee.name) || !this.holds(argument)) return false;
    const overloads = findFunction(callee.name)?.overloads ?? [];
    return overloads.some(
      ({ parameters: [first, ...rest] }) =>
        first !== undefined && rest.length === 0 && realName(first.type) === 'double',
    );
  }
}

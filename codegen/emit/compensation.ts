import { withoutParentheses } from '../../language/check/floating-sum';
import type { CheckedKernel } from '../../language/checked';
import type { Span } from '../../language/text/span';

/*
 * Sums that keep their rounding errors. The accumulator is a pair whose unevaluated sum is the value: the sum as C++
 * would have it, and what its additions have lost, which TwoSum gives exactly (O. Møller, "Quasi double-precision in
 * floating point addition", BIT 5 (1965) 37-50; D. E. Knuth, The Art of Computer Programming 2, 4.2.2, theorem B). Of
 * products TwoProd keeps the error too. Pairs are merged like single values are added, so any tree can fold them. The
 * result has the error bound of the algorithms Sum2 and Dot2: T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot
 * product", SIAM J. Sci. Comput. 26 (2005) 1955-1988, with the height of the tree in the place of the number of elements:
 * `docs/profiling.md` has it.
 */

/** How a kernel keeps the rounding errors of its sum. */
export interface Compensation {
  readonly type: 'float' | 'double';
  /** Where the map is a product in the accumulator's type: its factors, counted from the kernel item. */
  readonly factors: { readonly left: Span; readonly right: Span } | undefined;
}

/** Undefined where the kernel accumulates plainly. */
export function compensationOf(kernel: CheckedKernel): Compensation | undefined {
  const { accuracy, accumulatorType: type } = kernel;
  if (accuracy !== 'compensated' || type.kind !== 'arithmetic') return undefined;
  return type.name === 'float' || type.name === 'double' ? { type: type.name, factors: factorsOf(kernel) } : undefined;
}

function factorsOf({ map, accumulatorType }: CheckedKernel): Compensation['factors'] {
  const product = withoutParentheses(map.expression);
  if (product.kind !== 'binary' || product.operator !== '*') return undefined;
  // A product in another type rounds, or converts, in a way that is not the accumulator's.
  const isOfType =
    map.type.kind === 'arithmetic' && accumulatorType.kind === 'arithmetic' && map.type.name === accumulatorType.name;
  return isOfType ? { left: product.left.span, right: product.right.span } : undefined;
}

/** Bytes of a pair. */
export function pairBytes({ type }: Compensation): number {
  return type === 'float' ? 8 : 16;
}

/**
 * The type of a pair, for templates that `Names.fill` completes. A value of the map is one without an error.
 *
 * @param qualifier Stands before each function: `__device__ __forceinline__ `, or nothing.
 */
export function pairType(qualifier: string): string {
  return `// A sum, and the rounding errors of its additions, which are yet to be added.
struct @pair {
  @acc $sum;
  @acc $error;
  @pair() = default;
  ${qualifier}@pair(const @acc $value) : $sum($value), $error(0) {}
  ${qualifier}@pair(const @acc $rounded, const @acc $lost) : $sum($rounded), $error($lost) {}
};`;
}

/** How a target spells operations that round once and that no compiler merges or reorders. */
export interface RoundedOperations {
  readonly add: (left: string, right: string) => string;
  readonly subtract: (left: string, right: string) => string;
  readonly multiply: (left: string, right: string) => string;
  /** `left * right + addend`, rounded once. */
  readonly multiplyAdd: (left: string, right: string, addend: string) => string;
}

/** The functions that fold pairs, and of a kernel of products the one that makes them. */
export function pairFunctions({ factors }: Compensation, qualifier: string, rounded: RoundedOperations): string {
  const { add, subtract, multiply, multiplyAdd } = rounded;
  const parts = [
    `// The rounded sum and its error, which is exact (TwoSum: Møller, BIT 5, 1965; Knuth, TAOCP 2, 4.2.2).
${qualifier}@pair @two_sum(const @acc $left, const @acc $right) {
  const @acc $sum = ${add('$left', '$right')};
  const @acc $added = ${subtract('$sum', '$left')};
  const @acc $kept = ${subtract('$sum', '$added')};
  return @pair($sum, ${add(subtract('$left', '$kept'), subtract('$right', '$added'))});
}`,
    `// Adds two sums.
${qualifier}@pair @add(const @pair $left, const @pair $right) {
  const @pair $both = @two_sum($left.$sum, $right.$sum);
  return @pair($both.$sum, ${add('$left.$error', add('$right.$error', '$both.$error'))});
}`,
    `// The value of a sum, rounded once. Infinities, NaN and -0 are those of the plain sum: they have no error to add.
${qualifier}@acc @rounded(const @pair $total) {
  const @acc $value = ${add('$total.$sum', '$total.$error')};
  return $total.$error != 0 && $value - $value == 0 ? $value : $total.$sum;
}`,
  ];
  const ofMap =
    factors === undefined
      ? `// Adds one value of the map.
${qualifier}@pair @add(const @pair $left, const @acc $mapped) {
  const @pair $both = @two_sum($left.$sum, $mapped);
  return @pair($both.$sum, ${add('$left.$error', '$both.$error')});
}`
      : `// The rounded product and its error, which is exact unless it underflows (TwoProd: Ogita, Rump and Oishi, SISC 26, 2005).
${qualifier}@pair @two_product(const @acc $left, const @acc $right) {
  const @acc $product = ${multiply('$left', '$right')};
  return @pair($product, ${multiplyAdd('$left', '$right', '-$product')});
}`;
  return [parts[0], ofMap, ...parts.slice(1)].join('\n\n');
}

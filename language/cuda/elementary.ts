import type { CudaFunction } from './function';
import { functions, type FunctionRow } from './notation';

/**
 * The functions that exist in single precision (`sinf`), in double precision (`sin`), and as overloads of the double
 * name for float. `T` stands for the precision. There are no overloads for integers: NVRTC, which brings no C++
 * standard library, calls `sqrt(2)` ambiguous.
 *
 * Errors are the maximum ulp errors of the CUDA C++ programming guide's appendix on mathematical functions, in single
 * and in double precision, with default compiler options.
 */
type ElementaryRow = readonly [signature: string, documentation: string, singleUlp?: number, doubleUlp?: number];

const rows: readonly ElementaryRow[] = [
  ['T acos(T x)', 'Arc cosine of `x`, in [0, π]. NaN outside [-1, 1].', 2, 2],
  ['T acosh(T x)', 'Inverse hyperbolic cosine of `x`. NaN below 1.', 4, 3],
  ['T asin(T x)', 'Arc sine of `x`, in [-π/2, π/2]. NaN outside [-1, 1].', 2, 2],
  ['T asinh(T x)', 'Inverse hyperbolic sine of `x`.', 3, 3],
  ['T atan(T x)', 'Arc tangent of `x`, in [-π/2, π/2].', 2, 2],
  ['T atan2(T y, T x)', 'Angle of the point (`x`, `y`), in [-π, π]; the signs of both choose the quadrant.', 3, 2],
  ['T atanh(T x)', 'Inverse hyperbolic tangent of `x`. NaN outside [-1, 1].', 3, 2],
  ['T cbrt(T x)', 'Cube root of `x`, negative for negative `x`.', 1, 1],
  ['T ceil(T x)', 'Smallest integer value that is not below `x`.', 0, 0],
  ['T copysign(T x, T y)', 'The magnitude of `x` with the sign of `y`.', 0, 0],
  ['T cos(T x)', 'Cosine of `x` in radians.', 2, 2],
  ['T cosh(T x)', 'Hyperbolic cosine of `x`.', 2, 1],
  ['T cospi(T x)', 'Cosine of π·`x`. More accurate and faster than multiplying by π first.', 1, 2],
  ['T cyl_bessel_i0(T x)', 'Regular modified cylindrical Bessel function of order 0.', 6, 6],
  ['T cyl_bessel_i1(T x)', 'Regular modified cylindrical Bessel function of order 1.', 6, 6],
  ['T erf(T x)', 'Error function of `x`.', 2, 2],
  ['T erfc(T x)', 'Complementary error function, 1 - erf(`x`), without its cancellation for large `x`.', 4, 5],
  ['T erfcinv(T x)', 'Inverse of the complementary error function, for `x` in [0, 2].', 4, 6],
  ['T erfcx(T x)', 'Scaled complementary error function, exp(`x`²)·erfc(`x`).', 4, 4],
  ['T erfinv(T x)', 'Inverse of the error function, for `x` in [-1, 1].', 2, 5],
  ['T exp(T x)', 'e to the power `x`.', 2, 1],
  ['T exp10(T x)', '10 to the power `x`.', 2, 1],
  ['T exp2(T x)', '2 to the power `x`.', 2, 1],
  ['T expm1(T x)', 'exp(`x`) - 1, accurate for `x` near 0.', 1, 1],
  ['T fabs(T x)', 'Absolute value of `x`.', 0, 0],
  ['T fdim(T x, T y)', 'Positive difference: `x` - `y` where `x` is larger, else 0.', 0, 0],
  ['T floor(T x)', 'Largest integer value that is not above `x`.', 0, 0],
  ['T fma(T x, T y, T z)', '`x`·`y` + `z`, rounded once.', 0, 0],
  ['T fmax(T x, T y)', 'The larger of both. A NaN is ignored where the other is a number.', 0, 0],
  ['T fmin(T x, T y)', 'The smaller of both. A NaN is ignored where the other is a number.', 0, 0],
  ['T fmod(T x, T y)', 'Remainder of `x` / `y` with the sign of `x`, exact.', 0, 0],
  ['T frexp(T x, int *nptr)', 'Splits `x` in a fraction of magnitude [0.5, 1), returned, and an exponent of 2.', 0, 0],
  ['T hypot(T x, T y)', 'Length of the vector (`x`, `y`), without overflow in between.', 3, 2],
  ['int ilogb(T x)', 'Exponent of `x` as an integer.', 0, 0],
  ['T j0(T x)', 'Bessel function of the first kind, order 0.', 9, 7],
  ['T j1(T x)', 'Bessel function of the first kind, order 1.', 9, 7],
  ['T jn(int n, T x)', 'Bessel function of the first kind, order `n`.'],
  ['T ldexp(T x, int exp)', '`x` times 2 to the power `exp`.', 0, 0],
  ['T lgamma(T x)', 'Logarithm of the absolute value of the gamma function.', 6, 4],
  ['long long llrint(T x)', '`x` rounded to the nearest integer, halves to even.', 0, 0],
  ['long long llround(T x)', '`x` rounded to the nearest integer, halves away from zero.', 0, 0],
  ['T log(T x)', 'Natural logarithm of `x`. NaN below 0, -inf at 0.', 1, 1],
  ['T log10(T x)', 'Logarithm of `x` to base 10.', 2, 1],
  ['T log1p(T x)', 'log(1 + `x`), accurate for `x` near 0.', 1, 1],
  ['T log2(T x)', 'Logarithm of `x` to base 2.', 1, 1],
  ['T logb(T x)', 'Exponent of `x` as a floating value.', 0, 0],
  ['long lrint(T x)', '`x` rounded to the nearest integer, halves to even.', 0, 0],
  ['long lround(T x)', '`x` rounded to the nearest integer, halves away from zero.', 0, 0],
  [
    'T modf(T x, T *iptr)',
    'Splits `x` in its fraction, returned, and its integer part, both with the sign of `x`.',
    0,
    0,
  ],
  ['T nearbyint(T x)', '`x` rounded to the nearest integer value, halves to even.', 0, 0],
  ['T nextafter(T x, T y)', 'The next representable value after `x` towards `y`.', 0, 0],
  ['T norm3d(T a, T b, T c)', 'Length of a vector of three components, without overflow in between.', 3, 2],
  ['T norm4d(T a, T b, T c, T d)', 'Length of a vector of four components, without overflow in between.', 3, 2],
  ['T normcdf(T x)', 'Cumulative distribution function of the standard normal distribution.', 5, 5],
  ['T normcdfinv(T x)', 'Inverse of the standard normal cumulative distribution, for `x` in [0, 1].', 5, 8],
  ['T pow(T x, T y)', '`x` to the power `y`. For a square, `x * x` is faster and exact to rounding.', 4, 2],
  ['T rcbrt(T x)', 'Reciprocal cube root of `x`.', 1, 1],
  ['T remainder(T x, T y)', '`x` - k·`y` with k = `x` / `y` rounded to the nearest integer.', 0, 0],
  ['T remquo(T x, T y, int *quo)', 'remainder(`x`, `y`), and the low bits of the quotient.', 0, 0],
  ['T rhypot(T x, T y)', 'Reciprocal of the length of the vector (`x`, `y`).', 2, 1],
  ['T rint(T x)', '`x` rounded to the nearest integer value, halves to even: one instruction, unlike round.', 0, 0],
  ['T rnorm3d(T a, T b, T c)', 'Reciprocal of the length of a vector of three components.', 2, 1],
  ['T rnorm4d(T a, T b, T c, T d)', 'Reciprocal of the length of a vector of four components.', 2, 1],
  ['T round(T x)', '`x` rounded to the nearest integer value, halves away from zero.', 0, 0],
  ['T rsqrt(T x)', 'Reciprocal square root of `x`.', 2, 1],
  ['T scalbln(T x, long n)', '`x` times 2 to the power `n`.', 0, 0],
  ['T scalbn(T x, int n)', '`x` times 2 to the power `n`.', 0, 0],
  ['T sin(T x)', 'Sine of `x` in radians.', 2, 2],
  ['void sincos(T x, T *sptr, T *cptr)', 'Sine and cosine of `x`, both at the cost of little more than one.', 2, 2],
  ['void sincospi(T x, T *sptr, T *cptr)', 'Sine and cosine of π·`x`.', 1, 2],
  ['T sinh(T x)', 'Hyperbolic sine of `x`.', 3, 2],
  ['T sinpi(T x)', 'Sine of π·`x`. More accurate and faster than multiplying by π first.', 1, 2],
  ['T sqrt(T x)', 'Square root of `x`, correctly rounded. NaN below 0.', 0, 0],
  ['T tan(T x)', 'Tangent of `x` in radians.', 4, 2],
  ['T tanh(T x)', 'Hyperbolic tangent of `x`.', 2, 1],
  ['T tgamma(T x)', 'Gamma function of `x`.', 5, 10],
  ['T trunc(T x)', '`x` without its fraction.', 0, 0],
  ['T y0(T x)', 'Bessel function of the second kind, order 0.', 9, 7],
  ['T y1(T x)', 'Bessel function of the second kind, order 1.', 9, 7],
  ['T yn(int n, T x)', 'Bessel function of the second kind, order `n`.'],
];

/** Double names without an overload for float. */
const doubleOnly = new Set(['norm3d', 'norm4d', 'rnorm3d', 'rnorm4d', 'rhypot']);

/** Overloads beside those of the pattern. */
const moreOverloads: ReadonlyMap<string, readonly string[]> = new Map([
  // The only function that mixes the precisions.
  ['copysign', ['double copysign(float x, double y)', 'double copysign(double x, float y)']],
  ['pow', ['float pow(float x, int y)', 'double pow(double x, int y)']],
]);

const inPrecision = (signature: string, precision: 'float' | 'double'): string =>
  signature.replace(/\bT\b/g, precision);

const singleRows = rows.map(([signature, documentation, ulp]): FunctionRow => {
  const named = signature.replace(/(\w+)\(/, '$1f(');
  return [inPrecision(named, 'float'), documentation, ulp];
});

const doubleRows = rows.map(([signature, documentation, , ulp]): FunctionRow => {
  const name = /(\w+)\(/.exec(signature)?.[1] ?? '';
  const overloads = [inPrecision(signature, 'double')];
  if (!doubleOnly.has(name)) overloads.push(inPrecision(signature, 'float'));
  overloads.push(...(moreOverloads.get(name) ?? []));
  return [overloads.join('; '), documentation, ulp];
});

export const elementary: readonly CudaFunction[] = [
  ...functions('single', singleRows),
  ...functions('double', doubleRows),
];

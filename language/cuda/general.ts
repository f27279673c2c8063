import type { CudaFunction } from './function';
import { functions } from './notation';

/** Functions whose overloads cover several kinds of numbers, and the classification of floating values. */

/** `min` and `max`: each pair of one type, the unsigned ones mixed with the signed of their width, float with double. */
function extremum(name: 'min' | 'max'): string {
  const integers = ['int', 'long', 'long long'].flatMap((type) => [
    `${type} ${name}(${type} a, ${type} b)`,
    `unsigned ${type} ${name}(unsigned ${type} a, unsigned ${type} b)`,
    `unsigned ${type} ${name}(${type} a, unsigned ${type} b)`,
    `unsigned ${type} ${name}(unsigned ${type} a, ${type} b)`,
  ]);
  return [
    ...integers,
    `float ${name}(float a, float b)`,
    `double ${name}(double a, double b)`,
    `double ${name}(float a, double b)`,
    `double ${name}(double a, float b)`,
  ].join('; ');
}

export const general: readonly CudaFunction[] = [
  ...functions('integer', [
    [
      'int abs(int a); long abs(long a); long long abs(long long a); float abs(float a); double abs(double a)',
      'Absolute value of `a`. That of the smallest integer does not fit its type.',
      0,
    ],
    ['long labs(long a)', 'Absolute value of `a`.'],
    ['long long llabs(long long a)', 'Absolute value of `a`.'],
    [extremum('min'), 'The smaller of both. Floats go through fmin, which ignores a NaN.', 0],
    [extremum('max'), 'The larger of both. Floats go through fmax, which ignores a NaN.', 0],
    ['unsigned int umin(unsigned int a, unsigned int b)', 'The smaller of both.'],
    ['unsigned int umax(unsigned int a, unsigned int b)', 'The larger of both.'],
    ['long long llmin(long long a, long long b)', 'The smaller of both.'],
    ['long long llmax(long long a, long long b)', 'The larger of both.'],
    ['unsigned long long ullmin(unsigned long long a, unsigned long long b)', 'The smaller of both.'],
    ['unsigned long long ullmax(unsigned long long a, unsigned long long b)', 'The larger of both.'],
  ]),
  ...functions('double', [
    ['int isnan(float x); int isnan(double x)', 'Nonzero where `x` is NaN.'],
    ['int isinf(float x); int isinf(double x)', 'Nonzero where `x` is an infinity.'],
    ['int isfinite(float x); int isfinite(double x)', 'Nonzero where `x` is neither an infinity nor NaN.'],
    ['int signbit(float x); int signbit(double x)', 'Nonzero where the sign bit of `x` is set, -0 and -NaN included.'],
    ['double nan(const char *tagp)', 'A NaN.'],
    ['double norm(int dim, const double *p)', 'Length of a vector of `dim` components.'],
    ['double rnorm(int dim, const double *p)', 'Reciprocal of the length of a vector of `dim` components.'],
  ]),
  ...functions('single', [
    ['float nanf(const char *tagp)', 'A NaN.'],
    ['float normf(int dim, const float *p)', 'Length of a vector of `dim` components.'],
    ['float rnormf(int dim, const float *p)', 'Reciprocal of the length of a vector of `dim` components.'],
    ['float fdividef(float x, float y)', '`x` / `y`; the fast division with `-use_fast_math`.', 0],
  ]),
];

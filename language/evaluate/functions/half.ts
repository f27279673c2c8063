import type { ArithmeticOperator, ComparisonOperator } from '../arithmetic';

/** Operators of half and bfloat16 that also exist as functions. */
export const halfOperators: ReadonlyMap<string, ArithmeticOperator> = new Map<string, ArithmeticOperator>([
  ['__hadd', '+'],
  ['__hadd_rn', '+'],
  ['__hsub', '-'],
  ['__hsub_rn', '-'],
  ['__hmul', '*'],
  ['__hmul_rn', '*'],
  ['__hdiv', '/'],
]);

export const halfComparisons: ReadonlyMap<string, ComparisonOperator> = new Map<string, ComparisonOperator>([
  ['__heq', '=='],
  ['__hne', '!='],
  ['__hlt', '<'],
  ['__hle', '<='],
  ['__hgt', '>'],
  ['__hge', '>='],
]);

/** Functions of half and bfloat16 under the names that their double relatives have. */
export const halfFunctions: ReadonlyMap<string, string> = new Map([
  ['__habs', 'fabs'],
  ['__hneg', 'negate'],
  ['__hmin', 'fmin'],
  ['__hmax', 'fmax'],
  ['__hfma', 'fma'],
  ['__hisnan', 'isnan'],
  ['__hisinf', 'isinf'],
  ['hsqrt', 'sqrt'],
  ['hrsqrt', 'rsqrt'],
  ['hrcp', 'rcp'],
  ['hexp', 'exp'],
  ['hexp2', 'exp2'],
  ['hexp10', 'exp10'],
  ['hlog', 'log'],
  ['hlog2', 'log2'],
  ['hlog10', 'log10'],
  ['hsin', 'sin'],
  ['hcos', 'cos'],
  ['htanh', 'tanh'],
  ['hfloor', 'floor'],
  ['hceil', 'ceil'],
  ['htrunc', 'trunc'],
  ['hrint', 'rint'],
]);

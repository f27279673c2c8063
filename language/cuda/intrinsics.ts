import type { CudaFunction } from './function';
import { functions, type FunctionRow } from './notation';

/** Arithmetic intrinsics: fast approximations, and IEEE operations with a fixed rounding mode. */

const modes = [
  ['rn', 'to nearest, halves to even'],
  ['rz', 'towards zero'],
  ['ru', 'up'],
  ['rd', 'down'],
] as const;

/** One row for each rounding mode; `?` in the signature and the text stands for it. */
function rounded(signature: string, documentation: string): FunctionRow[] {
  return modes.map(([mode, how]) => [signature.replace('?', mode), documentation.replace('?', how), 0]);
}

const never = 'Never merged into a multiply-add.';

export const intrinsics: readonly CudaFunction[] = functions('intrinsic', [
  ['float __cosf(float x)', 'Fast approximate cosine of `x` in radians, good for `x` within [-π, π].'],
  ['float __sinf(float x)', 'Fast approximate sine of `x` in radians, good for `x` within [-π, π].'],
  ['float __tanf(float x)', 'Fast approximate tangent, __sinf(`x`) / __cosf(`x`).'],
  ['float __tanhf(float x)', 'Fast approximate hyperbolic tangent of `x`.'],
  ['void __sincosf(float x, float *sptr, float *cptr)', 'Fast approximate sine and cosine of `x`.'],
  ['float __expf(float x)', 'Fast approximate e to the power `x`. The error grows with the magnitude of `x`.'],
  ['float __exp10f(float x)', 'Fast approximate 10 to the power `x`.'],
  ['float __logf(float x)', 'Fast approximate natural logarithm of `x`.'],
  ['float __log2f(float x)', 'Fast approximate logarithm of `x` to base 2.'],
  ['float __log10f(float x)', 'Fast approximate logarithm of `x` to base 10.'],
  ['float __powf(float x, float y)', 'Fast approximate power, exp2f(`y` · __log2f(`x`)).'],
  ['float __fdividef(float x, float y)', 'Fast approximate `x` / `y`. It gives 0 for `y` above 2^126.', 2],
  ['float __saturatef(float x)', '`x` clamped to [0, 1]; NaN gives 0.', 0],
  ...rounded('float __fadd_?(float x, float y)', `\`x\` + \`y\`, rounded ?. ${never}`),
  ...rounded('float __fsub_?(float x, float y)', `\`x\` - \`y\`, rounded ?. ${never}`),
  ...rounded('float __fmul_?(float x, float y)', `\`x\`·\`y\`, rounded ?. ${never}`),
  ...rounded('float __fdiv_?(float x, float y)', '`x` / `y`, rounded ?.'),
  ...rounded('float __fmaf_?(float x, float y, float z)', '`x`·`y` + `z`, rounded once, ?.'),
  ...rounded('float __frcp_?(float x)', '1 / `x`, rounded ?.'),
  ...rounded('float __fsqrt_?(float x)', 'Square root of `x`, rounded ?.'),
  ['float __frsqrt_rn(float x)', '1 / sqrt(`x`), rounded to nearest, halves to even.', 0],
  ...rounded('double __dadd_?(double x, double y)', `\`x\` + \`y\`, rounded ?. ${never}`),
  ...rounded('double __dsub_?(double x, double y)', `\`x\` - \`y\`, rounded ?. ${never}`),
  ...rounded('double __dmul_?(double x, double y)', `\`x\`·\`y\`, rounded ?. ${never}`),
  ...rounded('double __ddiv_?(double x, double y)', '`x` / `y`, rounded ?.'),
  ...rounded('double __fma_?(double x, double y, double z)', '`x`·`y` + `z`, rounded once, ?.'),
  ...rounded('double __drcp_?(double x)', '1 / `x`, rounded ?.'),
  ...rounded('double __dsqrt_?(double x)', 'Square root of `x`, rounded ?.'),
]);

import type { CudaFunction } from './function';
import { functions, type FunctionRow } from './notation';

/**
 * The functions of `cuda_fp16.h` and `cuda_bf16.h` on single values. `H` stands for `__half` or `__nv_bfloat16`, `h`
 * between two words for `half` or `bfloat16`.
 */
const shared: readonly FunctionRow[] = [
  ['H __habs(H a)', 'Absolute value of `a`.'],
  ['H __hadd(H a, H b)', '`a` + `b`.'],
  ['H __hadd_rn(H a, H b)', '`a` + `b`, never merged into a multiply-add.'],
  ['H __hadd_sat(H a, H b)', '`a` + `b`, clamped to [0, 1].'],
  ['H __hdiv(H a, H b)', '`a` / `b`.'],
  ['bool __heq(H a, H b)', '`a` == `b`; false with a NaN.'],
  ['bool __hequ(H a, H b)', '`a` == `b`; true with a NaN.'],
  ['H __hfma(H a, H b, H c)', '`a`·`b` + `c`, rounded once.'],
  ['H __hfma_relu(H a, H b, H c)', '`a`·`b` + `c`, rounded once; negative results become 0.'],
  ['H __hfma_sat(H a, H b, H c)', '`a`·`b` + `c`, rounded once and clamped to [0, 1].'],
  ['bool __hge(H a, H b)', '`a` >= `b`; false with a NaN.'],
  ['bool __hgeu(H a, H b)', '`a` >= `b`; true with a NaN.'],
  ['bool __hgt(H a, H b)', '`a` > `b`; false with a NaN.'],
  ['bool __hgtu(H a, H b)', '`a` > `b`; true with a NaN.'],
  ['int __hisinf(H a)', '1 for +inf, -1 for -inf, else 0.'],
  ['bool __hisnan(H a)', 'True where `a` is NaN.'],
  ['bool __hle(H a, H b)', '`a` <= `b`; false with a NaN.'],
  ['bool __hleu(H a, H b)', '`a` <= `b`; true with a NaN.'],
  ['bool __hlt(H a, H b)', '`a` < `b`; false with a NaN.'],
  ['bool __hltu(H a, H b)', '`a` < `b`; true with a NaN.'],
  ['H __hmax(H a, H b)', 'The larger of both. A NaN is ignored where the other is a number.'],
  ['H __hmax_nan(H a, H b)', 'The larger of both; NaN where either is.'],
  ['H __hmin(H a, H b)', 'The smaller of both. A NaN is ignored where the other is a number.'],
  ['H __hmin_nan(H a, H b)', 'The smaller of both; NaN where either is.'],
  ['H __hmul(H a, H b)', '`a`·`b`.'],
  ['H __hmul_rn(H a, H b)', '`a`·`b`, never merged into a multiply-add.'],
  ['H __hmul_sat(H a, H b)', '`a`·`b`, clamped to [0, 1].'],
  ['bool __hne(H a, H b)', '`a` != `b`; false with a NaN.'],
  ['H __hneg(H a)', '-`a`.'],
  ['bool __hneu(H a, H b)', '`a` != `b`; true with a NaN.'],
  ['H __hsub(H a, H b)', '`a` - `b`.'],
  ['H __hsub_rn(H a, H b)', '`a` - `b`, never merged into a multiply-add.'],
  ['H __hsub_sat(H a, H b)', '`a` - `b`, clamped to [0, 1].'],
  ['H hceil(H h)', 'Smallest integer value that is not below `h`.'],
  ['H hcos(H a)', 'Cosine of `a` in radians.'],
  ['H hexp(H a)', 'e to the power `a`.'],
  ['H hexp10(H a)', '10 to the power `a`.'],
  ['H hexp2(H a)', '2 to the power `a`.'],
  ['H hfloor(H h)', 'Largest integer value that is not above `h`.'],
  ['H hlog(H a)', 'Natural logarithm of `a`.'],
  ['H hlog10(H a)', 'Logarithm of `a` to base 10.'],
  ['H hlog2(H a)', 'Logarithm of `a` to base 2.'],
  ['H hrcp(H a)', '1 / `a`.'],
  ['H hrint(H h)', '`h` rounded to the nearest integer value, halves to even.'],
  ['H hrsqrt(H a)', '1 / sqrt(`a`).'],
  ['H hsin(H a)', 'Sine of `a` in radians.'],
  ['H hsqrt(H a)', 'Square root of `a`.'],
  ['H htanh(H a)', 'Hyperbolic tangent of `a`.'],
  ['H htanh_approx(H a)', 'Fast approximate hyperbolic tangent of `a`.'],
  ['H htrunc(H h)', '`h` without its fraction.'],
];

const modes = [
  ['rn', 'to nearest, halves to even'],
  ['rz', 'towards zero'],
  ['ru', 'up'],
  ['rd', 'down'],
] as const;

const integers = [
  ['int', 'int'],
  ['uint', 'unsigned int'],
  ['short', 'short'],
  ['ushort', 'unsigned short'],
  ['ll', 'long long'],
  ['ull', 'unsigned long long'],
] as const;

function conversions(stem: 'half' | 'bfloat16'): FunctionRow[] {
  const rows: FunctionRow[] = [
    [`float __${stem}2float(H a)`, '`a` as float, exact.'],
    [`H __double2${stem}(double a)`, `\`a\` as ${stem}, rounded to nearest, halves to even.`],
    [`H __float2${stem}(float a)`, `\`a\` as ${stem}, rounded to nearest, halves to even.`],
    [`short __${stem}_as_short(H h)`, 'The bits of `h`.'],
    [`unsigned short __${stem}_as_ushort(H h)`, 'The bits of `h`.'],
    [`H __short_as_${stem}(short i)`, `The ${stem} with the bits of \`i\`.`],
    [`H __ushort_as_${stem}(unsigned short i)`, `The ${stem} with the bits of \`i\`.`],
    [`signed char __${stem}2char_rz(H h)`, '`h` as an integer, rounded towards zero.'],
    [`unsigned char __${stem}2uchar_rz(H h)`, '`h` as an integer, rounded towards zero.'],
  ];
  for (const [mode, how] of modes) {
    rows.push([`H __float2${stem}_${mode}(float a)`, `\`a\` as ${stem}, rounded ${how}.`]);
    for (const [short, type] of integers) {
      rows.push([`${type} __${stem}2${short}_${mode}(H h)`, `\`h\` as ${type}, rounded ${how}.`]);
      rows.push([`H __${short}2${stem}_${mode}(${type} i)`, `\`i\` as ${stem}, rounded ${how}.`]);
    }
  }
  return rows;
}

/** Functions on the packed pairs `half2` and `nv_bfloat162`; `P` stands for the pair. */
const packed: readonly FunctionRow[] = [
  ['P __habs2(P a)', 'Absolute value, component by component.'],
  ['P __hadd2(P a, P b)', '`a` + `b`, component by component.'],
  ['P __hsub2(P a, P b)', '`a` - `b`, component by component.'],
  ['P __hmul2(P a, P b)', '`a`·`b`, component by component.'],
  ['P __h2div(P a, P b)', '`a` / `b`, component by component.'],
  ['P __hfma2(P a, P b, P c)', '`a`·`b` + `c`, component by component, each rounded once.'],
  ['P __hmax2(P a, P b)', 'The larger, component by component.'],
  ['P __hmin2(P a, P b)', 'The smaller, component by component.'],
  ['P __hneg2(P a)', '-`a`, component by component.'],
];

function pairConversions(stem: 'half' | 'bfloat16'): FunctionRow[] {
  const two = `${stem}2`;
  return [
    [`H __low2${stem}(P a)`, 'The first component.'],
    [`H __high2${stem}(P a)`, 'The second component.'],
    [`float __low2float(P a)`, 'The first component as float.'],
    [`float __high2float(P a)`, 'The second component as float.'],
    [`float2 __${two}2float2(P a)`, 'Both components as float.'],
    [`P __float22${two}_rn(float2 a)`, 'Both components, rounded to nearest, halves to even.'],
    [`P __halves2${two}(H a, H b)`, 'The pair of both.'],
    [`P __${stem}2${two}(H a)`, 'The pair with `a` twice.'],
  ];
}

function rowsFor(stem: 'half' | 'bfloat16', scalar: string, pair: string): FunctionRow[] {
  return [...shared, ...conversions(stem), ...packed, ...pairConversions(stem)].map(([signature, documentation]) => [
    signature.replace(/\bH\b/g, scalar).replace(/\bP\b/g, pair),
    documentation,
  ]);
}

export const half: readonly CudaFunction[] = functions('half', rowsFor('half', '__half', '__half2'));

export const bfloat16: readonly CudaFunction[] = functions(
  'bfloat16',
  rowsFor('bfloat16', '__nv_bfloat16', '__nv_bfloat162'),
);

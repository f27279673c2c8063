import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsOf } from '../emit/words';
import { shimSource } from './shim';
import { runCpp } from './testing/run-cpp';

/** Runs statements that print with `show`, after what they need of the shim, and returns the lines. */
function evaluate(...statements: string[]): string[] {
  const body = [helpers, 'int main() {', ...statements, '}'].join('\n');
  return runCpp(`${shimSource(wordsOf(body))}\n${body}`)
    .trim()
    .split('\n');
}

const helpers = `static void show(double x) { printf("%.17g\\n", x); }
static void show(float x) { printf("%.9g\\n", (double)x); }
static void show(int x) { printf("%d\\n", x); }
static void show(unsigned int x) { printf("0x%x\\n", x); }
static void show(long long x) { printf("%lld\\n", x); }
static void show(unsigned long long x) { printf("0x%llx\\n", x); }
static void fail(const char *what, int at) { printf("%s %d\\n", what, at); }
`;

/** The rounding of a small float type, proved between each two neighbours. Prints a line for every failure, then "done". */
const neighbours = (type: string, stem: string, largest: number): string => `
  for (int bits = 0; bits < ${largest}; bits++) {
    const ${type} low = __ushort_as_${stem}(bits), high = __ushort_as_${stem}(bits + 1);
    const double lower = (float)low, upper = (float)high, middle = (lower + upper) / 2;
    const ${type} even = bits % 2 == 0 ? low : high;
    if (${type}((float)lower).bits != bits) fail("exact", bits);
    if (${type}(middle).bits != even.bits || ${type}((float)middle).bits != even.bits) fail("tie", bits);
    if (${type}(-middle).bits != (even.bits | 0x8000)) fail("negative tie", bits);
    if (${type}(__builtin_nextafter(middle, upper)).bits != high.bits) fail("above the tie", bits);
    if (${type}(__builtin_nextafter(middle, lower)).bits != low.bits) fail("below the tie", bits);
    const float inside = (float)middle;
    if (__float2${stem}_rd(inside).bits != low.bits || __float2${stem}_ru(inside).bits != high.bits) fail("directed", bits);
    if (__float2${stem}_rz(-inside).bits != (low.bits | 0x8000)) fail("towards zero", bits);
  }
  printf("done\\n");`;

describe('numbers of the CPU shim', () => {
  it('round to half and bfloat16 correctly, subnormal values included', () => {
    assert.deepEqual(evaluate(neighbours('__half', 'half', 0x7bff)), ['done']);
    assert.deepEqual(evaluate(neighbours('__nv_bfloat16', 'bfloat16', 0x7f7f)), ['done']);
  });

  it('overflow to infinity and keep NaN in small floats', () => {
    const lines = evaluate(
      'show((float)__half(65519.996f)); show((float)__half(65520.0f)); show((float)__half(1e10));',
      'show((float)__half(__builtin_nanf("")));',
      'show((float)__half(16777217LL * 1024)); show((float)__half((long long)2049)); show((float)__half(2051));',
      'show(__hisinf(__half(-1e9f))); show(__hisnan(__half(__builtin_nanf(""))));',
      'show((float)__nv_bfloat16(3.4e38f));',
    );
    assert.deepEqual(
      lines.map((line) => line.replace('-nan', 'nan')),
      [...['65504', 'inf', 'inf', 'nan', 'inf', '2048', '2052', '-1', '1', 'inf']],
    );
  });

  it('fuse a half multiply-add with one rounding', () => {
    // (1 + 2^-10)(1 - 2^-10) = 1 - 2^-20: just below the tie between 2050 and 2052, which float would round to the tie.
    const lines = evaluate(
      'const __half x(1.0f + 1.0f / 1024), y(1.0f - 1.0f / 1024), z(2050.0f);',
      'show((float)__hfma(x, y, z)); show((float)(x * y + z));',
    );
    assert.deepEqual(lines, ['2050', '2052']);
  });

  it('convert to integers as a GPU does: rounded, clamped, NaN as zero', () => {
    const lines = evaluate(
      'show(__float2int_rn(2.5f)); show(__float2int_rz(-2.7f)); show(__float2int_rd(-2.2f)); show(__float2int_ru(2.2f));',
      'show(__float2int_rn(3e9f)); show(__float2int_rn(-3e9f)); show(__float2uint_rn(-1.0f)); show(__float2uint_rn(5e9f));',
      'show(__float2int_rn(__builtin_nanf(""))); show(__double2ll_rn(1e30)); show(__double2ll_rz(-1e30));',
      'show(__double2ull_rn(18446744073709549568.0));',
    );
    assert.deepEqual(lines, [
      ...['2', '-2', '-3', '3', '2147483647', '-2147483648', '0x0', '0xffffffff', '0'],
      ...['9223372036854775807', '-9223372036854775808', '0xfffffffffffff800'],
    ]);
  });

  it('round integers and doubles to float in the named direction', () => {
    const lines = evaluate(
      'show(__int2float_rd(16777217)); show(__int2float_ru(16777217)); show(__int2float_rz(-16777217));',
      'show(__ll2float_rz(9223372036854775807LL)); show(__ull2float_ru(18446744073709551615ULL));',
      'show(__double2float_rd(0.1)); show(__double2float_ru(0.1)); show(__double2float_rz(1e300)); show(__double2float_ru(-1e300));',
    );
    assert.deepEqual(lines, [
      ...['16777216', '16777218', '-16777216', '9.22337149e+18', '1.84467441e+19'],
      ...['0.099999994', '0.100000001', '3.40282347e+38', '-3.40282347e+38'],
    ]);
  });

  it('do float arithmetic in the named direction', () => {
    const lines = evaluate(
      'show(__fadd_ru(1.0f, 1e-30f)); show(__fadd_rd(1.0f, 1e-30f)); show(__fadd_rd(1.0f, -1.0f));',
      'show(__fdiv_rd(1.0f, 3.0f)); show(__fdiv_ru(1.0f, 3.0f)); show(__fsqrt_rd(2.0f)); show(__fsqrt_ru(2.0f));',
      'show(__fmaf_ru(1.0f, 1.0f, 1e-40f)); show(__fmul_rz(-0.1f, 0.1f));',
    );
    assert.deepEqual(lines, [
      ...[
        '1.00000012',
        '1',
        '-0',
        '0.333333313',
        '0.333333343',
        '1.41421354',
        '1.41421366',
        '1.00000012',
        '-0.00999999978',
      ],
    ]);
  });

  it('order zeros and pass NaN over in minima and maxima', () => {
    const lines = evaluate(
      'show(fmaxf(-0.0f, 0.0f)); show(fmaxf(0.0f, -0.0f)); show(fminf(-0.0f, 0.0f)); show(fminf(0.0f, -0.0f));',
      'show(max(__builtin_nan(""), 1.0)); show(min(2.0, __builtin_nan(""))); show(fmaxf(1.0f, __builtin_inff()));',
      'show(max(-1, 1u)); show(min(-1LL, 1LL));',
    );
    assert.deepEqual(lines, ['0', '0', '-0', '-0', '1', '2', 'inf', '0xffffffff', '-1']);
  });

  it('count, reverse and pick bits', () => {
    const lines = evaluate(
      'show(__popc(0xf0f0u)); show(__popcll(-1LL)); show(__clz(0)); show(__clz(1)); show(__clzll(1LL << 40));',
      'show(__ffs(0)); show(__ffs(8)); show(__ffsll(1LL << 40)); show(__brev(1u)); show(__brevll(0x3ULL));',
      'show(__byte_perm(0x03020100u, 0x07060504u, 0x7531u)); show(__byte_perm(0x80u, 0u, 0x8888u));',
      'show(__funnelshift_l(0x80000000u, 1u, 1u)); show(__funnelshift_r(0u, 1u, 33u)); show(__funnelshift_lc(5u, 1u, 40u));',
    );
    assert.deepEqual(lines, [
      ...['8', '64', '32', '31', '23', '0', '4', '41', '0x80000000', '0xc000000000000000'],
      ...['0x7050301', '0xffffffff', '0x3', '0x80000000', '0x5'],
    ]);
  });

  it('take the upper halves of products, averages and packed dot products', () => {
    const lines = evaluate(
      'show(__mulhi(-2, 3)); show(__umulhi(0xffffffffu, 0xffffffffu));',
      'show(__mul64hi(-2LL, 3LL)); show(__umul64hi(~0ULL, ~0ULL)); show(__mul64hi(1LL << 62, 1LL << 62));',
      'show(__hadd(2147483647, 2147483645)); show(__rhadd(-3, -2)); show(__mul24(0x1ffffff, 2)); show(__sad(-5, 7, 1u));',
      'show(__dp4a(0x01020304, 0x01010101, 5)); show(__dp4a(char4{-1, 2, 3, 4}, char4{1, 1, 1, 1}, 0));',
      'show(__dp2a_lo(0x00030002, 0x00000504, 1)); show(__dp2a_hi(0x00030002, 0x05040000, 1));',
    );
    assert.deepEqual(lines, [
      ...['-1', '0xfffffffe', '-1', '0xfffffffffffffffe', '1152921504606846976'],
      ...['2147483646', '-2', '-2', '0xd', '15', '8', '24', '24'],
    ]);
  });

  it('are exact where pi times the argument is a multiple of a right angle', () => {
    const lines = evaluate(
      'show(sinpi(1.0)); show(sinpi(0.5)); show(sinpi(-1.5)); show(sinpif(1e6f)); show(cospi(0.5)); show(cospif(1.0f));',
      'show(cospi(1e15)); show(normcdf(0.0)); show(rsqrtf(4.0f)); show(exp10f(2.0f)); show(norm3d(2.0, 3.0, 6.0));',
    );
    assert.deepEqual(lines, ['0', '1', '1', '0', '0', '-1', '1', '0.5', '0.5', '100', '7']);
  });
});

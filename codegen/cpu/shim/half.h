#pragma once

// CUDA's half: IEEE 754 binary16, with cuda_fp16.h's conversions, operators and functions.

/// IEEE 754 binary16 to float: the exponent is rebased by a multiplication, which also scales subnormal values right
/// (after Fabian Giesen's half_to_float_fast4, public domain).
static inline float __wf_half_value(unsigned short bits) {
  const float magnitude =
      __builtin_bit_cast(float, (unsigned int)(bits & 0x7fffu) << 13) * __builtin_bit_cast(float, 0x77800000u);
  const unsigned int special = magnitude >= 65536.0f ? 0x7f800000u : 0u;
  const unsigned int sign = (unsigned int)(bits & 0x8000u) << 16;
  return __builtin_bit_cast(float, __builtin_bit_cast(unsigned int, magnitude) | special | sign);
}

/// Float to binary16, to nearest even (after Fabian Giesen's float_to_half_fast3_rtne, public domain). Adding 0.5 puts
/// the last bit of a subnormal result at the end of the float, so that the addition rounds it.
static inline unsigned short __wf_half_bits(float x) {
  const unsigned int all = __builtin_bit_cast(unsigned int, x);
  const unsigned int magnitude = all & 0x7fffffffu;
  const unsigned int normal = (magnitude + 0xc8000fffu + ((magnitude >> 13) & 1u)) >> 13;
  const float shifted = __builtin_bit_cast(float, magnitude) + 0.5f;
  const unsigned int subnormal = __builtin_bit_cast(unsigned int, shifted) - 0x3f000000u;
  const unsigned int special = magnitude > 0x7f800000u ? 0x7fffu : 0x7c00u;
  const unsigned int finite = magnitude < 0x38800000u ? subnormal : normal;
  return (unsigned short)((magnitude >= 0x47800000u ? special : finite) | ((all >> 16) & 0x8000u));
}

struct __half {
  unsigned short bits;

  __half() = default;
  __half(float x) : bits(__wf_half_bits(x)) {}
  __half(double x) : bits(__wf_half_bits(__wf_round_to_odd(x))) {}
  __half(short x) : bits(__wf_half_bits(__wf_round_to_odd(double(x)))) {}
  __half(unsigned short x) : bits(__wf_half_bits(__wf_round_to_odd(double(x)))) {}
  __half(int x) : bits(__wf_half_bits(__wf_round_to_odd(double(x)))) {}
  __half(unsigned int x) : bits(__wf_half_bits(__wf_round_to_odd(double(x)))) {}
  __half(long x) : bits(__wf_half_bits(__wf_round_to_odd((long long)x))) {}
  __half(unsigned long x) : bits(__wf_half_bits(__wf_round_to_odd((unsigned long long)x))) {}
  __half(long long x) : bits(__wf_half_bits(__wf_round_to_odd(x))) {}
  __half(unsigned long long x) : bits(__wf_half_bits(__wf_round_to_odd(x))) {}

  operator float() const { return __wf_half_value(bits); }
  operator bool() const { return (bits & 0x7fffu) != 0; }
  operator char() const { return (char)__wf_half_value(bits); }
  operator signed char() const { return (signed char)__wf_half_value(bits); }
  operator unsigned char() const { return (unsigned char)__wf_half_value(bits); }
  operator short() const { return (short)__wf_half_value(bits); }
  operator unsigned short() const { return (unsigned short)__wf_half_value(bits); }
  operator int() const { return (int)__wf_half_value(bits); }
  operator unsigned int() const { return (unsigned int)__wf_half_value(bits); }
  operator long() const { return (long)__wf_half_value(bits); }
  operator unsigned long() const { return (unsigned long)__wf_half_value(bits); }
  operator long long() const { return (long long)__wf_half_value(bits); }
  operator unsigned long long() const { return (unsigned long long)__wf_half_value(bits); }

  __half &operator+=(__half other) { return *this = __half(float(*this) + float(other)); }
  __half &operator-=(__half other) { return *this = __half(float(*this) - float(other)); }
  __half &operator*=(__half other) { return *this = __half(float(*this) * float(other)); }
  __half &operator/=(__half other) { return *this = __half(float(*this) / float(other)); }
  __half &operator++() { return *this += __half(1.0f); }
  __half &operator--() { return *this -= __half(1.0f); }
};

typedef __half half;

static inline __half __wf_half_from_bits(unsigned int bits) { return __builtin_bit_cast(__half, (unsigned short)bits); }

// A float has more than twice the bits, plus two: rounding its result of one operation again gives the correctly
// rounded result (Figueroa, "When is double rounding innocuous?", SIGNUM Newsletter 30, 1995).
static inline __half operator+(__half x, __half y) { return __half(float(x) + float(y)); }
static inline __half operator-(__half x, __half y) { return __half(float(x) - float(y)); }
static inline __half operator*(__half x, __half y) { return __half(float(x) * float(y)); }
static inline __half operator/(__half x, __half y) { return __half(float(x) / float(y)); }
static inline __half operator+(__half x) { return x; }
static inline __half operator-(__half x) { return __wf_half_from_bits(x.bits ^ 0x8000u); }
static inline bool operator==(__half x, __half y) { return float(x) == float(y); }
static inline bool operator!=(__half x, __half y) { return float(x) != float(y); }
static inline bool operator<(__half x, __half y) { return float(x) < float(y); }
static inline bool operator<=(__half x, __half y) { return float(x) <= float(y); }
static inline bool operator>(__half x, __half y) { return float(x) > float(y); }
static inline bool operator>=(__half x, __half y) { return float(x) >= float(y); }

static inline __half __hadd(__half x, __half y) { return x + y; }
static inline __half __hadd_rn(__half x, __half y) { return x + y; }
static inline __half __hsub(__half x, __half y) { return x - y; }
static inline __half __hsub_rn(__half x, __half y) { return x - y; }
static inline __half __hmul(__half x, __half y) { return x * y; }
static inline __half __hmul_rn(__half x, __half y) { return x * y; }
static inline __half __hdiv(__half x, __half y) { return x / y; }
static inline __half __wf_unit(__half x) {
  return float(x) > 0.0f ? (float(x) < 1.0f ? x : __half(1.0f)) : __half(0.0f);
}
static inline __half __wf_relu(__half x) { return float(x) < 0.0f ? __half(0.0f) : x; }
static inline __half __hadd_sat(__half x, __half y) { return __wf_unit(x + y); }
static inline __half __hsub_sat(__half x, __half y) { return __wf_unit(x - y); }
static inline __half __hmul_sat(__half x, __half y) { return __wf_unit(x * y); }
static inline __half __hfma(__half x, __half y, __half z) {
  return __half(__wf_round_to_odd(__wf_fma_to_odd(float(x), float(y), float(z))));
}
static inline __half __hfma_sat(__half x, __half y, __half z) { return __wf_unit(__hfma(x, y, z)); }
static inline __half __hfma_relu(__half x, __half y, __half z) { return __wf_relu(__hfma(x, y, z)); }
static inline __half __hneg(__half x) { return -x; }
static inline __half __habs(__half x) { return __wf_half_from_bits(x.bits & 0x7fffu); }

static inline bool __heq(__half x, __half y) { return x == y; }
static inline bool __hequ(__half x, __half y) { return !(float(x) < float(y) || float(x) > float(y)); }
static inline bool __hne(__half x, __half y) { return float(x) < float(y) || float(x) > float(y); }
static inline bool __hneu(__half x, __half y) { return x != y; }
static inline bool __hle(__half x, __half y) { return x <= y; }
static inline bool __hleu(__half x, __half y) { return !(x > y); }
static inline bool __hge(__half x, __half y) { return x >= y; }
static inline bool __hgeu(__half x, __half y) { return !(x < y); }
static inline bool __hlt(__half x, __half y) { return x < y; }
static inline bool __hltu(__half x, __half y) { return !(x >= y); }
static inline bool __hgt(__half x, __half y) { return x > y; }
static inline bool __hgtu(__half x, __half y) { return !(x <= y); }
static inline bool __hisnan(__half x) { return (x.bits & 0x7fffu) > 0x7c00u; }
static inline int __hisinf(__half x) { return (x.bits & 0x7fffu) == 0x7c00u ? (x.bits >> 15 ? -1 : 1) : 0; }

static inline __half __hmax(__half x, __half y) { return __half(fmaxf(x, y)); }
static inline __half __hmin(__half x, __half y) { return __half(fminf(x, y)); }
static inline __half __hmax_nan(__half x, __half y) {
  return __hisnan(x) || __hisnan(y) ? __wf_half_from_bits(0x7fffu) : __hmax(x, y);
}
static inline __half __hmin_nan(__half x, __half y) {
  return __hisnan(x) || __hisnan(y) ? __wf_half_from_bits(0x7fffu) : __hmin(x, y);
}

static inline __half hceil(__half x) { return __half(ceilf(x)); }
static inline __half hfloor(__half x) { return __half(floorf(x)); }
static inline __half htrunc(__half x) { return __half(truncf(x)); }
static inline __half hrint(__half x) { return __half(rintf(x)); }
static inline __half hsqrt(__half x) { return __half(sqrtf(x)); }
static inline __half hrsqrt(__half x) { return __half(1.0 / __builtin_sqrt(double(float(x)))); }
static inline __half hrcp(__half x) { return __half(1.0f / float(x)); }
static inline __half hexp(__half x) { return __half(expf(x)); }
static inline __half hexp2(__half x) { return __half(exp2f(x)); }
static inline __half hexp10(__half x) { return __half(exp10f(x)); }
static inline __half hlog(__half x) { return __half(logf(x)); }
static inline __half hlog2(__half x) { return __half(log2f(x)); }
static inline __half hlog10(__half x) { return __half(log10f(x)); }
static inline __half hsin(__half x) { return __half(sinf(x)); }
static inline __half hcos(__half x) { return __half(cosf(x)); }
static inline __half htanh(__half x) { return __half(tanhf(x)); }
static inline __half htanh_approx(__half x) { return __half(tanhf(x)); }

static inline float __half2float(__half x) { return x; }
static inline __half __float2half(float x) { return x; }
static inline __half __float2half_rn(float x) { return x; }
static inline __half __double2half(double x) { return x; }

/// The neighbour of `nearest` when that lies above (below) the exact value.
static inline __half __wf_half_below(__half nearest) {
  if ((nearest.bits & 0x7fffu) == 0) return __wf_half_from_bits(0x8001u);
  return __wf_half_from_bits(nearest.bits >> 15 ? nearest.bits + 1u : nearest.bits - 1u);
}
static inline __half __wf_half_above(__half nearest) { return -__wf_half_below(-nearest); }
static inline __half __float2half_rd(float x) {
  const __half nearest(x);
  return float(nearest) > x ? __wf_half_below(nearest) : nearest;
}
static inline __half __float2half_ru(float x) {
  const __half nearest(x);
  return float(nearest) < x ? __wf_half_above(nearest) : nearest;
}
static inline __half __float2half_rz(float x) { return x < 0.0f ? __float2half_ru(x) : __float2half_rd(x); }

static inline short __half2short_rn(__half x) { return __wf_saturate<short>(rintf(float(x))); }
static inline short __half2short_rz(__half x) { return __wf_saturate<short>(truncf(float(x))); }
static inline short __half2short_rd(__half x) { return __wf_saturate<short>(floorf(float(x))); }
static inline short __half2short_ru(__half x) { return __wf_saturate<short>(ceilf(float(x))); }
static inline unsigned short __half2ushort_rn(__half x) { return __wf_saturate<unsigned short>(rintf(float(x))); }
static inline unsigned short __half2ushort_rz(__half x) { return __wf_saturate<unsigned short>(truncf(float(x))); }
static inline unsigned short __half2ushort_rd(__half x) { return __wf_saturate<unsigned short>(floorf(float(x))); }
static inline unsigned short __half2ushort_ru(__half x) { return __wf_saturate<unsigned short>(ceilf(float(x))); }
static inline int __half2int_rn(__half x) { return __wf_saturate<int>(rintf(float(x))); }
static inline int __half2int_rz(__half x) { return __wf_saturate<int>(truncf(float(x))); }
static inline int __half2int_rd(__half x) { return __wf_saturate<int>(floorf(float(x))); }
static inline int __half2int_ru(__half x) { return __wf_saturate<int>(ceilf(float(x))); }
static inline unsigned int __half2uint_rn(__half x) { return __wf_saturate<unsigned int>(rintf(float(x))); }
static inline unsigned int __half2uint_rz(__half x) { return __wf_saturate<unsigned int>(truncf(float(x))); }
static inline unsigned int __half2uint_rd(__half x) { return __wf_saturate<unsigned int>(floorf(float(x))); }
static inline unsigned int __half2uint_ru(__half x) { return __wf_saturate<unsigned int>(ceilf(float(x))); }
static inline long long __half2ll_rn(__half x) { return __wf_saturate<long long>(rintf(float(x))); }
static inline long long __half2ll_rz(__half x) { return __wf_saturate<long long>(truncf(float(x))); }
static inline long long __half2ll_rd(__half x) { return __wf_saturate<long long>(floorf(float(x))); }
static inline long long __half2ll_ru(__half x) { return __wf_saturate<long long>(ceilf(float(x))); }
static inline unsigned long long __half2ull_rn(__half x) { return __wf_saturate<unsigned long long>(rintf(float(x))); }
static inline unsigned long long __half2ull_rz(__half x) { return __wf_saturate<unsigned long long>(truncf(float(x))); }
static inline unsigned long long __half2ull_rd(__half x) { return __wf_saturate<unsigned long long>(floorf(float(x))); }
static inline unsigned long long __half2ull_ru(__half x) { return __wf_saturate<unsigned long long>(ceilf(float(x))); }
static inline signed char __half2char_rz(__half x) { return __wf_saturate<signed char>(truncf(float(x))); }
static inline unsigned char __half2uchar_rz(__half x) { return __wf_saturate<unsigned char>(truncf(float(x))); }

static inline __half __short2half_rn(short x) { return x; }
static inline __half __short2half_rd(short x) { return __float2half_rd(__wf_round_to_odd(double(x))); }
static inline __half __short2half_ru(short x) { return __float2half_ru(__wf_round_to_odd(double(x))); }
static inline __half __short2half_rz(short x) { return __float2half_rz(__wf_round_to_odd(double(x))); }
static inline __half __ushort2half_rn(unsigned short x) { return x; }
static inline __half __ushort2half_rd(unsigned short x) { return __float2half_rd(__wf_round_to_odd(double(x))); }
static inline __half __ushort2half_ru(unsigned short x) { return __float2half_ru(__wf_round_to_odd(double(x))); }
static inline __half __ushort2half_rz(unsigned short x) { return __float2half_rz(__wf_round_to_odd(double(x))); }
static inline __half __int2half_rn(int x) { return x; }
static inline __half __int2half_rd(int x) { return __float2half_rd(__wf_round_to_odd(double(x))); }
static inline __half __int2half_ru(int x) { return __float2half_ru(__wf_round_to_odd(double(x))); }
static inline __half __int2half_rz(int x) { return __float2half_rz(__wf_round_to_odd(double(x))); }
static inline __half __uint2half_rn(unsigned int x) { return x; }
static inline __half __uint2half_rd(unsigned int x) { return __float2half_rd(__wf_round_to_odd(double(x))); }
static inline __half __uint2half_ru(unsigned int x) { return __float2half_ru(__wf_round_to_odd(double(x))); }
static inline __half __uint2half_rz(unsigned int x) { return __float2half_rz(__wf_round_to_odd(double(x))); }
static inline __half __ll2half_rn(long long x) { return x; }
static inline __half __ll2half_rd(long long x) { return __float2half_rd(__wf_round_to_odd(x)); }
static inline __half __ll2half_ru(long long x) { return __float2half_ru(__wf_round_to_odd(x)); }
static inline __half __ll2half_rz(long long x) { return __float2half_rz(__wf_round_to_odd(x)); }
static inline __half __ull2half_rn(unsigned long long x) { return x; }
static inline __half __ull2half_rd(unsigned long long x) { return __float2half_rd(__wf_round_to_odd(x)); }
static inline __half __ull2half_ru(unsigned long long x) { return __float2half_ru(__wf_round_to_odd(x)); }
static inline __half __ull2half_rz(unsigned long long x) { return __float2half_rz(__wf_round_to_odd(x)); }

static inline short __half_as_short(__half x) { return (short)x.bits; }
static inline unsigned short __half_as_ushort(__half x) { return x.bits; }
static inline __half __short_as_half(short x) { return __wf_half_from_bits((unsigned short)x); }
static inline __half __ushort_as_half(unsigned short x) { return __wf_half_from_bits(x); }

struct alignas(4) __half2 {
  __half x, y;
};
typedef __half2 half2;

static inline __half2 operator+(__half2 a, __half2 b) { return {a.x + b.x, a.y + b.y}; }
static inline __half2 operator-(__half2 a, __half2 b) { return {a.x - b.x, a.y - b.y}; }
static inline __half2 operator*(__half2 a, __half2 b) { return {a.x * b.x, a.y * b.y}; }
static inline __half2 operator/(__half2 a, __half2 b) { return {a.x / b.x, a.y / b.y}; }
static inline __half2 __hadd2(__half2 a, __half2 b) { return a + b; }
static inline __half2 __hsub2(__half2 a, __half2 b) { return a - b; }
static inline __half2 __hmul2(__half2 a, __half2 b) { return a * b; }
static inline __half2 __h2div(__half2 a, __half2 b) { return a / b; }
static inline __half2 __habs2(__half2 a) { return {__habs(a.x), __habs(a.y)}; }
static inline __half2 __hneg2(__half2 a) { return {-a.x, -a.y}; }
static inline __half2 __hmax2(__half2 a, __half2 b) { return {__hmax(a.x, b.x), __hmax(a.y, b.y)}; }
static inline __half2 __hmin2(__half2 a, __half2 b) { return {__hmin(a.x, b.x), __hmin(a.y, b.y)}; }
static inline __half2 __hfma2(__half2 a, __half2 b, __half2 c) {
  return {__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y)};
}
static inline __half __low2half(__half2 a) { return a.x; }
static inline __half __high2half(__half2 a) { return a.y; }
static inline float __low2float(__half2 a) { return a.x; }
static inline float __high2float(__half2 a) { return a.y; }
static inline float2 __half22float2(__half2 a) { return {a.x, a.y}; }
static inline __half2 __float22half2_rn(float2 a) { return {__half(a.x), __half(a.y)}; }
static inline __half2 __halves2half2(__half a, __half b) { return {a, b}; }
static inline __half2 __half2half2(__half a) { return {a, a}; }

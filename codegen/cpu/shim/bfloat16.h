#pragma once

// CUDA's bfloat16, with cuda_bf16.h's conversions, operators and functions.

/// bfloat16 is the upper half of a float.
static inline float __wf_bfloat16_value(unsigned short bits) {
  return __builtin_bit_cast(float, (unsigned int)bits << 16);
}

/// Float to bfloat16, to nearest even.
static inline unsigned short __wf_bfloat16_bits(float x) {
  const unsigned int all = __builtin_bit_cast(unsigned int, x);
  const unsigned int rounded = (all + 0x7fffu + ((all >> 16) & 1u)) >> 16;
  return (unsigned short)((all & 0x7fffffffu) > 0x7f800000u ? 0x7fffu : rounded);
}

struct __nv_bfloat16 {
  unsigned short bits;

  __nv_bfloat16() = default;
  __nv_bfloat16(float x) : bits(__wf_bfloat16_bits(x)) {}
  __nv_bfloat16(double x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(x))) {}
  __nv_bfloat16(short x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(double(x)))) {}
  __nv_bfloat16(unsigned short x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(double(x)))) {}
  __nv_bfloat16(int x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(double(x)))) {}
  __nv_bfloat16(unsigned int x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(double(x)))) {}
  __nv_bfloat16(long x) : bits(__wf_bfloat16_bits(__wf_round_to_odd((long long)x))) {}
  __nv_bfloat16(unsigned long x) : bits(__wf_bfloat16_bits(__wf_round_to_odd((unsigned long long)x))) {}
  __nv_bfloat16(long long x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(x))) {}
  __nv_bfloat16(unsigned long long x) : bits(__wf_bfloat16_bits(__wf_round_to_odd(x))) {}

  operator float() const { return __wf_bfloat16_value(bits); }
  operator bool() const { return (bits & 0x7fffu) != 0; }
  operator char() const { return (char)__wf_bfloat16_value(bits); }
  operator signed char() const { return (signed char)__wf_bfloat16_value(bits); }
  operator unsigned char() const { return (unsigned char)__wf_bfloat16_value(bits); }
  operator short() const { return (short)__wf_bfloat16_value(bits); }
  operator unsigned short() const { return (unsigned short)__wf_bfloat16_value(bits); }
  operator int() const { return (int)__wf_bfloat16_value(bits); }
  operator unsigned int() const { return (unsigned int)__wf_bfloat16_value(bits); }
  operator long() const { return (long)__wf_bfloat16_value(bits); }
  operator unsigned long() const { return (unsigned long)__wf_bfloat16_value(bits); }
  operator long long() const { return (long long)__wf_bfloat16_value(bits); }
  operator unsigned long long() const { return (unsigned long long)__wf_bfloat16_value(bits); }

  __nv_bfloat16 &operator+=(__nv_bfloat16 other) { return *this = __nv_bfloat16(float(*this) + float(other)); }
  __nv_bfloat16 &operator-=(__nv_bfloat16 other) { return *this = __nv_bfloat16(float(*this) - float(other)); }
  __nv_bfloat16 &operator*=(__nv_bfloat16 other) { return *this = __nv_bfloat16(float(*this) * float(other)); }
  __nv_bfloat16 &operator/=(__nv_bfloat16 other) { return *this = __nv_bfloat16(float(*this) / float(other)); }
  __nv_bfloat16 &operator++() { return *this += __nv_bfloat16(1.0f); }
  __nv_bfloat16 &operator--() { return *this -= __nv_bfloat16(1.0f); }
};

typedef __nv_bfloat16 nv_bfloat16;

static inline __nv_bfloat16 __wf_bfloat16_from_bits(unsigned int bits) {
  return __builtin_bit_cast(__nv_bfloat16, (unsigned short)bits);
}

// A float has more than twice the bits, plus two: rounding its result of one operation again gives the correctly
// rounded result (Figueroa, "When is double rounding innocuous?", SIGNUM Newsletter 30, 1995).
static inline __nv_bfloat16 operator+(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(float(x) + float(y)); }
static inline __nv_bfloat16 operator-(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(float(x) - float(y)); }
static inline __nv_bfloat16 operator*(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(float(x) * float(y)); }
static inline __nv_bfloat16 operator/(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(float(x) / float(y)); }
static inline __nv_bfloat16 operator+(__nv_bfloat16 x) { return x; }
static inline __nv_bfloat16 operator-(__nv_bfloat16 x) { return __wf_bfloat16_from_bits(x.bits ^ 0x8000u); }
static inline bool operator==(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) == float(y); }
static inline bool operator!=(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) != float(y); }
static inline bool operator<(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) < float(y); }
static inline bool operator<=(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) <= float(y); }
static inline bool operator>(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) > float(y); }
static inline bool operator>=(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) >= float(y); }

static inline __nv_bfloat16 __hadd(__nv_bfloat16 x, __nv_bfloat16 y) { return x + y; }
static inline __nv_bfloat16 __hadd_rn(__nv_bfloat16 x, __nv_bfloat16 y) { return x + y; }
static inline __nv_bfloat16 __hsub(__nv_bfloat16 x, __nv_bfloat16 y) { return x - y; }
static inline __nv_bfloat16 __hsub_rn(__nv_bfloat16 x, __nv_bfloat16 y) { return x - y; }
static inline __nv_bfloat16 __hmul(__nv_bfloat16 x, __nv_bfloat16 y) { return x * y; }
static inline __nv_bfloat16 __hmul_rn(__nv_bfloat16 x, __nv_bfloat16 y) { return x * y; }
static inline __nv_bfloat16 __hdiv(__nv_bfloat16 x, __nv_bfloat16 y) { return x / y; }
static inline __nv_bfloat16 __wf_unit(__nv_bfloat16 x) {
  return float(x) > 0.0f ? (float(x) < 1.0f ? x : __nv_bfloat16(1.0f)) : __nv_bfloat16(0.0f);
}
static inline __nv_bfloat16 __wf_relu(__nv_bfloat16 x) { return float(x) < 0.0f ? __nv_bfloat16(0.0f) : x; }
static inline __nv_bfloat16 __hadd_sat(__nv_bfloat16 x, __nv_bfloat16 y) { return __wf_unit(x + y); }
static inline __nv_bfloat16 __hsub_sat(__nv_bfloat16 x, __nv_bfloat16 y) { return __wf_unit(x - y); }
static inline __nv_bfloat16 __hmul_sat(__nv_bfloat16 x, __nv_bfloat16 y) { return __wf_unit(x * y); }
static inline __nv_bfloat16 __hfma(__nv_bfloat16 x, __nv_bfloat16 y, __nv_bfloat16 z) {
  return __nv_bfloat16(__wf_round_to_odd(__wf_fma_to_odd(float(x), float(y), float(z))));
}
static inline __nv_bfloat16 __hfma_sat(__nv_bfloat16 x, __nv_bfloat16 y, __nv_bfloat16 z) {
  return __wf_unit(__hfma(x, y, z));
}
static inline __nv_bfloat16 __hfma_relu(__nv_bfloat16 x, __nv_bfloat16 y, __nv_bfloat16 z) {
  return __wf_relu(__hfma(x, y, z));
}
static inline __nv_bfloat16 __hneg(__nv_bfloat16 x) { return -x; }
static inline __nv_bfloat16 __habs(__nv_bfloat16 x) { return __wf_bfloat16_from_bits(x.bits & 0x7fffu); }

static inline bool __heq(__nv_bfloat16 x, __nv_bfloat16 y) { return x == y; }
static inline bool __hequ(__nv_bfloat16 x, __nv_bfloat16 y) { return !(float(x) < float(y) || float(x) > float(y)); }
static inline bool __hne(__nv_bfloat16 x, __nv_bfloat16 y) { return float(x) < float(y) || float(x) > float(y); }
static inline bool __hneu(__nv_bfloat16 x, __nv_bfloat16 y) { return x != y; }
static inline bool __hle(__nv_bfloat16 x, __nv_bfloat16 y) { return x <= y; }
static inline bool __hleu(__nv_bfloat16 x, __nv_bfloat16 y) { return !(x > y); }
static inline bool __hge(__nv_bfloat16 x, __nv_bfloat16 y) { return x >= y; }
static inline bool __hgeu(__nv_bfloat16 x, __nv_bfloat16 y) { return !(x < y); }
static inline bool __hlt(__nv_bfloat16 x, __nv_bfloat16 y) { return x < y; }
static inline bool __hltu(__nv_bfloat16 x, __nv_bfloat16 y) { return !(x >= y); }
static inline bool __hgt(__nv_bfloat16 x, __nv_bfloat16 y) { return x > y; }
static inline bool __hgtu(__nv_bfloat16 x, __nv_bfloat16 y) { return !(x <= y); }
static inline bool __hisnan(__nv_bfloat16 x) { return (x.bits & 0x7fffu) > 0x7f80u; }
static inline int __hisinf(__nv_bfloat16 x) { return (x.bits & 0x7fffu) == 0x7f80u ? (x.bits >> 15 ? -1 : 1) : 0; }

static inline __nv_bfloat16 __hmax(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(fmaxf(x, y)); }
static inline __nv_bfloat16 __hmin(__nv_bfloat16 x, __nv_bfloat16 y) { return __nv_bfloat16(fminf(x, y)); }
static inline __nv_bfloat16 __hmax_nan(__nv_bfloat16 x, __nv_bfloat16 y) {
  return __hisnan(x) || __hisnan(y) ? __wf_bfloat16_from_bits(0x7fffu) : __hmax(x, y);
}
static inline __nv_bfloat16 __hmin_nan(__nv_bfloat16 x, __nv_bfloat16 y) {
  return __hisnan(x) || __hisnan(y) ? __wf_bfloat16_from_bits(0x7fffu) : __hmin(x, y);
}

static inline __nv_bfloat16 hceil(__nv_bfloat16 x) { return __nv_bfloat16(ceilf(x)); }
static inline __nv_bfloat16 hfloor(__nv_bfloat16 x) { return __nv_bfloat16(floorf(x)); }
static inline __nv_bfloat16 htrunc(__nv_bfloat16 x) { return __nv_bfloat16(truncf(x)); }
static inline __nv_bfloat16 hrint(__nv_bfloat16 x) { return __nv_bfloat16(rintf(x)); }
static inline __nv_bfloat16 hsqrt(__nv_bfloat16 x) { return __nv_bfloat16(sqrtf(x)); }
static inline __nv_bfloat16 hrsqrt(__nv_bfloat16 x) { return __nv_bfloat16(1.0 / __builtin_sqrt(double(float(x)))); }
static inline __nv_bfloat16 hrcp(__nv_bfloat16 x) { return __nv_bfloat16(1.0f / float(x)); }
static inline __nv_bfloat16 hexp(__nv_bfloat16 x) { return __nv_bfloat16(expf(x)); }
static inline __nv_bfloat16 hexp2(__nv_bfloat16 x) { return __nv_bfloat16(exp2f(x)); }
static inline __nv_bfloat16 hexp10(__nv_bfloat16 x) { return __nv_bfloat16(exp10f(x)); }
static inline __nv_bfloat16 hlog(__nv_bfloat16 x) { return __nv_bfloat16(logf(x)); }
static inline __nv_bfloat16 hlog2(__nv_bfloat16 x) { return __nv_bfloat16(log2f(x)); }
static inline __nv_bfloat16 hlog10(__nv_bfloat16 x) { return __nv_bfloat16(log10f(x)); }
static inline __nv_bfloat16 hsin(__nv_bfloat16 x) { return __nv_bfloat16(sinf(x)); }
static inline __nv_bfloat16 hcos(__nv_bfloat16 x) { return __nv_bfloat16(cosf(x)); }
static inline __nv_bfloat16 htanh(__nv_bfloat16 x) { return __nv_bfloat16(tanhf(x)); }
static inline __nv_bfloat16 htanh_approx(__nv_bfloat16 x) { return __nv_bfloat16(tanhf(x)); }

static inline float __bfloat162float(__nv_bfloat16 x) { return x; }
static inline __nv_bfloat16 __float2bfloat16(float x) { return x; }
static inline __nv_bfloat16 __float2bfloat16_rn(float x) { return x; }
static inline __nv_bfloat16 __double2bfloat16(double x) { return x; }

/// The neighbour of `nearest` when that lies above (below) the exact value.
static inline __nv_bfloat16 __wf_bfloat16_below(__nv_bfloat16 nearest) {
  if ((nearest.bits & 0x7fffu) == 0) return __wf_bfloat16_from_bits(0x8001u);
  return __wf_bfloat16_from_bits(nearest.bits >> 15 ? nearest.bits + 1u : nearest.bits - 1u);
}
static inline __nv_bfloat16 __wf_bfloat16_above(__nv_bfloat16 nearest) { return -__wf_bfloat16_below(-nearest); }
static inline __nv_bfloat16 __float2bfloat16_rd(float x) {
  const __nv_bfloat16 nearest(x);
  return float(nearest) > x ? __wf_bfloat16_below(nearest) : nearest;
}
static inline __nv_bfloat16 __float2bfloat16_ru(float x) {
  const __nv_bfloat16 nearest(x);
  return float(nearest) < x ? __wf_bfloat16_above(nearest) : nearest;
}
static inline __nv_bfloat16 __float2bfloat16_rz(float x) {
  return x < 0.0f ? __float2bfloat16_ru(x) : __float2bfloat16_rd(x);
}

static inline short __bfloat162short_rn(__nv_bfloat16 x) { return __wf_saturate<short>(rintf(float(x))); }
static inline short __bfloat162short_rz(__nv_bfloat16 x) { return __wf_saturate<short>(truncf(float(x))); }
static inline short __bfloat162short_rd(__nv_bfloat16 x) { return __wf_saturate<short>(floorf(float(x))); }
static inline short __bfloat162short_ru(__nv_bfloat16 x) { return __wf_saturate<short>(ceilf(float(x))); }
static inline unsigned short __bfloat162ushort_rn(__nv_bfloat16 x) {
  return __wf_saturate<unsigned short>(rintf(float(x)));
}
static inline unsigned short __bfloat162ushort_rz(__nv_bfloat16 x) {
  return __wf_saturate<unsigned short>(truncf(float(x)));
}
static inline unsigned short __bfloat162ushort_rd(__nv_bfloat16 x) {
  return __wf_saturate<unsigned short>(floorf(float(x)));
}
static inline unsigned short __bfloat162ushort_ru(__nv_bfloat16 x) {
  return __wf_saturate<unsigned short>(ceilf(float(x)));
}
static inline int __bfloat162int_rn(__nv_bfloat16 x) { return __wf_saturate<int>(rintf(float(x))); }
static inline int __bfloat162int_rz(__nv_bfloat16 x) { return __wf_saturate<int>(truncf(float(x))); }
static inline int __bfloat162int_rd(__nv_bfloat16 x) { return __wf_saturate<int>(floorf(float(x))); }
static inline int __bfloat162int_ru(__nv_bfloat16 x) { return __wf_saturate<int>(ceilf(float(x))); }
static inline unsigned int __bfloat162uint_rn(__nv_bfloat16 x) { return __wf_saturate<unsigned int>(rintf(float(x))); }
static inline unsigned int __bfloat162uint_rz(__nv_bfloat16 x) { return __wf_saturate<unsigned int>(truncf(float(x))); }
static inline unsigned int __bfloat162uint_rd(__nv_bfloat16 x) { return __wf_saturate<unsigned int>(floorf(float(x))); }
static inline unsigned int __bfloat162uint_ru(__nv_bfloat16 x) { return __wf_saturate<unsigned int>(ceilf(float(x))); }
static inline long long __bfloat162ll_rn(__nv_bfloat16 x) { return __wf_saturate<long long>(rintf(float(x))); }
static inline long long __bfloat162ll_rz(__nv_bfloat16 x) { return __wf_saturate<long long>(truncf(float(x))); }
static inline long long __bfloat162ll_rd(__nv_bfloat16 x) { return __wf_saturate<long long>(floorf(float(x))); }
static inline long long __bfloat162ll_ru(__nv_bfloat16 x) { return __wf_saturate<long long>(ceilf(float(x))); }
static inline unsigned long long __bfloat162ull_rn(__nv_bfloat16 x) {
  return __wf_saturate<unsigned long long>(rintf(float(x)));
}
static inline unsigned long long __bfloat162ull_rz(__nv_bfloat16 x) {
  return __wf_saturate<unsigned long long>(truncf(float(x)));
}
static inline unsigned long long __bfloat162ull_rd(__nv_bfloat16 x) {
  return __wf_saturate<unsigned long long>(floorf(float(x)));
}
static inline unsigned long long __bfloat162ull_ru(__nv_bfloat16 x) {
  return __wf_saturate<unsigned long long>(ceilf(float(x)));
}
static inline signed char __bfloat162char_rz(__nv_bfloat16 x) { return __wf_saturate<signed char>(truncf(float(x))); }
static inline unsigned char __bfloat162uchar_rz(__nv_bfloat16 x) {
  return __wf_saturate<unsigned char>(truncf(float(x)));
}

static inline __nv_bfloat16 __short2bfloat16_rn(short x) { return x; }
static inline __nv_bfloat16 __short2bfloat16_rd(short x) { return __float2bfloat16_rd(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __short2bfloat16_ru(short x) { return __float2bfloat16_ru(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __short2bfloat16_rz(short x) { return __float2bfloat16_rz(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __ushort2bfloat16_rn(unsigned short x) { return x; }
static inline __nv_bfloat16 __ushort2bfloat16_rd(unsigned short x) {
  return __float2bfloat16_rd(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __ushort2bfloat16_ru(unsigned short x) {
  return __float2bfloat16_ru(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __ushort2bfloat16_rz(unsigned short x) {
  return __float2bfloat16_rz(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __int2bfloat16_rn(int x) { return x; }
static inline __nv_bfloat16 __int2bfloat16_rd(int x) { return __float2bfloat16_rd(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __int2bfloat16_ru(int x) { return __float2bfloat16_ru(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __int2bfloat16_rz(int x) { return __float2bfloat16_rz(__wf_round_to_odd(double(x))); }
static inline __nv_bfloat16 __uint2bfloat16_rn(unsigned int x) { return x; }
static inline __nv_bfloat16 __uint2bfloat16_rd(unsigned int x) {
  return __float2bfloat16_rd(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __uint2bfloat16_ru(unsigned int x) {
  return __float2bfloat16_ru(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __uint2bfloat16_rz(unsigned int x) {
  return __float2bfloat16_rz(__wf_round_to_odd(double(x)));
}
static inline __nv_bfloat16 __ll2bfloat16_rn(long long x) { return x; }
static inline __nv_bfloat16 __ll2bfloat16_rd(long long x) { return __float2bfloat16_rd(__wf_round_to_odd(x)); }
static inline __nv_bfloat16 __ll2bfloat16_ru(long long x) { return __float2bfloat16_ru(__wf_round_to_odd(x)); }
static inline __nv_bfloat16 __ll2bfloat16_rz(long long x) { return __float2bfloat16_rz(__wf_round_to_odd(x)); }
static inline __nv_bfloat16 __ull2bfloat16_rn(unsigned long long x) { return x; }
static inline __nv_bfloat16 __ull2bfloat16_rd(unsigned long long x) {
  return __float2bfloat16_rd(__wf_round_to_odd(x));
}
static inline __nv_bfloat16 __ull2bfloat16_ru(unsigned long long x) {
  return __float2bfloat16_ru(__wf_round_to_odd(x));
}
static inline __nv_bfloat16 __ull2bfloat16_rz(unsigned long long x) {
  return __float2bfloat16_rz(__wf_round_to_odd(x));
}

static inline short __bfloat16_as_short(__nv_bfloat16 x) { return (short)x.bits; }
static inline unsigned short __bfloat16_as_ushort(__nv_bfloat16 x) { return x.bits; }
static inline __nv_bfloat16 __short_as_bfloat16(short x) { return __wf_bfloat16_from_bits((unsigned short)x); }
static inline __nv_bfloat16 __ushort_as_bfloat16(unsigned short x) { return __wf_bfloat16_from_bits(x); }

struct alignas(4) __nv_bfloat162 {
  __nv_bfloat16 x, y;
};
typedef __nv_bfloat162 nv_bfloat162;

static inline __nv_bfloat162 operator+(__nv_bfloat162 a, __nv_bfloat162 b) { return {a.x + b.x, a.y + b.y}; }
static inline __nv_bfloat162 operator-(__nv_bfloat162 a, __nv_bfloat162 b) { return {a.x - b.x, a.y - b.y}; }
static inline __nv_bfloat162 operator*(__nv_bfloat162 a, __nv_bfloat162 b) { return {a.x * b.x, a.y * b.y}; }
static inline __nv_bfloat162 operator/(__nv_bfloat162 a, __nv_bfloat162 b) { return {a.x / b.x, a.y / b.y}; }
static inline __nv_bfloat162 __hadd2(__nv_bfloat162 a, __nv_bfloat162 b) { return a + b; }
static inline __nv_bfloat162 __hsub2(__nv_bfloat162 a, __nv_bfloat162 b) { return a - b; }
static inline __nv_bfloat162 __hmul2(__nv_bfloat162 a, __nv_bfloat162 b) { return a * b; }
static inline __nv_bfloat162 __h2div(__nv_bfloat162 a, __nv_bfloat162 b) { return a / b; }
static inline __nv_bfloat162 __habs2(__nv_bfloat162 a) { return {__habs(a.x), __habs(a.y)}; }
static inline __nv_bfloat162 __hneg2(__nv_bfloat162 a) { return {-a.x, -a.y}; }
static inline __nv_bfloat162 __hmax2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return {__hmax(a.x, b.x), __hmax(a.y, b.y)};
}
static inline __nv_bfloat162 __hmin2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return {__hmin(a.x, b.x), __hmin(a.y, b.y)};
}
static inline __nv_bfloat162 __hfma2(__nv_bfloat162 a, __nv_bfloat162 b, __nv_bfloat162 c) {
  return {__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y)};
}
static inline __nv_bfloat16 __low2bfloat16(__nv_bfloat162 a) { return a.x; }
static inline __nv_bfloat16 __high2bfloat16(__nv_bfloat162 a) { return a.y; }
static inline float __low2float(__nv_bfloat162 a) { return a.x; }
static inline float __high2float(__nv_bfloat162 a) { return a.y; }
static inline float2 __bfloat1622float2(__nv_bfloat162 a) { return {a.x, a.y}; }
static inline __nv_bfloat162 __float22bfloat162_rn(float2 a) { return {__nv_bfloat16(a.x), __nv_bfloat16(a.y)}; }
static inline __nv_bfloat162 __halves2bfloat162(__nv_bfloat16 a, __nv_bfloat16 b) { return {a, b}; }
static inline __nv_bfloat162 __bfloat162bfloat162(__nv_bfloat16 a) { return {a, a}; }

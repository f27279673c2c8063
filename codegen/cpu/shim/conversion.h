#pragma once

// Conversions with a named rounding: rn to nearest even, rz towards zero, rd down, ru up. As on a GPU, a value beyond
// the integer's range gives the nearest end of the range, and a NaN gives 0 for 32-bit and 2^63 for 64-bit integers.

/// Converts a float or double that has been rounded to a whole number.
template <class Integer, class Float>
static inline Integer __wf_saturate(Float whole) {
  constexpr bool is_signed = Integer(-1) < Integer(0);
  constexpr int bits = 8 * int(sizeof(Integer)) - (is_signed ? 1 : 0);
  constexpr Integer lowest = is_signed ? Integer(1ULL << (8 * sizeof(Integer) - 1)) : Integer(0);
  constexpr Integer largest = Integer(~lowest);
  constexpr Float beyond = Float(1ULL << (bits - 1)) * Float(2);
  if (whole != whole) return sizeof(Integer) == 8 ? Integer(1ULL << 63) : Integer(0);
  if (whole >= beyond) return largest;
  if (whole <= Float(lowest)) return lowest;
  return Integer(whole);
}

/// The neighbour of a finite value in the direction of `towards`.
static inline float __wf_next(float x, float towards) { return __builtin_nextafterf(x, towards); }
static inline double __wf_next(double x, double towards) { return __builtin_nextafter(x, towards); }

template <class Float, class Integer>
static inline Float __wf_round_down(Integer x) {
  const Float nearest = Float(x);
  return __wf_compare(nearest, x) > 0 ? __wf_next(nearest, -Float(__builtin_huge_val())) : nearest;
}
template <class Float, class Integer>
static inline Float __wf_round_up(Integer x) {
  const Float nearest = Float(x);
  return __wf_compare(nearest, x) < 0 ? __wf_next(nearest, Float(__builtin_huge_val())) : nearest;
}
template <class Float, class Integer>
static inline Float __wf_round_to_zero(Integer x) {
  return x < Integer(0) ? __wf_round_up<Float>(x) : __wf_round_down<Float>(x);
}

static inline int __float2int_rn(float x) { return __wf_saturate<int>(__builtin_rintf(x)); }
static inline int __float2int_rz(float x) { return __wf_saturate<int>(__builtin_truncf(x)); }
static inline int __float2int_rd(float x) { return __wf_saturate<int>(__builtin_floorf(x)); }
static inline int __float2int_ru(float x) { return __wf_saturate<int>(__builtin_ceilf(x)); }
static inline unsigned int __float2uint_rn(float x) { return __wf_saturate<unsigned int>(__builtin_rintf(x)); }
static inline unsigned int __float2uint_rz(float x) { return __wf_saturate<unsigned int>(__builtin_truncf(x)); }
static inline unsigned int __float2uint_rd(float x) { return __wf_saturate<unsigned int>(__builtin_floorf(x)); }
static inline unsigned int __float2uint_ru(float x) { return __wf_saturate<unsigned int>(__builtin_ceilf(x)); }
static inline long long __float2ll_rn(float x) { return __wf_saturate<long long>(__builtin_rintf(x)); }
static inline long long __float2ll_rz(float x) { return __wf_saturate<long long>(__builtin_truncf(x)); }
static inline long long __float2ll_rd(float x) { return __wf_saturate<long long>(__builtin_floorf(x)); }
static inline long long __float2ll_ru(float x) { return __wf_saturate<long long>(__builtin_ceilf(x)); }
static inline unsigned long long __float2ull_rn(float x) {
  return __wf_saturate<unsigned long long>(__builtin_rintf(x));
}
static inline unsigned long long __float2ull_rz(float x) {
  return __wf_saturate<unsigned long long>(__builtin_truncf(x));
}
static inline unsigned long long __float2ull_rd(float x) {
  return __wf_saturate<unsigned long long>(__builtin_floorf(x));
}
static inline unsigned long long __float2ull_ru(float x) {
  return __wf_saturate<unsigned long long>(__builtin_ceilf(x));
}

static inline int __double2int_rn(double x) { return __wf_saturate<int>(__builtin_rint(x)); }
static inline int __double2int_rz(double x) { return __wf_saturate<int>(__builtin_trunc(x)); }
static inline int __double2int_rd(double x) { return __wf_saturate<int>(__builtin_floor(x)); }
static inline int __double2int_ru(double x) { return __wf_saturate<int>(__builtin_ceil(x)); }
static inline unsigned int __double2uint_rn(double x) { return __wf_saturate<unsigned int>(__builtin_rint(x)); }
static inline unsigned int __double2uint_rz(double x) { return __wf_saturate<unsigned int>(__builtin_trunc(x)); }
static inline unsigned int __double2uint_rd(double x) { return __wf_saturate<unsigned int>(__builtin_floor(x)); }
static inline unsigned int __double2uint_ru(double x) { return __wf_saturate<unsigned int>(__builtin_ceil(x)); }
static inline long long __double2ll_rn(double x) { return __wf_saturate<long long>(__builtin_rint(x)); }
static inline long long __double2ll_rz(double x) { return __wf_saturate<long long>(__builtin_trunc(x)); }
static inline long long __double2ll_rd(double x) { return __wf_saturate<long long>(__builtin_floor(x)); }
static inline long long __double2ll_ru(double x) { return __wf_saturate<long long>(__builtin_ceil(x)); }
static inline unsigned long long __double2ull_rn(double x) {
  return __wf_saturate<unsigned long long>(__builtin_rint(x));
}
static inline unsigned long long __double2ull_rz(double x) {
  return __wf_saturate<unsigned long long>(__builtin_trunc(x));
}
static inline unsigned long long __double2ull_rd(double x) {
  return __wf_saturate<unsigned long long>(__builtin_floor(x));
}
static inline unsigned long long __double2ull_ru(double x) {
  return __wf_saturate<unsigned long long>(__builtin_ceil(x));
}

static inline float __int2float_rn(int x) { return (float)x; }
static inline float __int2float_rz(int x) { return __wf_round_to_zero<float>(x); }
static inline float __int2float_rd(int x) { return __wf_round_down<float>(x); }
static inline float __int2float_ru(int x) { return __wf_round_up<float>(x); }
static inline float __uint2float_rn(unsigned int x) { return (float)x; }
static inline float __uint2float_rz(unsigned int x) { return __wf_round_to_zero<float>(x); }
static inline float __uint2float_rd(unsigned int x) { return __wf_round_down<float>(x); }
static inline float __uint2float_ru(unsigned int x) { return __wf_round_up<float>(x); }
static inline float __ll2float_rn(long long x) { return (float)x; }
static inline float __ll2float_rz(long long x) { return __wf_round_to_zero<float>(x); }
static inline float __ll2float_rd(long long x) { return __wf_round_down<float>(x); }
static inline float __ll2float_ru(long long x) { return __wf_round_up<float>(x); }
static inline float __ull2float_rn(unsigned long long x) { return (float)x; }
static inline float __ull2float_rz(unsigned long long x) { return __wf_round_to_zero<float>(x); }
static inline float __ull2float_rd(unsigned long long x) { return __wf_round_down<float>(x); }
static inline float __ull2float_ru(unsigned long long x) { return __wf_round_up<float>(x); }

static inline double __int2double_rn(int x) { return x; }
static inline double __uint2double_rn(unsigned int x) { return x; }
static inline double __ll2double_rn(long long x) { return (double)x; }
static inline double __ll2double_rz(long long x) { return __wf_round_to_zero<double>(x); }
static inline double __ll2double_rd(long long x) { return __wf_round_down<double>(x); }
static inline double __ll2double_ru(long long x) { return __wf_round_up<double>(x); }
static inline double __ull2double_rn(unsigned long long x) { return (double)x; }
static inline double __ull2double_rz(unsigned long long x) { return __wf_round_to_zero<double>(x); }
static inline double __ull2double_rd(unsigned long long x) { return __wf_round_down<double>(x); }
static inline double __ull2double_ru(unsigned long long x) { return __wf_round_up<double>(x); }

/// The direction is applied to the nearest float, where that is on the wrong side. Infinities stay; a value beyond
/// the range gives the largest float when it is rounded towards zero.
static inline float __double2float_rn(double x) { return (float)x; }
static inline float __double2float_rd(double x) {
  const float nearest = (float)x;
  return nearest > x ? __wf_next(nearest, -__builtin_huge_valf()) : nearest;
}
static inline float __double2float_ru(double x) {
  const float nearest = (float)x;
  return nearest < x ? __wf_next(nearest, __builtin_huge_valf()) : nearest;
}
static inline float __double2float_rz(double x) { return x < 0.0 ? __double2float_ru(x) : __double2float_rd(x); }

// Bits, taken as another type.
static inline int __float_as_int(float x) { return __builtin_bit_cast(int, x); }
static inline unsigned int __float_as_uint(float x) { return __builtin_bit_cast(unsigned int, x); }
static inline float __int_as_float(int x) { return __builtin_bit_cast(float, x); }
static inline float __uint_as_float(unsigned int x) { return __builtin_bit_cast(float, x); }
static inline long long __double_as_longlong(double x) { return __builtin_bit_cast(long long, x); }
static inline double __longlong_as_double(long long x) { return __builtin_bit_cast(double, x); }
static inline int __double2hiint(double x) { return (int)(__builtin_bit_cast(unsigned long long, x) >> 32); }
static inline int __double2loint(double x) { return (int)__builtin_bit_cast(unsigned long long, x); }
static inline double __hiloint2double(int high, int low) {
  return __builtin_bit_cast(double, ((unsigned long long)(unsigned int)high << 32) | (unsigned int)low);
}

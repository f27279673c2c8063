#pragma once

// Float arithmetic with a named rounding direction: rd down, ru up, rz towards zero.

/// An exact zero that is no sum of equal zeros is -0 when it is rounded down.
static inline double __wf_signed_zero(double sum, double x) { return sum == 0.0 && x != 0.0 ? -0.0 : sum; }

static inline float __fadd_rd(float x, float y) {
  return __double2float_rd(__wf_signed_zero(__wf_add_to_odd(x, y), x));
}
static inline float __fadd_ru(float x, float y) { return __double2float_ru(__wf_add_to_odd(x, y)); }
static inline float __fadd_rz(float x, float y) { return __double2float_rz(__wf_add_to_odd(x, y)); }
static inline float __fsub_rd(float x, float y) {
  return __double2float_rd(__wf_signed_zero(__wf_add_to_odd(x, -y), x));
}
static inline float __fsub_ru(float x, float y) { return __double2float_ru(__wf_add_to_odd(x, -y)); }
static inline float __fsub_rz(float x, float y) { return __double2float_rz(__wf_add_to_odd(x, -y)); }
static inline float __fmul_rd(float x, float y) { return __double2float_rd(double(x) * y); }
static inline float __fmul_ru(float x, float y) { return __double2float_ru(double(x) * y); }
static inline float __fmul_rz(float x, float y) { return __double2float_rz(double(x) * y); }
static inline float __fdiv_rd(float x, float y) { return __double2float_rd(__wf_divide_to_odd(x, y)); }
static inline float __fdiv_ru(float x, float y) { return __double2float_ru(__wf_divide_to_odd(x, y)); }
static inline float __fdiv_rz(float x, float y) { return __double2float_rz(__wf_divide_to_odd(x, y)); }
static inline float __frcp_rd(float x) { return __double2float_rd(__wf_divide_to_odd(1.0, x)); }
static inline float __frcp_ru(float x) { return __double2float_ru(__wf_divide_to_odd(1.0, x)); }
static inline float __frcp_rz(float x) { return __double2float_rz(__wf_divide_to_odd(1.0, x)); }
static inline float __fsqrt_rd(float x) { return __double2float_rd(__wf_sqrt_to_odd(x)); }
static inline float __fsqrt_ru(float x) { return __double2float_ru(__wf_sqrt_to_odd(x)); }
static inline float __fsqrt_rz(float x) { return __double2float_rz(__wf_sqrt_to_odd(x)); }
static inline float __fmaf_rd(float x, float y, float z) {
  return __double2float_rd(__wf_signed_zero(__wf_fma_to_odd(x, y, z), double(x) * y));
}
static inline float __fmaf_ru(float x, float y, float z) { return __double2float_ru(__wf_fma_to_odd(x, y, z)); }
static inline float __fmaf_rz(float x, float y, float z) { return __double2float_rz(__wf_fma_to_odd(x, y, z)); }

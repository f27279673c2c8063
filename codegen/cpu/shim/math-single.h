#pragma once

// The CUDA math API in single precision. Functions that the C library has under the same name are declared as it
// declares them, so that the compiler knows them; the rest is written out here.

extern "C" float acosf(float x) noexcept;
extern "C" float acoshf(float x) noexcept;
extern "C" float asinf(float x) noexcept;
extern "C" float asinhf(float x) noexcept;
extern "C" float atanf(float x) noexcept;
extern "C" float atanhf(float x) noexcept;
extern "C" float cbrtf(float x) noexcept;
extern "C" float ceilf(float x) noexcept;
extern "C" float cosf(float x) noexcept;
extern "C" float coshf(float x) noexcept;
extern "C" float erff(float x) noexcept;
extern "C" float erfcf(float x) noexcept;
extern "C" float expf(float x) noexcept;
extern "C" float exp2f(float x) noexcept;
extern "C" float expm1f(float x) noexcept;
extern "C" float fabsf(float x) noexcept;
extern "C" float floorf(float x) noexcept;
extern "C" float lgammaf(float x) noexcept;
extern "C" float logf(float x) noexcept;
extern "C" float log10f(float x) noexcept;
extern "C" float log1pf(float x) noexcept;
extern "C" float log2f(float x) noexcept;
extern "C" float logbf(float x) noexcept;
extern "C" float nearbyintf(float x) noexcept;
extern "C" float rintf(float x) noexcept;
extern "C" float roundf(float x) noexcept;
extern "C" float sinf(float x) noexcept;
extern "C" float sinhf(float x) noexcept;
extern "C" float sqrtf(float x) noexcept;
extern "C" float tanf(float x) noexcept;
extern "C" float tanhf(float x) noexcept;
extern "C" float tgammaf(float x) noexcept;
extern "C" float truncf(float x) noexcept;
extern "C" float atan2f(float x, float y) noexcept;
extern "C" float copysignf(float x, float y) noexcept;
extern "C" float fdimf(float x, float y) noexcept;
extern "C" float fmodf(float x, float y) noexcept;
extern "C" float hypotf(float x, float y) noexcept;
extern "C" float nextafterf(float x, float y) noexcept;
extern "C" float powf(float x, float y) noexcept;
extern "C" float remainderf(float x, float y) noexcept;
extern "C" float fmaf(float x, float y, float z) noexcept;
extern "C" float ldexpf(float x, int exponent) noexcept;
extern "C" float scalbnf(float x, int exponent) noexcept;
extern "C" float scalblnf(float x, long exponent) noexcept;
extern "C" float frexpf(float x, int *exponent) noexcept;
extern "C" float modff(float x, float *whole) noexcept;
extern "C" float remquof(float x, float y, int *quotient) noexcept;
extern "C" int ilogbf(float x) noexcept;
extern "C" long lrintf(float x) noexcept;
extern "C" long long llrintf(float x) noexcept;
extern "C" long lroundf(float x) noexcept;
extern "C" long long llroundf(float x) noexcept;
extern "C" float nanf(const char *tag) noexcept;
extern "C" float j0f(float x) noexcept;
extern "C" float j1f(float x) noexcept;
extern "C" float jnf(int order, float x) noexcept;
extern "C" float y0f(float x) noexcept;
extern "C" float y1f(float x) noexcept;
extern "C" float ynf(int order, float x) noexcept;

/// The larger operand; of a number and a NaN the number, and +0 is larger than -0 (IEEE 754-2019 maximumNumber).
static inline float fmaxf(float x, float y) {
  const bool first = x > y || (x == y && !__builtin_signbit(x)) || y != y;
  return first ? x : y;
}

/// The smaller operand; of a number and a NaN the number, and -0 is smaller than +0 (IEEE 754-2019 minimumNumber).
static inline float fminf(float x, float y) {
  const bool first = x < y || (x == y && __builtin_signbit(x)) || y != y;
  return first ? x : y;
}

static inline float exp10f(float x) { return powf(10.0f, x); }
static inline float rsqrtf(float x) { return float(1.0 / __builtin_sqrt(double(x))); }
static inline float rcbrtf(float x) { return 1.0f / cbrtf(x); }
static inline float rhypotf(float x, float y) { return 1.0f / hypotf(x, y); }
static inline float normcdff(float x) { return 0.5f * erfcf(-x * 0.70710678118654752440f); }

/// sin(pi * x), exact at multiples of 1/2: the argument is reduced before it is scaled.
static inline float sinpif(float x) {
  const float turns = x - 2.0f * rintf(x * 0.5f);
  const float fold = fabsf(turns);
  const double angle = 3.14159265358979323846 * (fold > 0.5f ? 1.0f - fold : fold);
  return fold == 0.0f || fold == 1.0f ? copysignf(0.0f, x) : copysignf(float(__builtin_sin(angle)), turns);
}

/// cos(pi * x), exact at multiples of 1/2.
static inline float cospif(float x) {
  const float fold = fabsf(x - 2.0f * rintf(x * 0.5f));
  return fold == 0.5f ? 0.0f : float(__builtin_cos(3.14159265358979323846 * fold));
}

static inline void sincosf(float x, float *sine, float *cosine) {
  *sine = __builtin_sinf(x);
  *cosine = __builtin_cosf(x);
}

static inline void sincospif(float x, float *sine, float *cosine) {
  *sine = sinpif(x);
  *cosine = cospif(x);
}

static inline float norm3df(float x, float y, float z) { return hypotf(hypotf(x, y), z); }
static inline float norm4df(float x, float y, float z, float w) { return hypotf(hypotf(x, y), hypotf(z, w)); }
static inline float rnorm3df(float x, float y, float z) { return 1.0f / norm3df(x, y, z); }
static inline float rnorm4df(float x, float y, float z, float w) { return 1.0f / norm4df(x, y, z, w); }

static inline float normf(int dimension, const float *x) {
  float length = 0.0f;
  for (int k = 0; k < dimension; k++) length = hypotf(length, x[k]);
  return length;
}

static inline float rnormf(int dimension, const float *x) { return 1.0f / normf(dimension, x); }
static inline float fdividef(float x, float y) { return x / y; }

static inline float __sinf(float x) { return sinf(x); }
static inline float __cosf(float x) { return cosf(x); }
static inline float __tanf(float x) { return tanf(x); }
static inline float __expf(float x) { return expf(x); }
static inline float __exp10f(float x) { return exp10f(x); }
static inline float __logf(float x) { return logf(x); }
static inline float __log2f(float x) { return log2f(x); }
static inline float __log10f(float x) { return log10f(x); }
static inline float __saturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }
static inline float __tanhf(float x) { return tanhf(x); }
static inline float __powf(float x, float y) { return powf(x, y); }
static inline float __fdividef(float x, float y) { return x / y; }
static inline void __sincosf(float x, float *sine, float *cosine) { sincosf(x, sine, cosine); }

// Rounding to nearest is what a CPU does; the other directions of these intrinsics are left to the GPU.
static inline float __fadd_rn(float x, float y) { return x + y; }
static inline float __fsub_rn(float x, float y) { return x - y; }
static inline float __fmul_rn(float x, float y) { return x * y; }
static inline float __fdiv_rn(float x, float y) { return x / y; }
static inline float __frcp_rn(float x) { return 1.0f / x; }
static inline float __fsqrt_rn(float x) { return sqrtf(x); }
static inline float __frsqrt_rn(float x) { return rsqrtf(x); }
static inline float __fmaf_rn(float x, float y, float z) { return fmaf(x, y, z); }
static inline float __fmaf_ieee_rn(float x, float y, float z) { return fmaf(x, y, z); }

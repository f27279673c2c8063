#pragma once

// The CUDA math API in double precision. Functions that the C library has under the same name are declared as it
// declares them, so that the compiler knows them; the rest is written out here.

extern "C" double acos(double x) noexcept;
extern "C" double acosh(double x) noexcept;
extern "C" double asin(double x) noexcept;
extern "C" double asinh(double x) noexcept;
extern "C" double atan(double x) noexcept;
extern "C" double atanh(double x) noexcept;
extern "C" double cbrt(double x) noexcept;
extern "C" double ceil(double x) noexcept;
extern "C" double cos(double x) noexcept;
extern "C" double cosh(double x) noexcept;
extern "C" double erf(double x) noexcept;
extern "C" double erfc(double x) noexcept;
extern "C" double exp(double x) noexcept;
extern "C" double exp2(double x) noexcept;
extern "C" double expm1(double x) noexcept;
extern "C" double fabs(double x) noexcept;
extern "C" double floor(double x) noexcept;
extern "C" double lgamma(double x) noexcept;
extern "C" double log(double x) noexcept;
extern "C" double log10(double x) noexcept;
extern "C" double log1p(double x) noexcept;
extern "C" double log2(double x) noexcept;
extern "C" double logb(double x) noexcept;
extern "C" double nearbyint(double x) noexcept;
extern "C" double rint(double x) noexcept;
extern "C" double round(double x) noexcept;
extern "C" double sin(double x) noexcept;
extern "C" double sinh(double x) noexcept;
extern "C" double sqrt(double x) noexcept;
extern "C" double tan(double x) noexcept;
extern "C" double tanh(double x) noexcept;
extern "C" double tgamma(double x) noexcept;
extern "C" double trunc(double x) noexcept;
extern "C" double atan2(double x, double y) noexcept;
extern "C" double copysign(double x, double y) noexcept;
extern "C" double fdim(double x, double y) noexcept;
extern "C" double fmod(double x, double y) noexcept;
extern "C" double hypot(double x, double y) noexcept;
extern "C" double nextafter(double x, double y) noexcept;
extern "C" double pow(double x, double y) noexcept;
extern "C" double remainder(double x, double y) noexcept;
extern "C" double fma(double x, double y, double z) noexcept;
extern "C" double ldexp(double x, int exponent) noexcept;
extern "C" double scalbn(double x, int exponent) noexcept;
extern "C" double scalbln(double x, long exponent) noexcept;
extern "C" double frexp(double x, int *exponent) noexcept;
extern "C" double modf(double x, double *whole) noexcept;
extern "C" double remquo(double x, double y, int *quotient) noexcept;
extern "C" int ilogb(double x) noexcept;
extern "C" long lrint(double x) noexcept;
extern "C" long long llrint(double x) noexcept;
extern "C" long lround(double x) noexcept;
extern "C" long long llround(double x) noexcept;
extern "C" double nan(const char *tag) noexcept;
extern "C" double j0(double x) noexcept;
extern "C" double j1(double x) noexcept;
extern "C" double jn(int order, double x) noexcept;
extern "C" double y0(double x) noexcept;
extern "C" double y1(double x) noexcept;
extern "C" double yn(int order, double x) noexcept;

/// The larger operand; of a number and a NaN the number, and +0 is larger than -0 (IEEE 754-2019 maximumNumber).
static inline double fmax(double x, double y) {
  const bool first = x > y || (x == y && !__builtin_signbit(x)) || y != y;
  return first ? x : y;
}

/// The smaller operand; of a number and a NaN the number, and -0 is smaller than +0 (IEEE 754-2019 minimumNumber).
static inline double fmin(double x, double y) {
  const bool first = x < y || (x == y && __builtin_signbit(x)) || y != y;
  return first ? x : y;
}

static inline double exp10(double x) { return pow(10.0, x); }
static inline double rsqrt(double x) { return 1.0 / sqrt(x); }
static inline double rcbrt(double x) { return 1.0 / cbrt(x); }
static inline double rhypot(double x, double y) { return 1.0 / hypot(x, y); }
static inline double normcdf(double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }

/// sin(pi * x), exact at multiples of 1/2: the argument is reduced before it is scaled.
static inline double sinpi(double x) {
  const double turns = x - 2.0 * rint(x * 0.5);
  const double fold = fabs(turns);
  const double angle = 3.14159265358979323846 * (fold > 0.5 ? 1.0 - fold : fold);
  return fold == 0.0 || fold == 1.0 ? copysign(0.0, x) : copysign(__builtin_sin(angle), turns);
}

/// cos(pi * x), exact at multiples of 1/2.
static inline double cospi(double x) {
  const double fold = fabs(x - 2.0 * rint(x * 0.5));
  return fold == 0.5 ? 0.0 : __builtin_cos(3.14159265358979323846 * fold);
}

static inline void sincos(double x, double *sine, double *cosine) {
  *sine = __builtin_sin(x);
  *cosine = __builtin_cos(x);
}

static inline void sincospi(double x, double *sine, double *cosine) {
  *sine = sinpi(x);
  *cosine = cospi(x);
}

static inline double norm3d(double x, double y, double z) { return hypot(hypot(x, y), z); }
static inline double norm4d(double x, double y, double z, double w) { return hypot(hypot(x, y), hypot(z, w)); }
static inline double rnorm3d(double x, double y, double z) { return 1.0 / norm3d(x, y, z); }
static inline double rnorm4d(double x, double y, double z, double w) { return 1.0 / norm4d(x, y, z, w); }

static inline double norm(int dimension, const double *x) {
  double length = 0.0;
  for (int k = 0; k < dimension; k++) length = hypot(length, x[k]);
  return length;
}

static inline double rnorm(int dimension, const double *x) { return 1.0 / norm(dimension, x); }

// Rounding to nearest is what a CPU does; the other directions of these intrinsics are left to the GPU.
static inline double __dadd_rn(double x, double y) { return x + y; }
static inline double __dsub_rn(double x, double y) { return x - y; }
static inline double __dmul_rn(double x, double y) { return x * y; }
static inline double __ddiv_rn(double x, double y) { return x / y; }
static inline double __drcp_rn(double x) { return 1.0 / x; }
static inline double __dsqrt_rn(double x) { return sqrt(x); }
static inline double __fma_rn(double x, double y, double z) { return fma(x, y, z); }

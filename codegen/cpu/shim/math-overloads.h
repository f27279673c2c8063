#pragma once

// CUDA's overloads of the math functions: the C++ names for float, integers taken as double, and the mixed
// forms of min and max that CUDA declares.

static inline float acos(float x) { return acosf(x); }
static inline float acosh(float x) { return acoshf(x); }
static inline float asin(float x) { return asinf(x); }
static inline float asinh(float x) { return asinhf(x); }
static inline float atan(float x) { return atanf(x); }
static inline float atanh(float x) { return atanhf(x); }
static inline float cbrt(float x) { return cbrtf(x); }
static inline float ceil(float x) { return ceilf(x); }
static inline float cos(float x) { return cosf(x); }
static inline float cosh(float x) { return coshf(x); }
static inline float erf(float x) { return erff(x); }
static inline float erfc(float x) { return erfcf(x); }
static inline float exp(float x) { return expf(x); }
static inline float exp2(float x) { return exp2f(x); }
static inline float expm1(float x) { return expm1f(x); }
static inline float fabs(float x) { return fabsf(x); }
static inline float floor(float x) { return floorf(x); }
static inline float lgamma(float x) { return lgammaf(x); }
static inline float log(float x) { return logf(x); }
static inline float log10(float x) { return log10f(x); }
static inline float log1p(float x) { return log1pf(x); }
static inline float log2(float x) { return log2f(x); }
static inline float logb(float x) { return logbf(x); }
static inline float nearbyint(float x) { return nearbyintf(x); }
static inline float rint(float x) { return rintf(x); }
static inline float round(float x) { return roundf(x); }
static inline float sin(float x) { return sinf(x); }
static inline float sinh(float x) { return sinhf(x); }
static inline float sqrt(float x) { return sqrtf(x); }
static inline float tan(float x) { return tanf(x); }
static inline float tanh(float x) { return tanhf(x); }
static inline float tgamma(float x) { return tgammaf(x); }
static inline float trunc(float x) { return truncf(x); }
static inline float atan2(float x, float y) { return atan2f(x, y); }
static inline float copysign(float x, float y) { return copysignf(x, y); }
static inline double copysign(float x, double y) { return copysign((double)x, y); }
static inline double copysign(double x, float y) { return copysign(x, (double)y); }
static inline float fdim(float x, float y) { return fdimf(x, y); }
static inline float fmod(float x, float y) { return fmodf(x, y); }
static inline float hypot(float x, float y) { return hypotf(x, y); }
static inline float nextafter(float x, float y) { return nextafterf(x, y); }
static inline float pow(float x, float y) { return powf(x, y); }
static inline float remainder(float x, float y) { return remainderf(x, y); }
static inline float fmax(float x, float y) { return fmaxf(x, y); }
static inline float fmin(float x, float y) { return fminf(x, y); }
static inline float fma(float x, float y, float z) { return fmaf(x, y, z); }
static inline float ldexp(float x, int exponent) { return ldexpf(x, exponent); }
static inline float scalbn(float x, int exponent) { return scalbnf(x, exponent); }
static inline float scalbln(float x, long exponent) { return scalblnf(x, exponent); }
static inline float frexp(float x, int *exponent) { return frexpf(x, exponent); }
static inline float modf(float x, float *whole) { return modff(x, whole); }
static inline float remquo(float x, float y, int *quotient) { return remquof(x, y, quotient); }
static inline int ilogb(float x) { return ilogbf(x); }
static inline long lrint(float x) { return lrintf(x); }
static inline long long llrint(float x) { return llrintf(x); }
static inline long lround(float x) { return lroundf(x); }
static inline long long llround(float x) { return llroundf(x); }
static inline float exp10(float x) { return exp10f(x); }
static inline float rsqrt(float x) { return rsqrtf(x); }
static inline float rcbrt(float x) { return rcbrtf(x); }
static inline float sinpi(float x) { return sinpif(x); }
static inline float cospi(float x) { return cospif(x); }
static inline float normcdf(float x) { return normcdff(x); }
static inline float j0(float x) { return j0f(x); }
static inline float j1(float x) { return j1f(x); }
static inline float y0(float x) { return y0f(x); }
static inline float y1(float x) { return y1f(x); }
static inline float jn(int order, float x) { return jnf(order, x); }
static inline float yn(int order, float x) { return ynf(order, x); }
static inline void sincos(float x, float *sine, float *cosine) { sincosf(x, sine, cosine); }
static inline void sincospi(float x, float *sine, float *cosine) { sincospif(x, sine, cosine); }

static inline int isnan(float x) { return x != x; }
static inline int isinf(float x) { return __builtin_isinf(x) != 0; }
static inline int isfinite(float x) { return __builtin_isfinite(x) != 0; }
static inline int signbit(float x) { return __builtin_signbit(x) != 0; }
static inline int isnan(double x) { return x != x; }
static inline int isinf(double x) { return __builtin_isinf(x) != 0; }
static inline int isfinite(double x) { return __builtin_isfinite(x) != 0; }
static inline int signbit(double x) { return __builtin_signbit(x) != 0; }
static inline float pow(float x, int y) { return powf(x, (float)y); }
static inline double pow(double x, int y) { return pow(x, (double)y); }

#pragma once

// The builtins of GCC and Clang that the shim uses, for Microsoft's compiler, which has __builtin_bit_cast,
// __builtin_huge_val, __builtin_nan and their relatives itself. clang-cl has all of them.
#if defined(_MSC_VER) && !defined(__clang__)
extern "C" void *memcpy(void *target, const void *source, decltype(sizeof 0) bytes);
extern "C" double sqrt(double x);
extern "C" double sin(double x);
extern "C" double cos(double x);
extern "C" float sinf(float x);
extern "C" float cosf(float x);
extern "C" double fma(double x, double y, double z);
extern "C" float fmaf(float x, float y, float z);
extern "C" float nextafterf(float x, float y);
extern "C" double nextafter(double x, double y);
extern "C" float rintf(float x);
extern "C" float truncf(float x);
extern "C" float floorf(float x);
extern "C" float ceilf(float x);
extern "C" double rint(double x);
extern "C" double trunc(double x);
extern "C" double floor(double x);
extern "C" double ceil(double x);

static inline void __builtin_memcpy(void *target, const void *source, decltype(sizeof 0) bytes) {
  memcpy(target, source, bytes);
}
static inline void __builtin_trap() { __debugbreak(); }
static inline double __builtin_sqrt(double x) { return sqrt(x); }
static inline double __builtin_sin(double x) { return sin(x); }
static inline double __builtin_cos(double x) { return cos(x); }
static inline float __builtin_sinf(float x) { return sinf(x); }
static inline float __builtin_cosf(float x) { return cosf(x); }
static inline double __builtin_fma(double x, double y, double z) { return fma(x, y, z); }
static inline float __builtin_fmaf(float x, float y, float z) { return fmaf(x, y, z); }
static inline float __builtin_nextafterf(float x, float y) { return nextafterf(x, y); }
static inline double __builtin_nextafter(double x, double y) { return nextafter(x, y); }
static inline float __builtin_rintf(float x) { return rintf(x); }
static inline float __builtin_truncf(float x) { return truncf(x); }
static inline float __builtin_floorf(float x) { return floorf(x); }
static inline float __builtin_ceilf(float x) { return ceilf(x); }
static inline double __builtin_rint(double x) { return rint(x); }
static inline double __builtin_trunc(double x) { return trunc(x); }
static inline double __builtin_floor(double x) { return floor(x); }
static inline double __builtin_ceil(double x) { return ceil(x); }
static inline bool __builtin_signbit(float x) { return __builtin_bit_cast(int, x) < 0; }
static inline bool __builtin_signbit(double x) { return __builtin_bit_cast(long long, x) < 0; }
static inline bool __builtin_isfinite(double x) { return x - x == 0; }
static inline bool __builtin_isinf(double x) { return x == x && x - x != 0; }

static inline int __builtin_popcountll(unsigned long long x) {
  int bits = 0;
  for (; x != 0; x &= x - 1) bits++;
  return bits;
}
static inline int __builtin_popcount(unsigned int x) { return __builtin_popcountll(x); }
static inline int __builtin_clzll(unsigned long long x) {
  int zeros = 0;
  for (; !(x >> 63); x <<= 1) zeros++;
  return zeros;
}
static inline int __builtin_clz(unsigned int x) { return __builtin_clzll(x) - 32; }
static inline int __builtin_ffsll(long long x) {
  return x == 0 ? 0 : 64 - __builtin_clzll((unsigned long long)(x & -x));
}
static inline int __builtin_ffs(int x) { return __builtin_ffsll((unsigned int)x); }
static inline unsigned int __builtin_bswap32(unsigned int x) {
  return x >> 24 | (x >> 8 & 0xff00u) | (x << 8 & 0xff0000u) | x << 24;
}
#endif

#pragma once

// Rounding to odd. A result that is rounded to odd (inexact results get an odd last bit) can be rounded again, in any
// direction, to a type at least two bits narrower, and gives what rounding the exact value once would: Boldo and
// Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE Transactions
// on Computers 57, 2008.

/// Compares a rounded float with the integer it came from: negative, zero or positive as the float is smaller, equal
/// or larger. Exact: a float of 2^63 or more cannot be converted back.
template <class Float, class Integer>
static inline int __wf_compare(Float rounded, Integer exact) {
  constexpr bool is_signed = Integer(-1) < Integer(0);
  constexpr Float beyond = Float(1ULL << (8 * sizeof(Integer) - (is_signed ? 2 : 1))) * Float(2);
  if (rounded >= beyond) return 1;
  const Integer back = Integer(rounded);
  return back < exact ? -1 : back > exact ? 1 : 0;
}

/// Rounds to odd, given the nearest value and whether it lies above or below the exact one.
static inline float __wf_odd(float nearest, bool above, bool below) {
  unsigned int bits = __builtin_bit_cast(unsigned int, nearest);
  if (bits >> 31 ? below : above) bits -= 1;
  if (above || below) bits |= 1;
  return __builtin_bit_cast(float, bits);
}
static inline double __wf_odd(double nearest, bool above, bool below) {
  unsigned long long bits = __builtin_bit_cast(unsigned long long, nearest);
  if (bits >> 63 ? below : above) bits -= 1;
  if (above || below) bits |= 1;
  return __builtin_bit_cast(double, bits);
}

static inline float __wf_round_to_odd(double x) {
  const float nearest = (float)x;
  return __wf_odd(nearest, nearest > x, nearest < x);
}
static inline float __wf_round_to_odd(long long x) {
  const float nearest = (float)x;
  const int order = __wf_compare(nearest, x);
  return __wf_odd(nearest, order > 0, order < 0);
}
static inline float __wf_round_to_odd(unsigned long long x) {
  const float nearest = (float)x;
  const int order = __wf_compare(nearest, x);
  return __wf_odd(nearest, order > 0, order < 0);
}

/// x + y, rounded to odd. The error of the sum is Knuth's TwoSum.
static inline double __wf_add_to_odd(double x, double y) {
  const double sum = x + y;
  const double part = sum - x;
  const double error = (x - (sum - part)) + (y - part);
  return __wf_odd(sum, error < 0.0, error > 0.0);
}

/// x * y + z, rounded to odd, for factors of at most 24 bits: their product is exact.
static inline double __wf_fma_to_odd(double x, double y, double z) { return __wf_add_to_odd(x * y, z); }

/// x / y, rounded to odd, for operands of at most 24 bits.
static inline double __wf_divide_to_odd(double x, double y) {
  const double quotient = x / y;
  const double rest = y < 0.0 ? -__builtin_fma(-quotient, y, x) : __builtin_fma(-quotient, y, x);
  return __wf_odd(quotient, rest < 0.0, rest > 0.0);
}

/// The square root, rounded to odd, of a value of at most 24 bits.
static inline double __wf_sqrt_to_odd(double x) {
  const double root = __builtin_sqrt(x);
  const double rest = __builtin_fma(-root, root, x);
  return __wf_odd(root, rest < 0.0, rest > 0.0);
}

#pragma once

#include <cstdint>

#include "data/generators.h"

namespace warpfold::data {

/// An integer between -2^63 and 2^64 - 1.
struct BigInteger {
  /// Modulo 2^64.
  std::uint64_t bits = 0;
  bool negative = false;
};

/// Start and step as integers, and whether both of them were given as whole numbers.
struct ArangeBounds {
  double start = 0;
  double step = 1;
  BigInteger integerStart;
  BigInteger integerStep;
  bool whole = false;
};

/// Element i is start + i * step: modulo 2^64 for whole numbers in an integer type, else in double.
GeneratorSpec arangeSpec(Dtype dtype, const ArangeBounds &bounds, std::uint64_t length);

/// `length` values from `lo` to `hi`, both included.
GeneratorSpec linspaceSpec(Dtype dtype, double lo, double hi, std::uint64_t length);

/// Values in lo … hi, `hi` excluded.
GeneratorSpec uniformSpec(Dtype dtype, double lo, double hi, std::uint64_t seed, std::uint64_t length);

GeneratorSpec normalSpec(Dtype dtype, double mean, double sd, std::uint64_t seed, std::uint64_t length);

/// Integers in lo … hi, `hi` excluded and given as `hiMinusOne`, because 2^64 does not fit. Throws
/// `invalid-request` where there are none, or where `lo` is negative and `hi` is beyond 2^63.
GeneratorSpec integersSpec(Dtype dtype, BigInteger lo, BigInteger hiMinusOne, std::uint64_t seed,
                           std::uint64_t length);

}  // namespace warpfold::data

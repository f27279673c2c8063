#include "data/generator-spec.h"

#include "data/dtype.h"
#include "system/error.h"

namespace warpfold::data {

namespace {

GeneratorSpec specOf(GeneratorKind kind, Dtype dtype, std::uint64_t length) {
  GeneratorSpec spec{};
  spec.kind = kind;
  spec.dtype = dtype;
  spec.length = length;
  return spec;
}

bool isLess(BigInteger a, BigInteger b) {
  if (a.negative != b.negative) return a.negative;
  return a.bits < b.bits;
}

}  // namespace

GeneratorSpec arangeSpec(Dtype dtype, const ArangeBounds &bounds, std::uint64_t length) {
  if (bounds.whole && (isInteger(dtype) || dtype == Dtype::Bool)) {
    GeneratorSpec spec = specOf(GeneratorKind::ArangeInteger, dtype, length);
    spec.firstInteger = bounds.integerStart.bits;
    spec.secondInteger = bounds.integerStep.bits;
    return spec;
  }
  GeneratorSpec spec = specOf(GeneratorKind::ArangeReal, dtype, length);
  spec.first = bounds.start;
  spec.second = bounds.step;
  return spec;
}

GeneratorSpec linspaceSpec(Dtype dtype, double lo, double hi, std::uint64_t length) {
  GeneratorSpec spec = specOf(GeneratorKind::Linspace, dtype, length);
  spec.first = lo;
  spec.second = length > 1 ? (hi - lo) / static_cast<double>(length - 1) : 0;
  spec.last = hi;
  return spec;
}

GeneratorSpec uniformSpec(Dtype dtype, double lo, double hi, std::uint64_t seed, std::uint64_t length) {
  GeneratorSpec spec = specOf(GeneratorKind::Uniform, dtype, length);
  spec.first = lo;
  spec.second = hi;
  spec.seed = seed;
  return spec;
}

GeneratorSpec normalSpec(Dtype dtype, double mean, double sd, std::uint64_t seed, std::uint64_t length) {
  GeneratorSpec spec = specOf(GeneratorKind::Normal, dtype, length);
  spec.first = mean;
  spec.second = sd;
  spec.seed = seed;
  return spec;
}

GeneratorSpec integersSpec(Dtype dtype, BigInteger lo, BigInteger hiMinusOne, std::uint64_t seed,
                           std::uint64_t length) {
  if (isLess(hiMinusOne, lo)) {
    throw Error(ErrorCode::InvalidRequest, "`integers(lo, hi)` has no value to take: lo must be below hi.");
  }
  if (lo.negative && !hiMinusOne.negative && hiMinusOne.bits >> 63 != 0) {
    throw Error(ErrorCode::InvalidRequest, "`integers(lo, hi)` spans more than 64 bits.");
  }
  GeneratorSpec spec = specOf(GeneratorKind::Integers, dtype, length);
  spec.seed = seed;
  spec.firstInteger = lo.bits;
  // Wraps to 0, which stands for 2^64, where every integer of 64 bits is wanted.
  spec.secondInteger = hiMinusOne.bits - lo.bits + 1;
  spec.isSigned = lo.negative ? 1 : 0;
  return spec;
}

}  // namespace warpfold::data

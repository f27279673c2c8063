// Generators of vectors, as docs/random.md defines them. This file is compiled twice: as C++ for the CPU, and
// by NVRTC for the GPU. Both give the same bits for everything but `normal`: arithmetic is in double with one
// rounding per operation (no fused multiply-add), and one more rounding to the element's type.
//
// No header is available to NVRTC, so this file includes none on the device.
#pragma once

#if defined(__CUDACC_RTC__)
#define WARPFOLD_BOTH __device__ __forceinline__
// Unrolled, the loops only take longer to compile: memory bounds the generators.
#define WARPFOLD_ROLLED _Pragma("unroll 1")
#else
#include <math.h>
#include <string.h>
#define WARPFOLD_BOTH inline
#define WARPFOLD_ROLLED
#endif

namespace warpfold::data {

using Word = unsigned int;
using Wide = unsigned long long;

/// Element types by their NumPy names.
enum class Dtype : int {
  Bool,
  Int8,
  Int16,
  Int32,
  Int64,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Float16,
  BFloat16,
  Float32,
  Float64,
  Complex64,
  Complex128,
};

enum class GeneratorKind : int { ArangeInteger, ArangeReal, Linspace, Uniform, Integers, Normal };

/// What a generator makes. A complex element is two scalars: `length` counts elements.
struct GeneratorSpec {
  GeneratorKind kind;
  Dtype dtype;
  Wide length;
  /// Key of the random stream.
  Wide seed;
  /// Start, lo or mean.
  double first;
  /// Step, hi or standard deviation.
  double second;
  /// The last value of `linspace`.
  double last;
  /// Start or lo of the integer kinds, modulo 2^64.
  Wide firstInteger;
  /// Step, or hi - lo where 0 stands for 2^64.
  Wide secondInteger;
  /// Nonzero where `firstInteger` and the values are signed.
  int isSigned;
};

struct FourWords {
  Word word[4];
};

/// Philox4x32-10 of J. Salmon, M. Moraes, R. Dror and D. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC11.
WARPFOLD_BOTH FourWords philox(FourWords counter, Word key0, Word key1) {
  WARPFOLD_ROLLED
  for (int round = 0; round < 10; ++round) {
    const Wide product0 = Wide{0xD2511F53} * counter.word[0];
    const Wide product1 = Wide{0xCD9E8D57} * counter.word[2];
    counter =
        FourWords{{static_cast<Word>(product1 >> 32) ^ counter.word[1] ^ key0, static_cast<Word>(product1),
                   static_cast<Word>(product0 >> 32) ^ counter.word[3] ^ key1, static_cast<Word>(product0)}};
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
  return counter;
}

WARPFOLD_BOTH FourWords philoxBlock(Wide seed, Wide block) {
  const FourWords counter = {{static_cast<Word>(block), static_cast<Word>(block >> 32), 0, 0}};
  return philox(counter, static_cast<Word>(seed), static_cast<Word>(seed >> 32));
}

/// One rounding, to nearest: never fused with what follows.
WARPFOLD_BOTH double multiply(double x, double y) {
#if defined(__CUDACC_RTC__)
  return __dmul_rn(x, y);
#else
  return x * y;
#endif
}

WARPFOLD_BOTH double add(double x, double y) {
#if defined(__CUDACC_RTC__)
  return __dadd_rn(x, y);
#else
  return x + y;
#endif
}

/// The upper half of the 128-bit product.
WARPFOLD_BOTH Wide multiplyHigh(Wide x, Wide y) {
  const Wide x0 = static_cast<Word>(x), x1 = x >> 32;
  const Wide y0 = static_cast<Word>(y), y1 = y >> 32;
  const Wide middle = x1 * y0 + ((x0 * y0) >> 32);
  const Wide carry = x0 * y1 + static_cast<Word>(middle);
  return x1 * y1 + (middle >> 32) + (carry >> 32);
}

template <typename To, typename From>
WARPFOLD_BOTH To bitCast(From from) {
  static_assert(sizeof(To) == sizeof(From), "both have the same bits");
  To to;
  memcpy(&to, &from, sizeof(to));
  return to;
}

/// The nearest value of an IEEE format of at most 16 bits, ties to even, straight from double (rounding to
/// float on the way would round twice).
WARPFOLD_BOTH Word roundToSmallFloat(double value, int exponentBits, int fractionBits) {
  const Wide bits = bitCast<Wide>(value);
  const Word sign = static_cast<Word>(bits >> 63) << (exponentBits + fractionBits);
  const Word infinity = ((Word{1} << exponentBits) - 1) << fractionBits;
  const int exponent = static_cast<int>((bits >> 52) & 0x7FF);
  const Wide fraction = bits & ((Wide{1} << 52) - 1);
  if (exponent == 0x7FF) return sign | infinity | (fraction != 0 ? Word{1} << (fractionBits - 1) : 0);
  int target = exponent - 1023 + (1 << (exponentBits - 1)) - 1;
  int shift = 52 - fractionBits;
  if (target < 1) {
    shift += 1 - target;
    target = 1;
  }
  // Below half of the smallest subnormal; doubles that are subnormal themselves are here too.
  if (shift >= 54) return sign;
  const Wide significand = fraction | (Wide{1} << 52);
  const Wide rest = significand & ((Wide{1} << shift) - 1);
  const Wide half = Wide{1} << (shift - 1);
  Wide kept = significand >> shift;
  if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
  // The hidden bit carries into the exponent, and so does a rounding up.
  const Wide magnitude = (static_cast<Wide>(target - 1) << fractionBits) + kept;
  return sign | (magnitude >= infinity ? infinity : static_cast<Word>(magnitude));
}

/// The exact value of a finite number of a small IEEE format.
WARPFOLD_BOTH double widenSmallFloat(Word bits, int exponentBits, int fractionBits) {
  const int exponent = static_cast<int>((bits >> fractionBits) & ((Word{1} << exponentBits) - 1));
  const Word fraction = bits & ((Word{1} << fractionBits) - 1);
  const Word significand = exponent == 0 ? fraction : fraction | (Word{1} << fractionBits);
  const int power = (exponent == 0 ? 1 : exponent) - ((1 << (exponentBits - 1)) - 1) - fractionBits;
  const double scale = bitCast<double>(static_cast<Wide>(power + 1023) << 52);
  const double magnitude = static_cast<double>(significand) * scale;
  return ((bits >> (exponentBits + fractionBits)) & 1) != 0 ? -magnitude : magnitude;
}

/// The bits of the next number towards minus infinity, of a format whose sign is the bit `signBit`.
template <typename Bits>
WARPFOLD_BOTH Bits nextBelow(Bits bits, int signBit) {
  const Bits sign = static_cast<Bits>(Bits{1} << signBit);
  if ((bits & sign) != 0) return static_cast<Bits>(bits + 1);
  return bits == 0 ? static_cast<Bits>(sign | 1) : static_cast<Bits>(bits - 1);
}

/// Both roundings of a uniform value keep it below `hi`: where the nearest number is `hi` or more, the
/// largest number below `hi` is taken.
struct UpperBound {
  double value;
  bool applies;
  WARPFOLD_BOTH bool excludes(double candidate) const { return applies && candidate >= value; }
};

WARPFOLD_BOTH Word smallFloatBelow(double value, UpperBound bound, int exponentBits, int fractionBits) {
  Word bits = roundToSmallFloat(value, exponentBits, fractionBits);
  if (!bound.excludes(widenSmallFloat(bits, exponentBits, fractionBits))) return bits;
  bits = roundToSmallFloat(bound.value, exponentBits, fractionBits);
  return bound.excludes(widenSmallFloat(bits, exponentBits, fractionBits))
             ? nextBelow(bits, exponentBits + fractionBits)
             : bits;
}

WARPFOLD_BOTH float floatBelow(double value, UpperBound bound) {
  const float nearest = static_cast<float>(value);
  if (!bound.excludes(nearest)) return nearest;
  const float limit = static_cast<float>(bound.value);
  return bound.excludes(limit) ? bitCast<float>(nextBelow(bitCast<Word>(limit), 31)) : limit;
}

WARPFOLD_BOTH double doubleBelow(double value, UpperBound bound) {
  return bound.excludes(value) ? bitCast<double>(nextBelow(bitCast<Wide>(bound.value), 63)) : value;
}

/// The integer below or at `value`, modulo 2^64; the nearest one of 64 bits where there is none, 0 for NaN.
WARPFOLD_BOTH Wide floorToInteger(double value) {
  const double whole = floor(value);
  if (whole >= 18446744073709551616.0) return ~Wide{0};
  if (whole >= 9223372036854775808.0) return static_cast<Wide>(whole);
  if (whole >= -9223372036854775808.0) return static_cast<Wide>(static_cast<long long>(whole));
  return whole < 0 ? Wide{1} << 63 : 0;
}

/// A scalar before it takes its element's type: a real number, or an integer modulo 2^64.
struct Scalar {
  double real;
  Wide integer;
  bool isInteger;
  UpperBound bound;
};

WARPFOLD_BOTH Scalar realScalar(double value) {
  return Scalar{value, 0, false, {0, false}};
}

/// An integer, whose real value depends on its sign.
WARPFOLD_BOTH Scalar integerScalar(Wide value, bool isSigned) {
  const double real =
      isSigned ? static_cast<double>(static_cast<long long>(value)) : static_cast<double>(value);
  return Scalar{real, value, true, {0, false}};
}

WARPFOLD_BOTH void store(void *out, Wide index, Dtype dtype, const Scalar &scalar) {
  switch (dtype) {
    case Dtype::Float16:
      static_cast<unsigned short *>(out)[index] =
          static_cast<unsigned short>(smallFloatBelow(scalar.real, scalar.bound, 5, 10));
      return;
    case Dtype::BFloat16:
      static_cast<unsigned short *>(out)[index] =
          static_cast<unsigned short>(smallFloatBelow(scalar.real, scalar.bound, 8, 7));
      return;
    case Dtype::Float32:
    case Dtype::Complex64:
      static_cast<float *>(out)[index] = floatBelow(scalar.real, scalar.bound);
      return;
    case Dtype::Float64:
    case Dtype::Complex128:
      static_cast<double *>(out)[index] = doubleBelow(scalar.real, scalar.bound);
      return;
    default:
      break;
  }
  const Wide integer = scalar.isInteger ? scalar.integer : floorToInteger(scalar.real);
  switch (dtype) {
    case Dtype::Bool:
      static_cast<unsigned char *>(out)[index] = scalar.isInteger ? scalar.integer != 0 : scalar.real != 0;
      return;
    case Dtype::Int8:
    case Dtype::UInt8:
      static_cast<unsigned char *>(out)[index] = static_cast<unsigned char>(integer);
      return;
    case Dtype::Int16:
    case Dtype::UInt16:
      static_cast<unsigned short *>(out)[index] = static_cast<unsigned short>(integer);
      return;
    case Dtype::Int32:
    case Dtype::UInt32:
      static_cast<Word *>(out)[index] = static_cast<Word>(integer);
      return;
    default:
      static_cast<Wide *>(out)[index] = integer;
      return;
  }
}

WARPFOLD_BOTH bool isComplex(Dtype dtype) {
  return dtype == Dtype::Complex64 || dtype == Dtype::Complex128;
}

/// Types whose significand has no more than 24 bits: their uniforms take one word of the stream each.
WARPFOLD_BOTH bool takesOneWord(Dtype dtype) {
  return dtype == Dtype::Float16 || dtype == Dtype::BFloat16 || dtype == Dtype::Float32 ||
         dtype == Dtype::Complex64;
}

WARPFOLD_BOTH Wide wideWord(const FourWords &words, int index) {
  const int low = 2 * index;
  return words.word[low] | (static_cast<Wide>(words.word[low + 1]) << 32);
}

/// Box and Muller, "A note on the generation of random normal deviates", 1958: the cosine for even scalars,
/// the sine for odd ones, of the two 64-bit words of block `pair`.
WARPFOLD_BOTH double standardNormal(const FourWords &words, bool odd) {
  constexpr double unit = 1.0 / 9007199254740992.0;
  const double radiusDraw = multiply(static_cast<double>((wideWord(words, 0) >> 11) + 1), unit);
  const double angleDraw = multiply(static_cast<double>(wideWord(words, 1) >> 11), unit);
  const double radius = sqrt(multiply(-2.0, log(radiusDraw)));
  const double angle = multiply(6.283185307179586, angleDraw);
  return multiply(radius, odd ? sin(angle) : cos(angle));
}

/// Kinds whose scalars take one 64-bit word of the stream each, two from a block.
WARPFOLD_BOTH bool takesWideWords(const GeneratorSpec &spec) {
  if (spec.kind == GeneratorKind::Uniform) return !takesOneWord(spec.dtype);
  return spec.kind == GeneratorKind::Integers || spec.kind == GeneratorKind::Normal;
}

WARPFOLD_BOTH Scalar uniformScalar(const GeneratorSpec &spec, const FourWords &words, int lane) {
  const double draw =
      takesOneWord(spec.dtype)
          ? multiply(static_cast<double>(words.word[lane] >> 8), 1.0 / 16777216.0)
          : multiply(static_cast<double>(wideWord(words, lane % 2) >> 11), 1.0 / 9007199254740992.0);
  const double value = add(spec.first, multiply(add(spec.second, -spec.first), draw));
  return Scalar{value, 0, false, {spec.second, spec.first < spec.second}};
}

WARPFOLD_BOTH Scalar integersScalar(const GeneratorSpec &spec, const FourWords &words, int lane) {
  const Wide draw = wideWord(words, lane % 2);
  const Wide offset = spec.secondInteger == 0 ? draw : multiplyHigh(draw, spec.secondInteger);
  return integerScalar(spec.firstInteger + offset, spec.isSigned != 0);
}

/// Scalar `lane` of a group; `words` hold its draw where it is random. The imaginary parts of what is not
/// random are 0.
WARPFOLD_BOTH Scalar makeScalar(const GeneratorSpec &spec, const FourWords &words, Wide scalar, int lane) {
  const bool complexElements = isComplex(spec.dtype);
  const Wide element = complexElements ? scalar / 2 : scalar;
  const bool imaginary = complexElements && scalar % 2 != 0;
  switch (spec.kind) {
    case GeneratorKind::ArangeInteger:
      return integerScalar(spec.firstInteger + element * spec.secondInteger, spec.isSigned != 0);
    case GeneratorKind::Linspace:
      if (element + 1 == spec.length && element != 0) return realScalar(imaginary ? 0 : spec.last);
      break;
    case GeneratorKind::ArangeReal:
      break;
    case GeneratorKind::Uniform:
      return uniformScalar(spec, words, lane);
    case GeneratorKind::Integers:
      return integersScalar(spec, words, lane);
    case GeneratorKind::Normal:
      return realScalar(add(spec.first, multiply(spec.second, standardNormal(words, lane % 2 != 0))));
  }
  return realScalar(imaginary ? 0 : add(spec.first, multiply(static_cast<double>(element), spec.second)));
}

/// The scalars 4 * group … 4 * group + 3, as far as they are in begin … end - 1. `out` points to scalar
/// `begin`.
WARPFOLD_BOTH void generateGroup(const GeneratorSpec &spec, Wide group, Wide begin, Wide end, void *out) {
  const bool wide = takesWideWords(spec);
  FourWords words = {{0, 0, 0, 0}};
  if (spec.kind == GeneratorKind::Uniform && !wide) words = philoxBlock(spec.seed, group);
  WARPFOLD_ROLLED
  for (int lane = 0; lane < 4; ++lane) {
    const Wide scalar = 4 * group + static_cast<Wide>(lane);
    if (wide && lane % 2 == 0) words = philoxBlock(spec.seed, scalar / 2);
    if (scalar >= begin && scalar < end) {
      store(out, scalar - begin, spec.dtype, makeScalar(spec, words, scalar, lane));
    }
  }
}

}  // namespace warpfold::data

#if defined(__CUDACC_RTC__)
/// One thread makes a group of four scalars at a time.
extern "C" __global__ void warpfold_generate(warpfold::data::GeneratorSpec spec, void *out) {
  using warpfold::data::Wide;
  const Wide scalars = spec.length * (warpfold::data::isComplex(spec.dtype) ? 2 : 1);
  const Wide groups = (scalars + 3) / 4;
  const Wide threads = static_cast<Wide>(gridDim.x) * blockDim.x;
  for (Wide group = static_cast<Wide>(blockIdx.x) * blockDim.x + threadIdx.x; group < groups;
       group += threads) {
    warpfold::data::generateGroup(spec, group, 0, scalars, out);
  }
}
#endif

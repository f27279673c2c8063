#include "addon/reader.h"

#include <cmath>
#include <limits>

#include "system/error.h"

namespace warpfold::addon {

namespace {

constexpr double twoTo53 = 9007199254740992.0;
constexpr std::uint64_t twoTo63 = std::uint64_t{1} << 63;

/// Sign and magnitude of a bigint of at most 65 bits.
struct Magnitude {
  bool negative = false;
  std::uint64_t low = 0;
  bool isTwoTo64 = false;
};

std::optional<Magnitude> magnitudeOf(const Napi::Value &value) {
  if (!value.IsBigInt()) return std::nullopt;
  int sign = 0;
  std::size_t words = 2;
  std::uint64_t word[2] = {0, 0};
  value.As<Napi::BigInt>().ToWords(&sign, &words, word);
  if (words > 2 || word[1] > 1 || (word[1] == 1 && word[0] != 0)) return std::nullopt;
  return Magnitude{sign != 0 && (word[0] != 0 || word[1] != 0), word[0], word[1] == 1};
}

std::optional<data::BigInteger> asInteger(const Magnitude &magnitude) {
  if (magnitude.isTwoTo64 || (magnitude.negative && magnitude.low > twoTo63)) return std::nullopt;
  return data::BigInteger{magnitude.negative ? ~magnitude.low + 1 : magnitude.low, magnitude.negative};
}

}  // namespace

void Reader::refuse(const std::string &expectation) const {
  throw Error(ErrorCode::InvalidRequest, name_ + " must be " + expectation + ".");
}

Reader Reader::field(const char *key) const {
  if (!value_.IsObject()) refuse("an object");
  return {value_.As<Napi::Object>().Get(key), name_ + "." + key};
}

std::optional<Reader> Reader::optionalField(const char *key) const {
  Reader reader = field(key);
  if (reader.value_.IsUndefined()) return std::nullopt;
  return reader;
}

std::vector<Reader> Reader::elements() const {
  if (!value_.IsArray()) refuse("an array");
  const auto array = value_.As<Napi::Array>();
  std::vector<Reader> elements;
  elements.reserve(array.Length());
  for (std::uint32_t i = 0; i < array.Length(); ++i) {
    elements.push_back({array.Get(i), name_ + "[" + std::to_string(i) + "]"});
  }
  return elements;
}

std::string Reader::text() const {
  if (!value_.IsString()) refuse("a string");
  return value_.As<Napi::String>().Utf8Value();
}

bool Reader::boolean() const {
  if (!value_.IsBoolean()) refuse("true or false");
  return value_.As<Napi::Boolean>().Value();
}

double Reader::number() const {
  if (!value_.IsNumber()) refuse("a number");
  return value_.As<Napi::Number>().DoubleValue();
}

std::uint64_t Reader::count() const {
  return countBetween(0, static_cast<std::uint64_t>(twoTo53) - 1);
}

std::uint64_t Reader::countBetween(std::uint64_t least, std::uint64_t most) const {
  const double value = value_.IsNumber() ? number() : -1;
  if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)) ||
      value != std::floor(value)) {
    refuse("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return static_cast<std::uint64_t>(value);
}

std::uint64_t Reader::word() const {
  const auto magnitude = magnitudeOf(value_);
  if (!magnitude || magnitude->negative || magnitude->isTwoTo64) refuse("a bigint from 0 to 2^64 - 1");
  return magnitude->low;
}

data::BigInteger Reader::integer() const {
  const auto magnitude = magnitudeOf(value_);
  const auto integer = magnitude ? asInteger(*magnitude) : std::nullopt;
  if (!integer) refuse("a bigint from -2^63 to 2^64 - 1");
  return *integer;
}

data::BigInteger Reader::predecessor() const {
  const auto magnitude = magnitudeOf(value_);
  if (magnitude && magnitude->isTwoTo64 && !magnitude->negative) {
    return {std::numeric_limits<std::uint64_t>::max(), false};
  }
  const auto integer = magnitude ? asInteger(*magnitude) : std::nullopt;
  if (!integer || (integer->negative && integer->bits == twoTo63)) refuse("a bigint from -2^63 + 1 to 2^64");
  return {integer->bits - 1, integer->negative || integer->bits == 0};
}

std::optional<data::BigInteger> Reader::wholeNumber() const {
  if (!value_.IsNumber()) return integer();
  const double value = number();
  if (value != std::floor(value) || std::fabs(value) >= twoTo53) return std::nullopt;
  return data::BigInteger{static_cast<std::uint64_t>(static_cast<std::int64_t>(value)), value < 0};
}

double Reader::realNumber() const {
  if (value_.IsNumber()) return number();
  const data::BigInteger whole = integer();
  return whole.negative ? static_cast<double>(static_cast<std::int64_t>(whole.bits))
                        : static_cast<double>(whole.bits);
}

std::vector<std::byte> Reader::bytes() const {
  if (!value_.IsTypedArray() || value_.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    refuse("a Uint8Array");
  }
  const auto array = value_.As<Napi::Uint8Array>();
  const auto *const data = reinterpret_cast<const std::byte *>(array.Data());
  return {data, data + array.ByteLength()};
}

}  // namespace warpfold::addon

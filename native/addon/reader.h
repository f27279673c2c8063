#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/generator-spec.h"

namespace warpfold::addon {

/// Reads a value that JavaScript passed. What has another type than binding.ts says is refused by name
/// (`job.inputs[2].length must be a whole number`), as an `invalid-request`.
class Reader {
 public:
  Reader(Napi::Value value, std::string name) : value_(value), name_(std::move(name)) {}

  Reader field(const char *key) const;
  /// Nothing where the field is undefined or missing.
  std::optional<Reader> optionalField(const char *key) const;
  std::vector<Reader> elements() const;

  std::string text() const;
  bool boolean() const;
  double number() const;
  /// A whole number from 0 to 2^53 - 1.
  std::uint64_t count() const;
  /// A whole number from `least` to `most`.
  std::uint64_t countBetween(std::uint64_t least, std::uint64_t most) const;
  /// A bigint from 0 to 2^64 - 1.
  std::uint64_t word() const;
  /// A bigint from -2^63 to 2^64 - 1.
  data::BigInteger integer() const;
  /// The integer below a bigint from -2^63 + 1 to 2^64: an upper bound that is itself excluded.
  data::BigInteger predecessor() const;
  /// A whole number or a bigint, exactly; nothing for a number that is not whole.
  std::optional<data::BigInteger> wholeNumber() const;
  /// A number or a bigint as the nearest double.
  double realNumber() const;
  /// A copy of a Uint8Array.
  std::vector<std::byte> bytes() const;

  [[noreturn]] void refuse(const std::string &expectation) const;

 private:
  Napi::Value value_;
  std::string name_;
};

}  // namespace warpfold::addon

#include "data/dtype.h"

#include <array>
#include <cstddef>

#include "system/error.h"

namespace warpfold::data {

namespace {

struct Entry {
  const char *name;
  Dtype dtype;
  std::uint64_t bytes;
};

constexpr std::array<Entry, 15> entries = {{
    {"bool", Dtype::Bool, 1},
    {"int8", Dtype::Int8, 1},
    {"int16", Dtype::Int16, 2},
    {"int32", Dtype::Int32, 4},
    {"int64", Dtype::Int64, 8},
    {"uint8", Dtype::UInt8, 1},
    {"uint16", Dtype::UInt16, 2},
    {"uint32", Dtype::UInt32, 4},
    {"uint64", Dtype::UInt64, 8},
    {"float16", Dtype::Float16, 2},
    {"bfloat16", Dtype::BFloat16, 2},
    {"float32", Dtype::Float32, 4},
    {"float64", Dtype::Float64, 8},
    {"complex64", Dtype::Complex64, 8},
    {"complex128", Dtype::Complex128, 16},
}};

}  // namespace

Dtype parseDtype(const std::string &name) {
  for (const Entry &entry : entries) {
    if (name == entry.name) return entry.dtype;
  }
  throw Error(ErrorCode::InvalidRequest, "There is no dtype `" + name + "`.");
}

std::uint64_t elementBytes(Dtype dtype) {
  return entries[static_cast<std::size_t>(dtype)].bytes;
}

std::uint64_t componentBytes(Dtype dtype) {
  return isComplex(dtype) ? elementBytes(dtype) / 2 : elementBytes(dtype);
}

bool isInteger(Dtype dtype) {
  return dtype >= Dtype::Int8 && dtype <= Dtype::UInt64;
}

}  // namespace warpfold::data

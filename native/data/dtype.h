#pragma once

#include <cstdint>
#include <string>

#include "data/generators.h"

namespace warpfold::data {

/// The element type of a NumPy name; throws `invalid-request` for any other text.
Dtype parseDtype(const std::string &name);

/// Bytes of one element.
std::uint64_t elementBytes(Dtype dtype);

/// Bytes of what byte order applies to: half of a complex element, the whole of any other.
std::uint64_t componentBytes(Dtype dtype);

bool isInteger(Dtype dtype);

}  // namespace warpfold::data

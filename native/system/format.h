#pragma once

#include <cstdint>
#include <string>

namespace warpfold {

/// A size for people, in binary units with three significant digits: `4 GiB`, `1.53 MiB`, `400 bytes`.
std::string formatBytes(std::uint64_t bytes);

/// `count` and a noun that agrees with it: `1 device`, `2 devices`.
std::string formatCount(std::uint64_t count, const std::string &noun);

}  // namespace warpfold

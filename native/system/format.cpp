#include "system/format.h"

#include <array>
#include <cstdio>

namespace warpfold {

std::string formatBytes(std::uint64_t bytes) {
  if (bytes < 1024) return formatCount(bytes, "byte");
  constexpr std::array<const char *, 6> units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  double value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  std::array<char, 32> text{};
  // Four digits, so that 1023 KiB does not become 1.02e+03.
  std::snprintf(text.data(), text.size(), value >= 1000 ? "%.4g %s" : "%.3g %s", value, units[unit]);
  return text.data();
}

std::string formatCount(std::uint64_t count, const std::string &noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace warpfold

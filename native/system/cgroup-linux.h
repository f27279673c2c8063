#pragma once

#include <cstdint>
#include <optional>

namespace warpfold::system {

/// Limits that control groups set on this process, the tightest of its group and the groups above. Versions 1
/// and 2.
struct CgroupLimits {
  struct Memory {
    std::uint64_t limit = 0;
    /// What the group uses and the kernel could not simply drop (page cache that is not in use is left out).
    std::uint64_t used = 0;
  };
  std::optional<Memory> memory;
  /// Processors' worth of time that the quota allows.
  std::optional<double> processors;
};

CgroupLimits cgroupLimits();

}  // namespace warpfold::system

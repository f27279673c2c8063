#pragma once

#include <cstdint>
#include <string>

namespace warpfold::system {

/// The processor that this process runs on.
struct CpuInfo {
  std::string name;
  /// Cores that this process may use: its affinity and its container's quota count.
  unsigned cores = 1;
};

CpuInfo cpuInfo();

/// Main memory, in bytes, as this process may use it: a container's limit counts.
struct MemoryInfo {
  /// Could be allocated now without swapping.
  std::uint64_t available = 0;
  std::uint64_t total = 0;
};

MemoryInfo memoryInfo();

}  // namespace warpfold::system

#include "system/cgroup-linux.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace warpfold::system {

namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> readNumber(const fs::path &file) {
  std::ifstream stream(file);
  std::uint64_t value = 0;
  // Version 2 writes `max` where there is no limit, which is no number either.
  if (stream >> value) return value;
  return std::nullopt;
}

std::uint64_t readStatistic(const fs::path &file, const std::string &name) {
  std::ifstream stream(file);
  std::string key;
  std::uint64_t value = 0;
  while (stream >> key >> value) {
    if (key == name) return value;
  }
  return 0;
}

std::optional<double> readQuota(const fs::path &group) {
  std::ifstream version2(group / "cpu.max");
  double quota = 0;
  double period = 0;
  if (version2 >> quota >> period && period > 0) return quota / period;
  std::ifstream quotaFile(group / "cpu.cfs_quota_us");
  std::ifstream periodFile(group / "cpu.cfs_period_us");
  if (quotaFile >> quota && periodFile >> period && quota > 0 && period > 0) return quota / period;
  return std::nullopt;
}

std::optional<CgroupLimits::Memory> readMemory(const fs::path &group) {
  const auto version2 = readNumber(group / "memory.max");
  const auto limit = version2 ? version2 : readNumber(group / "memory.limit_in_bytes");
  // Version 1 says "no limit" with a number near 2^63.
  if (!limit || *limit >= (std::uint64_t{1} << 60)) return std::nullopt;
  const auto used = readNumber(group / (version2 ? "memory.current" : "memory.usage_in_bytes")).value_or(0);
  const auto reclaimable =
      readStatistic(group / "memory.stat", version2 ? "inactive_file" : "total_inactive_file");
  return CgroupLimits::Memory{*limit, used - std::min(used, reclaimable)};
}

void tighten(CgroupLimits &limits, const fs::path &group) {
  if (const auto memory = readMemory(group)) {
    const auto room = [](const CgroupLimits::Memory &m) { return m.limit - std::min(m.limit, m.used); };
    if (!limits.memory || room(*memory) < room(*limits.memory)) limits.memory = memory;
  }
  if (const auto quota = readQuota(group)) {
    limits.processors = std::min(*quota, limits.processors.value_or(*quota));
  }
}

/// Folders of one hierarchy from the process's group up to the root. In a container the group's path may not
/// be mounted: what is there is taken.
void tightenUpwards(CgroupLimits &limits, const fs::path &root, std::string group) {
  std::error_code ignored;
  while (true) {
    const fs::path folder = root / fs::path(group).relative_path();
    if (fs::is_directory(folder, ignored)) tighten(limits, folder);
    if (group.empty() || group == "/") return;
    group = fs::path(group).parent_path().string();
  }
}

}  // namespace

CgroupLimits cgroupLimits() {
  CgroupLimits limits;
  std::ifstream groups("/proc/self/cgroup");
  std::string line;
  // Lines are `id:controllers:path`; version 2 has no controllers.
  while (std::getline(groups, line)) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    if (controllers.empty()) {
      tightenUpwards(limits, "/sys/fs/cgroup", group);
      continue;
    }
    std::istringstream list(controllers);
    std::string controller;
    while (std::getline(list, controller, ',')) {
      if (controller == "memory" || controller == "cpu")
        tightenUpwards(limits, "/sys/fs/cgroup/" + controller, group);
    }
  }
  return limits;
}

}  // namespace warpfold::system

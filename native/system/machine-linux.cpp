#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <string>
#include <thread>

#include "system/cgroup-linux.h"
#include "system/machine.h"

namespace warpfold::system {

namespace {

std::string processorName() {
  std::ifstream stream("/proc/cpuinfo");
  std::string line;
  while (std::getline(stream, line)) {
    if (line.rfind("model name", 0) != 0) continue;
    const auto colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "CPU";
}

unsigned coresOfAffinity() {
  cpu_set_t set;
  CPU_ZERO(&set);
  // Fails on machines with more processors than the set holds: all of them count then.
  if (sched_getaffinity(0, sizeof(set), &set) != 0) return std::max(1U, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
}

}  // namespace

CpuInfo cpuInfo() {
  unsigned cores = coresOfAffinity();
  if (const auto quota = cgroupLimits().processors) {
    cores = std::min(cores, std::max(1U, static_cast<unsigned>(std::ceil(*quota))));
  }
  return {processorName(), cores};
}

MemoryInfo memoryInfo() {
  MemoryInfo info;
  std::ifstream stream("/proc/meminfo");
  std::string key;
  std::uint64_t kibibytes = 0;
  while (stream >> key >> kibibytes) {
    if (key == "MemTotal:") info.total = kibibytes * 1024;
    if (key == "MemAvailable:") info.available = kibibytes * 1024;
    stream.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  if (const auto limit = cgroupLimits().memory) {
    info.total = std::min(info.total, limit->limit);
    info.available = std::min(info.available, limit->limit - std::min(limit->limit, limit->used));
  }
  return info;
}

}  // namespace warpfold::system

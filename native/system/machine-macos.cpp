#include <mach/mach.h>
#include <sys/sysctl.h>

#include <algorithm>
#include <array>
#include <thread>

#include "system/machine.h"

namespace warpfold::system {

CpuInfo cpuInfo() {
  std::array<char, 256> name{};
  std::size_t size = name.size();
  const bool known = sysctlbyname("machdep.cpu.brand_string", name.data(), &size, nullptr, 0) == 0;
  return {known ? name.data() : "CPU", std::max(1U, std::thread::hardware_concurrency())};
}

MemoryInfo memoryInfo() {
  MemoryInfo info;
  std::size_t size = sizeof(info.total);
  if (sysctlbyname("hw.memsize", &info.total, &size, nullptr, 0) != 0) return {};
  vm_statistics64_data_t statistics{};
  mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
  if (host_statistics64(mach_host_self(), HOST_VM_INFO64, reinterpret_cast<host_info64_t>(&statistics),
                        &count) == KERN_SUCCESS) {
    info.available = (std::uint64_t{statistics.free_count} + statistics.inactive_count) * vm_kernel_page_size;
  }
  return info;
}

}  // namespace warpfold::system

#include <windows.h>

#include <algorithm>
#include <array>
#include <thread>

#include "system/machine.h"
#include "system/wide-text.h"

namespace warpfold::system {

CpuInfo cpuInfo() {
  std::array<wchar_t, 256> name{};
  auto bytes = static_cast<DWORD>(name.size() * sizeof(wchar_t));
  const auto status = RegGetValueW(HKEY_LOCAL_MACHINE, L"HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0",
                                   L"ProcessorNameString", RRF_RT_REG_SZ, nullptr, name.data(), &bytes);
  return {status == ERROR_SUCCESS ? fromWide(name.data()) : "CPU",
          std::max(1U, std::thread::hardware_concurrency())};
}

MemoryInfo memoryInfo() {
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof(status);
  if (GlobalMemoryStatusEx(&status) == 0) return {};
  return {status.ullAvailPhys, status.ullTotalPhys};
}

}  // namespace warpfold::system

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cuda/driver.h"

namespace warpfold::cuda {

/// `NativeCudaDevice` of binding.ts.
struct DeviceInfo {
  int ordinal = 0;
  std::string name;
  std::string uuid;
  int computeCapability = 0;
  int multiprocessors = 0;
  std::uint64_t memoryBytes = 0;
  std::uint64_t l2Bytes = 0;
  int maxThreadsPerMultiprocessor = 0;
  std::uint64_t sharedBytesPerBlock = 0;
  double attributePeakBytesPerSecond = 0;
  bool hasRunTimeLimit = false;
};

/// Describes every device. Creates no context.
std::vector<DeviceInfo> listDevices(const Driver &driver);

/// The device of an ordinal. Throws `no-such-device`, which says what there is, or `no-cuda-device`.
CUdevice deviceOf(const Driver &driver, int ordinal);

int attributeOf(const Driver &driver, CUdevice device, CUdevice_attribute attribute);

/// 90 for compute capability 9.0.
int computeCapabilityOf(const Driver &driver, CUdevice device);

std::uint64_t l2BytesOf(const Driver &driver, CUdevice device);

std::string deviceName(const Driver &driver, CUdevice device);

}  // namespace warpfold::cuda

#include "cuda/device.h"

#include <array>
#include <cstdio>

#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

namespace {

int deviceCount(const Driver &driver) {
  int count = 0;
  driver.check(driver.deviceGetCount(&count), "cuDeviceGetCount");
  return count;
}

/// As `nvidia-smi -L` writes it.
std::string uuidOf(const Driver &driver, CUdevice device) {
  if (driver.deviceGetUuid == nullptr) return {};
  CUuuid uuid{};
  driver.check(driver.deviceGetUuid(&uuid, device), "cuDeviceGetUuid");
  std::string text = "GPU-";
  for (std::size_t i = 0; i < sizeof(uuid.bytes); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned>(uuid.bytes[i]));
    text += digits.data();
  }
  return text;
}

/// Memory transfers on both clock edges: twice the clock (kHz) times the bus width (bits).
double attributePeak(const Driver &driver, CUdevice device) {
  const double clock = 1000.0 * attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE);
  const double busBytes = attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH) / 8.0;
  return 2 * clock * busBytes;
}

std::uint64_t byteAttribute(const Driver &driver, CUdevice device, CUdevice_attribute attribute) {
  const int value = attributeOf(driver, device, attribute);
  return value < 0 ? 0 : static_cast<std::uint64_t>(value);
}

DeviceInfo describe(const Driver &driver, int ordinal) {
  const CUdevice device = deviceOf(driver, ordinal);
  DeviceInfo info;
  info.ordinal = ordinal;
  info.name = deviceName(driver, device);
  info.uuid = uuidOf(driver, device);
  info.computeCapability = computeCapabilityOf(driver, device);
  info.multiprocessors = attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
  std::size_t memory = 0;
  driver.check(driver.deviceTotalMem(&memory, device), "cuDeviceTotalMem");
  info.memoryBytes = memory;
  info.l2Bytes = l2BytesOf(driver, device);
  info.maxThreadsPerMultiprocessor =
      attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR);
  info.sharedBytesPerBlock = byteAttribute(driver, device, CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK);
  info.attributePeakBytesPerSecond = attributePeak(driver, device);
  info.hasRunTimeLimit = attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_KERNEL_EXEC_TIMEOUT) != 0;
  return info;
}

}  // namespace

int attributeOf(const Driver &driver, CUdevice device, CUdevice_attribute attribute) {
  int value = 0;
  driver.check(driver.deviceGetAttribute(&value, attribute, device),
               "cuDeviceGetAttribute " + std::to_string(static_cast<int>(attribute)));
  return value;
}

int computeCapabilityOf(const Driver &driver, CUdevice device) {
  return 10 * attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR) +
         attributeOf(driver, device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
}

std::uint64_t l2BytesOf(const Driver &driver, CUdevice device) {
  return byteAttribute(driver, device, CU_DEVICE_ATTRIBUTE_L2_CACHE_SIZE);
}

std::string deviceName(const Driver &driver, CUdevice device) {
  std::array<char, 256> name{};
  driver.check(driver.deviceGetName(name.data(), static_cast<int>(name.size()) - 1, device),
               "cuDeviceGetName");
  return name.data();
}

CUdevice deviceOf(const Driver &driver, int ordinal) {
  const int count = deviceCount(driver);
  if (count == 0) {
    throw Error({ErrorCode::NoCudaDevice,
                 "The CUDA driver finds no device.",
                 "CUDA_ERROR_NO_DEVICE",
                 {},
                 "Check `nvidia-smi`, and that CUDA_VISIBLE_DEVICES does not hide the device.",
                 false});
  }
  if (ordinal < 0 || ordinal >= count) {
    throw Error({ErrorCode::NoSuchDevice,
                 "There is no device cuda:" + std::to_string(ordinal) + ": this machine has " +
                     formatCount(static_cast<std::uint64_t>(count), "CUDA device") + ", counted from cuda:0.",
                 {},
                 {},
                 "`warpfold devices` lists them.",
                 false});
  }
  CUdevice device = 0;
  driver.check(driver.deviceGet(&device, ordinal), "cuDeviceGet " + std::to_string(ordinal));
  return device;
}

std::vector<DeviceInfo> listDevices(const Driver &driver) {
  std::vector<DeviceInfo> devices;
  const int count = deviceCount(driver);
  devices.reserve(static_cast<std::size_t>(count));
  for (int ordinal = 0; ordinal < count; ++ordinal) devices.push_back(describe(driver, ordinal));
  return devices;
}

}  // namespace warpfold::cuda

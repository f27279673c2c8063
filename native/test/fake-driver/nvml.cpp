// A stand-in for libnvidia-ml.so.1: one device, whose power is not told.
#include <cstring>

#include "nvml/nvml-api.h"

using namespace warpfold::nvml;

namespace {

constexpr nvmlReturn_t notSupported = 3;
constexpr nvmlReturn_t notFound = 6;

}  // namespace

#define EXPORT extern "C" __attribute__((visibility("default"))) nvmlReturn_t

EXPORT nvmlInit_v2() {
  return NVML_SUCCESS;
}
EXPORT nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *) {
  return std::strncmp(uuid, "GPU-0001", 8) == 0 ? NVML_SUCCESS : notFound;
}
EXPORT nvmlDeviceGetClockInfo(nvmlDevice_t, nvmlClockType_t type, unsigned *megahertz) {
  *megahertz = type == NVML_CLOCK_SM ? 1410 : 2619;
  return NVML_SUCCESS;
}
EXPORT nvmlDeviceGetMaxClockInfo(nvmlDevice_t, nvmlClockType_t, unsigned *megahertz) {
  *megahertz = 1980;
  return NVML_SUCCESS;
}
EXPORT nvmlDeviceGetPowerUsage(nvmlDevice_t, unsigned *) {
  return notSupported;
}
EXPORT nvmlDeviceGetEnforcedPowerLimit(nvmlDevice_t, unsigned *) {
  return notSupported;
}
EXPORT nvmlDeviceGetTemperature(nvmlDevice_t, nvmlTemperatureSensors_t, unsigned *celsius) {
  *celsius = 41;
  return NVML_SUCCESS;
}
EXPORT nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t, unsigned long long *reasons) {
  *reasons = 0x24;
  return NVML_SUCCESS;
}

#pragma once

// The part of NVML, the driver's management library, that the addon uses, declared here so that no SDK is
// needed to build it. Names and values are those of the NVML API reference.

namespace warpfold::nvml {

using nvmlReturn_t = int;
using nvmlDevice_t = struct nvmlDevice_st *;

constexpr nvmlReturn_t NVML_SUCCESS = 0;

enum nvmlClockType_t : int { NVML_CLOCK_SM = 1, NVML_CLOCK_MEM = 2 };
enum nvmlTemperatureSensors_t : int { NVML_TEMPERATURE_GPU = 0 };

}  // namespace warpfold::nvml

// X(name, exported symbol, parameters)
#define WARPFOLD_NVML_FUNCTIONS(X)                                                                   \
  X(init, "nvmlInit_v2", ())                                                                         \
  X(deviceGetHandleByUuid, "nvmlDeviceGetHandleByUUID", (const char *uuid, nvmlDevice_t *device))    \
  X(deviceGetClockInfo, "nvmlDeviceGetClockInfo",                                                    \
    (nvmlDevice_t device, nvmlClockType_t type, unsigned int *megahertz))                            \
  X(deviceGetMaxClockInfo, "nvmlDeviceGetMaxClockInfo",                                              \
    (nvmlDevice_t device, nvmlClockType_t type, unsigned int *megahertz))                            \
  X(deviceGetPowerUsage, "nvmlDeviceGetPowerUsage", (nvmlDevice_t device, unsigned int *milliwatts)) \
  X(deviceGetEnforcedPowerLimit, "nvmlDeviceGetEnforcedPowerLimit",                                  \
    (nvmlDevice_t device, unsigned int *milliwatts))                                                 \
  X(deviceGetTemperature, "nvmlDeviceGetTemperature",                                                \
    (nvmlDevice_t device, nvmlTemperatureSensors_t sensor, unsigned int *celsius))                   \
  X(deviceGetClocksReasons, "nvmlDeviceGetCurrentClocksThrottleReasons",                             \
    (nvmlDevice_t device, unsigned long long *reasons))

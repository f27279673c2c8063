#include "nvml/nvml.h"

#include <array>
#include <utility>

namespace warpfold::nvml {

namespace {

#if defined(_WIN32)
constexpr std::array<const char *, 1> names = {"nvml.dll"};
#else
constexpr std::array<const char *, 3> names = {"libnvidia-ml.so.1", "/usr/lib/wsl/lib/libnvidia-ml.so.1",
                                               "/usr/local/nvidia/lib64/libnvidia-ml.so.1"};
#endif

constexpr double hertzPerMegahertz = 1e6;
constexpr double wattsPerMilliwatt = 1e-3;

/// What `query` writes, times a factor; nothing where the device does not tell it.
template <typename Query>
std::optional<double> ask(Query query, double factor) {
  unsigned int value = 0;
  return query(&value) == NVML_SUCCESS ? std::optional<double>(value * factor) : std::nullopt;
}

}  // namespace

std::optional<Nvml> Nvml::open() {
  for (const char *name : names) {
    system::Library::Opened opened = system::Library::open(name, system::Unload::Never);
    if (!opened.library) continue;
    Nvml nvml(std::move(*opened.library));
    if (nvml.lookUp() && nvml.init() == NVML_SUCCESS) return nvml;
  }
  return std::nullopt;
}

bool Nvml::lookUp() {
  bool hasAll = true;
// NOLINTBEGIN(bugprone-macro-parentheses): the name of a member takes none.
#define WARPFOLD_LOOK_UP(name, symbol, parameters)                \
  name = reinterpret_cast<decltype(name)>(library_.find(symbol)); \
  hasAll = hasAll && name != nullptr;
  WARPFOLD_NVML_FUNCTIONS(WARPFOLD_LOOK_UP)
#undef WARPFOLD_LOOK_UP
  // NOLINTEND(bugprone-macro-parentheses)
  return hasAll;
}

std::optional<DeviceState> Nvml::stateOf(const std::string &uuid) const {
  nvmlDevice_t device = nullptr;
  if (deviceGetHandleByUuid(uuid.c_str(), &device) != NVML_SUCCESS) return std::nullopt;
  DeviceState state;
  const auto clock = [&](auto function, nvmlClockType_t type) {
    return ask([&](unsigned int *value) { return function(device, type, value); }, hertzPerMegahertz);
  };
  const auto power = [&](auto function) {
    return ask([&](unsigned int *value) { return function(device, value); }, wattsPerMilliwatt);
  };
  state.smClockHz = clock(deviceGetClockInfo, NVML_CLOCK_SM);
  state.maxSmClockHz = clock(deviceGetMaxClockInfo, NVML_CLOCK_SM);
  state.memoryClockHz = clock(deviceGetClockInfo, NVML_CLOCK_MEM);
  state.watts = power(deviceGetPowerUsage);
  state.limitWatts = power(deviceGetEnforcedPowerLimit);
  state.celsius =
      ask([&](unsigned int *value) { return deviceGetTemperature(device, NVML_TEMPERATURE_GPU, value); }, 1);
  unsigned long long reasons = 0;
  if (deviceGetClocksReasons(device, &reasons) == NVML_SUCCESS) state.clockReasons = reasons;
  return state;
}

}  // namespace warpfold::nvml

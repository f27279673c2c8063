#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "nvml/nvml-api.h"
#include "system/library.h"

namespace warpfold::nvml {

/// `NativeDeviceState` of binding.ts. What the device does not tell is missing.
struct DeviceState {
  std::optional<double> smClockHz;
  std::optional<double> maxSmClockHz;
  std::optional<double> memoryClockHz;
  std::optional<double> watts;
  std::optional<double> limitWatts;
  std::optional<double> celsius;
  std::optional<std::uint64_t> clockReasons;
};

/// The driver's management library. It comes with the driver, and stays open.
class Nvml {
 public:
  /// Nothing where the library is missing, too old or refuses to start: a run goes well without it.
  static std::optional<Nvml> open();

  /// What a device does now; nothing where NVML does not know it, as in containers that hide devices from it.
  std::optional<DeviceState> stateOf(const std::string &uuid) const;

 private:
  explicit Nvml(system::Library library) : library_(std::move(library)) {}
  bool lookUp();

  system::Library library_;
// NOLINTBEGIN(bugprone-macro-parentheses): a declarator's name and parameters take none.
#define WARPFOLD_DECLARE(name, symbol, parameters) nvmlReturn_t(*name) parameters = nullptr;
  WARPFOLD_NVML_FUNCTIONS(WARPFOLD_DECLARE)
#undef WARPFOLD_DECLARE
  // NOLINTEND(bugprone-macro-parentheses)
};

}  // namespace warpfold::nvml

#pragma once

#include <napi.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "cuda/device.h"
#include "cuda/driver.h"
#include "data/job.h"
#include "nvml/nvml.h"
#include "nvrtc/search.h"
#include "system/error.h"

namespace warpfold::addon {

/// The results of binding.ts as JavaScript values.

Napi::Value toJs(Napi::Env env, const nvrtc::Compilation &compilation);
Napi::Value toJs(Napi::Env env, const data::JobResult &result);
Napi::Value toJs(Napi::Env env, const nvml::DeviceState &state);
Napi::Value memoryToJs(Napi::Env env, std::uint64_t free, std::uint64_t total);
Napi::Value discoveryToJs(Napi::Env env, const cuda::DriverSearch &driver, const nvrtc::Search &nvrtc,
                          const std::vector<cuda::DeviceInfo> &devices);

/// An Error with the fields of `ErrorData`.
Napi::Error toJs(Napi::Env env, const ErrorFields &fields);

/// What is known about an exception of any kind.
ErrorFields describeException(const std::exception_ptr &exception);

}  // namespace warpfold::addon

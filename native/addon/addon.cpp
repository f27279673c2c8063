#include <napi.h>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "addon/promise.h"
#include "addon/reader.h"
#include "addon/replies.h"
#include "addon/requests.h"
#include "addon/state.h"
#include "cpu/runner.h"
#include "cuda/device.h"
#include "cuda/runner.h"
#include "system/error.h"
#include "system/machine.h"

namespace warpfold::addon {

namespace {

/// The functions of `Addon` in binding.ts.
class Functions {
 public:
  static Napi::Value discover(const Napi::CallbackInfo &info, State &state) {
    const DiscoverOptions options = readDiscoverOptions({info[0], "options"});
    State::Discovery found = state.discover(options.nvrtcHints, options.cacheFolder);
    std::vector<cuda::DeviceInfo> devices;
    if (found.driver.driver != nullptr) {
      try {
        devices = cuda::listDevices(*found.driver.driver);
      } catch (const Error &error) {
        found.driver.failure = {error.fields().cuda, error.fields().message};
      }
    }
    return discoveryToJs(info.Env(), found.driver, found.nvrtc, devices);
  }

  static Napi::Value nvrtcCompile(const Napi::CallbackInfo &info, State &state) {
    return promiseOf<nvrtc::Compilation>(
        info.Env(), state.compileQueue(),
        [request = readNvrtcRequest({info[0], "request"}), compiler = state.nvrtc()] {
          return compiler->compile(request.source, request.name, request.options);
        });
  }

  static Napi::Value runCuda(const Napi::CallbackInfo &info, State &state) {
    auto job = std::make_shared<const cuda::Job>(readCudaJob({info[0], "job"}));
    const cuda::DriverPointer driver = state.driver();
    // Refused here and not in the queue, which a made-up number must not create.
    static_cast<void>(cuda::deviceOf(*driver, job->device));
    return promiseOf<data::JobResult>(
        info.Env(), state.deviceQueue(job->device),
        [job, driver, sessions = state.sessions(), compiler = state.generatorCompiler()] {
          return cuda::run(*job, *sessions->open(driver, job->device), compiler);
        });
  }

  static Napi::Value runCpu(const Napi::CallbackInfo &info, State &state) {
    auto job = std::make_shared<const cpu::Job>(readCpuJob({info[0], "job"}));
    return promiseOf<data::JobResult>(
        info.Env(), state.cpuQueue(),
        [job, pool = state.pool(), kept = state.keptCpuInputs()] { return cpu::run(job, *pool, *kept); });
  }

  static Napi::Value releaseInputs(const Napi::CallbackInfo &info, State &state) {
    if (info[0].IsUndefined()) {
      state.cpuQueue().add([kept = state.keptCpuInputs()] { kept->drop(); });
    } else if (const auto session = state.sessions()->find(readOrdinal({info[0], "device"}))) {
      state.deviceQueue(readOrdinal({info[0], "device"})).add([session] {
        try {
          cuda::releaseInputs(*session);
        } catch (const Error &) {  // NOLINT(bugprone-empty-catch)
          // A kernel has faulted: nothing can be freed any more but with the process.
        }
      });
    }
    return info.Env().Undefined();
  }

  static Napi::Value memory(const Napi::CallbackInfo &info, State &state) {
    if (info[0].IsUndefined()) {
      const system::MemoryInfo memory = system::memoryInfo();
      return memoryToJs(info.Env(), memory.available, memory.total);
    }
    const int ordinal = readOrdinal({info[0], "device"});
    const cuda::Session::Memory memory = state.sessions()->open(state.driver(), ordinal)->memory();
    return memoryToJs(info.Env(), memory.free, memory.total);
  }

  static Napi::Value deviceState(const Napi::CallbackInfo &info, State &state) {
    const std::string uuid = Reader{info[0], "uuid"}.text();
    const nvml::Nvml *nvml = state.nvml();
    const std::optional<nvml::DeviceState> found = nvml == nullptr ? std::nullopt : nvml->stateOf(uuid);
    return found ? toJs(info.Env(), *found) : info.Env().Undefined();
  }

  static Napi::Value releaseDevice(const Napi::CallbackInfo &info, State &state) {
    state.sessions()->release(readOrdinal({info[0], "device"}));
    return info.Env().Undefined();
  }
};

using Function = Napi::Value (*)(const Napi::CallbackInfo &, State &);

/// Calls a function that returns a value: what it throws is thrown in JavaScript.
template <Function function>
Napi::Value callAndThrow(const Napi::CallbackInfo &info) {
  try {
    return function(info, *info.Env().GetInstanceData<State>());
  } catch (const Napi::Error &) {
    throw;
  } catch (...) {
    throw toJs(info.Env(), describeException(std::current_exception()));
  }
}

/// Calls a function that returns a promise: what it throws at once rejects one.
template <Function function>
Napi::Value callAndReject(const Napi::CallbackInfo &info) {
  try {
    return function(info, *info.Env().GetInstanceData<State>());
  } catch (const Napi::Error &) {
    throw;
  } catch (...) {
    const auto deferred = Napi::Promise::Deferred::New(info.Env());
    deferred.Reject(toJs(info.Env(), describeException(std::current_exception())).Value());
    return deferred.Promise();
  }
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(std::make_unique<State>().release());
  exports.Set("discover", Napi::Function::New<callAndThrow<Functions::discover>>(env, "discover"));
  exports.Set("nvrtcCompile",
              Napi::Function::New<callAndReject<Functions::nvrtcCompile>>(env, "nvrtcCompile"));
  exports.Set("runCuda", Napi::Function::New<callAndReject<Functions::runCuda>>(env, "runCuda"));
  exports.Set("runCpu", Napi::Function::New<callAndReject<Functions::runCpu>>(env, "runCpu"));
  exports.Set("releaseInputs",
              Napi::Function::New<callAndThrow<Functions::releaseInputs>>(env, "releaseInputs"));
  exports.Set("memory", Napi::Function::New<callAndThrow<Functions::memory>>(env, "memory"));
  exports.Set("deviceState", Napi::Function::New<callAndThrow<Functions::deviceState>>(env, "deviceState"));
  exports.Set("releaseDevice",
              Napi::Function::New<callAndThrow<Functions::releaseDevice>>(env, "releaseDevice"));
  return exports;
}

}  // namespace

NODE_API_MODULE(warpfold, initialise)

}  // namespace warpfold::addon

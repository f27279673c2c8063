#include "addon/replies.h"

#include <cstring>
#include <new>

#include "system/machine.h"

namespace warpfold::addon {

namespace {

Napi::Value bytesToJs(Napi::Env env, const std::vector<std::byte> &bytes) {
  auto array = Napi::Uint8Array::New(env, bytes.size());
  if (!bytes.empty()) std::memcpy(array.Data(), bytes.data(), bytes.size());
  return array;
}

template <typename Value>
Napi::Value numbersToJs(Napi::Env env, const std::vector<Value> &values) {
  const auto array = Napi::Array::New(env, values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    array.Set(static_cast<std::uint32_t>(i), Napi::Number::New(env, static_cast<double>(values[i])));
  }
  return array;
}

Napi::Number number(Napi::Env env, std::uint64_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

Napi::Object searchToJs(Napi::Env env, const std::vector<system::SearchStep> &steps) {
  const auto tried = Napi::Array::New(env, steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto step = Napi::Object::New(env);
    step.Set("path", steps[i].path);
    step.Set("why", steps[i].why);
    step.Set("outcome", steps[i].outcome);
    tried.Set(static_cast<std::uint32_t>(i), step);
  }
  auto search = Napi::Object::New(env);
  search.Set("tried", tried);
  return search;
}

Napi::Object foundToJs(Napi::Env env, const std::string &path, const std::string &version) {
  auto found = Napi::Object::New(env);
  found.Set("path", path);
  found.Set("version", version);
  return found;
}

Napi::Object deviceToJs(Napi::Env env, const cuda::DeviceInfo &info) {
  auto device = Napi::Object::New(env);
  device.Set("ordinal", info.ordinal);
  device.Set("name", info.name);
  device.Set("uuid", info.uuid);
  device.Set("computeCapability", info.computeCapability);
  device.Set("multiprocessors", info.multiprocessors);
  device.Set("memoryBytes", number(env, info.memoryBytes));
  device.Set("l2Bytes", number(env, info.l2Bytes));
  device.Set("maxThreadsPerMultiprocessor", info.maxThreadsPerMultiprocessor);
  device.Set("sharedBytesPerBlock", number(env, info.sharedBytesPerBlock));
  device.Set("attributePeakBytesPerSecond", info.attributePeakBytesPerSecond);
  device.Set("hasRunTimeLimit", info.hasRunTimeLimit);
  return device;
}

Napi::Object driverToJs(Napi::Env env, const cuda::DriverSearch &search) {
  auto driver = searchToJs(env, search.tried);
  if (search.driver != nullptr) driver.Set("found", foundToJs(env, search.path, search.version));
  if (search.failure) {
    auto error = Napi::Object::New(env);
    error.Set("cuda", search.failure->cuda);
    error.Set("message", search.failure->message);
    driver.Set("error", error);
  }
  return driver;
}

Napi::Object nvrtcToJs(Napi::Env env, const nvrtc::Search &search) {
  auto compiler = searchToJs(env, search.tried);
  if (search.nvrtc != nullptr) {
    compiler.Set("found", foundToJs(env, search.nvrtc->path(), search.nvrtc->version().text()));
  }
  compiler.Set("architectures", numbersToJs(env, search.nvrtc == nullptr ? std::vector<int>{}
                                                                         : search.nvrtc->architectures()));
  return compiler;
}

Napi::Object cpuToJs(Napi::Env env) {
  const system::CpuInfo info = system::cpuInfo();
  auto cpu = Napi::Object::New(env);
  cpu.Set("name", info.name);
  cpu.Set("cores", info.cores);
  cpu.Set("memoryBytes", number(env, system::memoryInfo().total));
  return cpu;
}

}  // namespace

Napi::Value toJs(Napi::Env env, const nvrtc::Compilation &compilation) {
  auto result = Napi::Object::New(env);
  result.Set("ok", compilation.ok);
  result.Set("cubin", bytesToJs(env, compilation.cubin));
  result.Set("ptx", compilation.ptx);
  result.Set("log", compilation.log);
  result.Set("seconds", compilation.seconds);
  return result;
}

Napi::Value toJs(Napi::Env env, const data::JobResult &job) {
  auto result = Napi::Object::New(env);
  result.Set("result", bytesToJs(env, job.result));
  result.Set("kernelSeconds", numbersToJs(env, job.kernelSeconds));
  result.Set("uploadSeconds", job.uploadSeconds);
  result.Set("uploadBytes", number(env, job.uploadBytes));
  result.Set("downloadSeconds", job.downloadSeconds);
  if (job.firstLaunchSeconds) result.Set("firstLaunchSeconds", *job.firstLaunchSeconds);
  if (job.loadSeconds) result.Set("loadSeconds", *job.loadSeconds);
  if (job.launch) {
    auto launch = Napi::Object::New(env);
    launch.Set("registers", job.launch->registers);
    launch.Set("sharedBytes", job.launch->sharedBytes);
    launch.Set("localBytes", job.launch->localBytes);
    launch.Set("blocksPerMultiprocessor", job.launch->blocksPerMultiprocessor);
    result.Set("launch", launch);
  }
  return result;
}

Napi::Value toJs(Napi::Env env, const nvml::DeviceState &state) {
  auto result = Napi::Object::New(env);
  const auto set = [&](const char *key, const auto &value) {
    if (value) result.Set(key, static_cast<double>(*value));
  };
  set("smClockHz", state.smClockHz);
  set("maxSmClockHz", state.maxSmClockHz);
  set("memoryClockHz", state.memoryClockHz);
  set("watts", state.watts);
  set("limitWatts", state.limitWatts);
  set("celsius", state.celsius);
  set("clockReasons", state.clockReasons);
  return result;
}

Napi::Value memoryToJs(Napi::Env env, std::uint64_t free, std::uint64_t total) {
  auto memory = Napi::Object::New(env);
  memory.Set("free", number(env, free));
  memory.Set("total", number(env, total));
  return memory;
}

Napi::Value discoveryToJs(Napi::Env env, const cuda::DriverSearch &driver, const nvrtc::Search &nvrtc,
                          const std::vector<cuda::DeviceInfo> &devices) {
  const auto list = Napi::Array::New(env, devices.size());
  for (std::size_t i = 0; i < devices.size(); ++i) {
    list.Set(static_cast<std::uint32_t>(i), deviceToJs(env, devices[i]));
  }
  auto discovery = Napi::Object::New(env);
  discovery.Set("driver", driverToJs(env, driver));
  discovery.Set("nvrtc", nvrtcToJs(env, nvrtc));
  discovery.Set("devices", list);
  discovery.Set("cpu", cpuToJs(env));
  return discovery;
}

Napi::Error toJs(Napi::Env env, const ErrorFields &fields) {
  Napi::Error error = Napi::Error::New(env, fields.message);
  Napi::Object object = error.Value();
  object.Set("code", codeName(fields.code));
  if (!fields.cuda.empty()) object.Set("cuda", fields.cuda);
  if (!fields.doing.empty()) object.Set("doing", fields.doing);
  if (!fields.advice.empty()) object.Set("advice", fields.advice);
  if (fields.fatal) object.Set("fatal", true);
  return error;
}

ErrorFields describeException(const std::exception_ptr &exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error &error) {
    return error.fields();
  } catch (const std::bad_alloc &) {
    return {ErrorCode::OutOfMemory,
            "This machine has not enough free memory.",
            {},
            {},
            "Make `n` smaller.",
            false};
  } catch (const std::exception &other) {
    return {ErrorCode::Internal, std::string("The addon failed: ") + other.what() + ".", {}, {}, {}, false};
  }
}

}  // namespace warpfold::addon

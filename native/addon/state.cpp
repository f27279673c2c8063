#include "addon/state.h"

#include <algorithm>

#include "system/error.h"
#include "system/format.h"
#include "system/machine.h"

namespace warpfold::addon {

unsigned State::compileThreads() {
  return std::min(mostCompilations, system::cpuInfo().cores);
}

const State::Discovery &State::discover(const std::vector<nvrtc::Hint> &hints,
                                        const std::string &cacheFolder) {
  cacheFolder_ = cacheFolder;
  Discovery found;
  found.driver = cuda::DriverSearch::run();
  const auto &driver = found.driver.driver;
  found.nvrtc =
      nvrtc::search(hints, driver == nullptr ? std::nullopt : std::optional<int>(driver->version()));
  return discovery_.emplace(std::move(found));
}

const State::Discovery &State::discovery() {
  return discovery_ ? *discovery_ : discover({}, cacheFolder_);
}

cuda::DriverPointer State::driver() {
  const cuda::DriverSearch &search = discovery().driver;
  if (search.driver != nullptr) return search.driver;
  if (search.failure) {
    const bool noDevice = search.failure->cuda == "CUDA_ERROR_NO_DEVICE";
    throw Error({noDevice ? ErrorCode::NoCudaDevice : ErrorCode::NoCudaDriver,
                 search.failure->message,
                 search.failure->cuda,
                 "opening " + search.path,
                 {},
                 false});
  }
  throw Error(
      {ErrorCode::NoCudaDriver,
       "There is no NVIDIA driver on this machine: " + formatCount(search.tried.size(), "place") +
           " were searched.",
       {},
       {},
       "Install the NVIDIA driver, or run on the CPU. `warpfold devices` shows where it was looked for.",
       false});
}

std::shared_ptr<const nvrtc::Nvrtc> State::nvrtc() {
  const nvrtc::Search &search = discovery().nvrtc;
  if (search.nvrtc != nullptr) return search.nvrtc;
  throw Error({ErrorCode::NoCudaCompiler,
               "NVRTC, CUDA's compiler library, was not found: " + formatCount(search.tried.size(), "place") +
                   (search.tried.size() == 1 ? " was" : " were") + " searched.",
               {},
               {},
               "Install it with `pip install nvidia-cuda-nvrtc`, or name its folder in WARPFOLD_NVRTC. "
               "`warpfold devices` "
               "shows where it was looked for.",
               false});
}

cuda::GeneratorCompiler State::generatorCompiler() {
  return {discovery().nvrtc.nvrtc, cacheFolder_};
}

const nvml::Nvml *State::nvml() {
  if (!nvml_) nvml_.emplace(nvml::Nvml::open());
  return nvml_->has_value() ? &**nvml_ : nullptr;
}

const std::shared_ptr<cpu::ThreadPool> &State::pool() {
  if (pool_ == nullptr) pool_ = std::make_shared<cpu::ThreadPool>(system::cpuInfo().cores);
  return pool_;
}

system::WorkQueue &State::deviceQueue(int ordinal) {
  return deviceQueues_.try_emplace(ordinal, 1U).first->second;
}

}  // namespace warpfold::addon

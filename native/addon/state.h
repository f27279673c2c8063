#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cpu/inputs.h"
#include "cpu/thread-pool.h"
#include "cuda/driver.h"
#include "cuda/session-table.h"
#include "data/kept-inputs.h"
#include "nvml/nvml.h"
#include "nvrtc/search.h"
#include "system/work-queue.h"

namespace warpfold::addon {

/// What one JavaScript environment has opened. Used on JavaScript's thread; what tasks need is shared with
/// them.
class State {
 public:
  struct Discovery {
    cuda::DriverSearch driver;
    nvrtc::Search nvrtc;
  };
  /// Searches again, and uses from now on what it found.
  const Discovery &discover(const std::vector<nvrtc::Hint> &hints, const std::string &cacheFolder);

  /// The driver; throws `no-cuda-driver`, with what was tried, where there is none.
  cuda::DriverPointer driver();
  /// NVRTC; throws `no-cuda-compiler` where there is none.
  std::shared_ptr<const nvrtc::Nvrtc> nvrtc();
  cuda::GeneratorCompiler generatorCompiler();
  /// The driver's management library, or nullptr where there is none. Looked for once.
  const nvml::Nvml *nvml();

  const std::shared_ptr<cuda::SessionTable> &sessions() { return sessions_; }
  const std::shared_ptr<cpu::ThreadPool> &pool();
  /// Used on the CPU's queue.
  const std::shared_ptr<data::KeptInputs<cpu::Inputs>> &keptCpuInputs() { return keptCpuInputs_; }

  system::WorkQueue &deviceQueue(int ordinal);
  system::WorkQueue &cpuQueue() { return cpuQueue_; }
  system::WorkQueue &compileQueue() { return compileQueue_; }

 private:
  /// NVRTC takes hundreds of megabytes for each program that it compiles at a time.
  static constexpr unsigned mostCompilations = 8;
  static unsigned compileThreads();

  const Discovery &discovery();

  std::optional<Discovery> discovery_;
  /// The inner is empty once it was looked for in vain.
  std::optional<std::optional<nvml::Nvml>> nvml_;
  std::string cacheFolder_;
  std::shared_ptr<cuda::SessionTable> sessions_ = std::make_shared<cuda::SessionTable>();
  std::shared_ptr<cpu::ThreadPool> pool_;
  std::shared_ptr<data::KeptInputs<cpu::Inputs>> keptCpuInputs_ =
      std::make_shared<data::KeptInputs<cpu::Inputs>>();
  std::map<int, system::WorkQueue> deviceQueues_;
  system::WorkQueue cpuQueue_{1};
  system::WorkQueue compileQueue_{compileThreads()};
};

}  // namespace warpfold::addon

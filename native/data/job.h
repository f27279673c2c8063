#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "data/input-source.h"

namespace warpfold::data {

/// `JobParameter` of binding.ts.
struct InputParameter {
  std::size_t index = 0;
};
struct BytesParameter {
  std::vector<std::byte> bytes;
};
enum class RuntimeParameter { Partials, Result };
using Parameter = std::variant<InputParameter, BytesParameter, RuntimeParameter>;

/// `TimingRequest['method']` of binding.ts. The CPU engine has one way only, and does not look at it.
enum class TimingMethod { Hot, Cold, BackToBack, Graph };

struct TimingRequest {
  std::uint64_t warmups = 0;
  std::uint64_t minSamples = 1;
  std::uint64_t maxSamples = 1;
  double budgetSeconds = 0;
  TimingMethod method = TimingMethod::Hot;
  /// Relative error of the median at which enough samples are there; 0 where the budget alone ends them.
  double medianError = 0;
};

/// What the jobs of both engines have. Parameters name inputs that exist: reading the request checks that.
struct Job {
  std::vector<InputSource> inputs;
  /// Elements that each input starts after its 16-byte aligned address; as many as there are inputs.
  std::vector<std::uint64_t> inputOffsets;
  /// Names the inputs, to keep them for later jobs; empty where they go with the job.
  std::string inputsKey;
  std::vector<Parameter> parameters;
  std::uint64_t partialBytes = 0;
  std::uint64_t resultBytes = 0;
  TimingRequest timing;
};

/// Of the kernel, CUDA only.
struct LaunchFacts {
  int registers = 0;
  int sharedBytes = 0;
  int localBytes = 0;
  int blocksPerMultiprocessor = 0;
};

struct JobResult {
  std::vector<std::byte> result;
  std::vector<double> kernelSeconds;
  double uploadSeconds = 0;
  std::uint64_t uploadBytes = 0;
  double downloadSeconds = 0;
  /// Of the first warm-up, from the call to its end, as the host sees it.
  std::optional<double> firstLaunchSeconds;
  /// Of bringing the binary to the device, CUDA only.
  std::optional<double> loadSeconds;
  std::optional<LaunchFacts> launch;
};

}  // namespace warpfold::data

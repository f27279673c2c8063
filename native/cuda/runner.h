#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cuda/session.h"
#include "data/job.h"

namespace warpfold::cuda {

/// `CudaJob` of binding.ts.
struct Job : data::Job {
  int device = 0;
  std::vector<std::byte> cubin;
  std::string entry;
  std::uint32_t grid = 1;
  std::uint32_t block = 1;
};

/// Runs one reduction on the session's device.
data::JobResult run(const Job &job, Session &session, const GeneratorCompiler &compiler);

}  // namespace warpfold::cuda

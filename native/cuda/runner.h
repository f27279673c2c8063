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
  MemoryPool::Fit fit = MemoryPool::Fit::Reusable;
};

/// Runs one reduction on the session's device.
/// Inputs that the job names are found in the session, or made and kept there.
data::JobResult run(const Job &job, Session &session, const GeneratorCompiler &compiler);

/// Frees the inputs that are kept in a session.
void releaseInputs(Session &session);

}  // namespace warpfold::cuda

#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cpu/inputs.h"
#include "cpu/thread-pool.h"
#include "data/job.h"
#include "data/kept-inputs.h"

namespace warpfold::cpu {

/// `CpuJob` of binding.ts.
struct Job : data::Job {
  std::string library;
  std::string partialSymbol;
  std::string finishSymbol;
  /// Empty where there is none.
  std::string referenceSymbol;
  std::uint64_t count = 0;
  std::uint64_t chunkSize = 1;
  /// 0 for all of the pool.
  unsigned threads = 0;
  bool referenceOnly = false;
};

/// Runs one reduction. Partials are folded in chunk order: the result's bits do not depend on the threads.
/// Inputs that the job names are found in `kept`, or made and kept there.
data::JobResult run(const std::shared_ptr<const Job> &job, ThreadPool &pool, data::KeptInputs<Inputs> &kept);

}  // namespace warpfold::cpu

#pragma once

#include <cstdint>
#include <string>

#include "cpu/thread-pool.h"
#include "data/job.h"

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
data::JobResult run(const Job &job, ThreadPool &pool);

}  // namespace warpfold::cpu

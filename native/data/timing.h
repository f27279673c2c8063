#pragma once

#include <chrono>

#include "data/job.h"

namespace warpfold::data {

/// Seconds since its construction, of a clock that never goes back.
class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

/// Whether another sample is to be taken after `samples` of them.
inline bool wantsSample(const TimingRequest &request, std::uint64_t samples, const Stopwatch &sinceFirst) {
  if (samples >= request.maxSamples) return false;
  return samples < request.minSamples || sinceFirst.seconds() < request.budgetSeconds;
}

}  // namespace warpfold::data

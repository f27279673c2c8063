#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

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

/// Half the width of the 95 % confidence interval of the median, over the median. The interval lies between
/// two order statistics, so nothing is assumed of the distribution: ranks n/2 -+ 1.96 sqrt(n)/2 (the normal
/// approximation of the binomial count of samples below the median; Conover, Practical Nonparametric
/// Statistics, 3rd ed., section 3.2). Infinite for fewer than ten samples, which it does not hold for, and
/// for a median of 0.
double medianError(std::vector<double> samples);

/// When enough samples were taken. It starts with the first of them.
class StoppingRule {
 public:
  explicit StoppingRule(const TimingRequest &request) : request_(request) {}

  /// Whether another sample is to be taken after these.
  bool wantsMore(const std::vector<double> &samples);
  double seconds() const { return sinceFirst_.seconds(); }

 private:
  const TimingRequest &request_;
  Stopwatch sinceFirst_;
  std::size_t judged_ = 0;
};

}  // namespace warpfold::data

#include "data/timing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace warpfold::data {

double medianError(std::vector<double> samples) {
  constexpr std::size_t fewest = 10;
  if (samples.size() < fewest) return std::numeric_limits<double>::infinity();
  std::sort(samples.begin(), samples.end());
  const auto count = static_cast<double>(samples.size());
  const double reach = 1.96 * std::sqrt(count) / 2;
  const auto lower = static_cast<std::size_t>(std::max(0.0, std::floor(count / 2 - reach)));
  const auto upper = std::min(samples.size() - 1, static_cast<std::size_t>(std::ceil(count / 2 + reach)));
  const double median = (samples[(samples.size() - 1) / 2] + samples[samples.size() / 2]) / 2;
  return median > 0 ? (samples[upper] - samples[lower]) / 2 / median
                    : std::numeric_limits<double>::infinity();
}

bool StoppingRule::wantsMore(const std::vector<double> &samples) {
  // Sorting all samples after each of them would take longer than small kernels do.
  constexpr std::size_t stride = 16;
  if (samples.size() >= request_.maxSamples) return false;
  if (samples.size() < request_.minSamples) return true;
  if (seconds() >= request_.budgetSeconds) return false;
  if (request_.medianError <= 0 || samples.size() < judged_ + stride) return true;
  judged_ = samples.size();
  return medianError(samples) > request_.medianError;
}

}  // namespace warpfold::data

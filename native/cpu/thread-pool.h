#pragma once

#include <cstdint>
#include <functional>

#include "system/work-queue.h"

namespace warpfold::cpu {

/// Threads that share the items of one loop.
class ThreadPool {
 public:
  /// `threads` counts the calling thread, which works too.
  explicit ThreadPool(unsigned threads) : threads_(threads), helpers_(threads - 1) {}

  unsigned threads() const { return threads_; }

  /// Calls `body` once for each item 0 … items - 1, on at most `threads` threads, and returns when all are
  /// done. The first exception is thrown again here; items that had not begun are skipped then.
  void forEach(std::uint64_t items, unsigned threads, const std::function<void(std::uint64_t)> &body);

 private:
  unsigned threads_;
  system::WorkQueue helpers_;
};

}  // namespace warpfold::cpu

#pragma once

#include <atomic>
#include <cstdint>

#include "cuda/resources.h"

namespace warpfold::cuda {

/// Holds a stream back until the host has queued what is to run without gaps: the stream waits for a word of
/// pinned memory, so nothing runs on the device meanwhile. What is queued behind it must have run before: a
/// kernel that the driver loads at its first launch would wait for the stream. It is always open where the
/// device cannot wait for memory, and under tools that make each launch wait for its kernel.
class Gate {
 public:
  Gate(const Driver &driver, CUstream stream);
  /// Opens it, so that nobody waits for a stream that waits for nobody.
  ~Gate();
  Gate(const Gate &) = delete;
  Gate &operator=(const Gate &) = delete;
  Gate(Gate &&) = delete;
  Gate &operator=(Gate &&) = delete;

  /// What is queued from now on waits for `open`.
  void close();
  void open();

 private:
  const Driver &driver_;
  CUstream stream_;
  PinnedMemory memory_;
  std::atomic<std::uint32_t> *word_;
  std::uint32_t round_ = 0;
  bool isSupported_;
};

}  // namespace warpfold::cuda

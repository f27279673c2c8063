#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "cpu/buffer.h"
#include "cpu/thread-pool.h"
#include "data/job.h"
#include "data/producer.h"

namespace warpfold::cpu {

/// The vectors of one job in main memory. Files that can be read where they are mapped are not copied.
class Inputs {
 public:
  /// Opens files and counts the memory that is needed; allocates nothing yet.
  explicit Inputs(std::shared_ptr<const data::Job> owner);

  /// Bytes that `materialise` allocates.
  std::uint64_t bytesNeeded() const { return bytesNeeded_; }

  /// Makes all elements, on all threads.
  void materialise(ThreadPool &pool);

  /// The first element of each vector.
  const std::vector<const std::byte *> &pointers() const { return pointers_; }

 private:
  /// Holds the elements of inputs that are given as bytes.
  std::shared_ptr<const data::Job> job_;
  /// A deque: producers do not move.
  std::deque<data::Producer> producers_;
  std::vector<Buffer> buffers_;
  std::vector<const std::byte *> pointers_;
  std::uint64_t bytesNeeded_ = 0;
};

}  // namespace warpfold::cpu

#pragma once

#include <cstdint>
#include <vector>

#include "cuda/session.h"
#include "data/job.h"

namespace warpfold::cuda {

/// The vectors of one job in device memory.
class DeviceInputs {
 public:
  /// Allocates, and queues the work that makes the elements. `job` must outlive the call only.
  DeviceInputs(const data::Job &job, Session &session, const GeneratorCompiler &compiler,
               MemoryPool::Fit fit);

  /// Bytes that vector `index` of a job takes, the shift of its start included.
  static std::uint64_t bytesOf(const data::Job &job, std::size_t index);

  /// The first element of each vector.
  const std::vector<CUdeviceptr> &pointers() const { return pointers_; }

 private:
  std::vector<MemoryPool::Block> blocks_;
  std::vector<CUdeviceptr> pointers_;
};

}  // namespace warpfold::cuda

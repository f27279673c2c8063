#pragma once

#include <cstddef>
#include <vector>

#include "cuda/memory-pool.h"
#include "cuda/resources.h"
#include "cuda/runner.h"
#include "data/timing.h"

namespace warpfold::cuda {

class DeviceInputs;

/// The kernel of a job with its parameters in place.
class Launch {
 public:
  /// Loads the binary, and queues what the kernel expects of its memory. The job and the session must outlive
  /// this.
  Launch(const Job &job, Session &session, const DeviceInputs &inputs);
  ~Launch() = default;
  // `arguments_` points into this.
  Launch(const Launch &) = delete;
  Launch &operator=(const Launch &) = delete;
  Launch(Launch &&) = delete;
  Launch &operator=(Launch &&) = delete;

  /// Queues one launch.
  void enqueue();

  /// Waits for all that is queued; a fault of the kernel shows here.
  void synchronize() const;

  data::LaunchFacts facts() const;
  double loadSeconds() const { return loadSeconds_; }
  std::vector<std::byte> download() const;

 private:
  void *addressOf(const data::Parameter &parameter);

  const Job &job_;
  Session &session_;
  const Driver &driver_;
  data::Stopwatch load_;
  Module module_;
  CUfunction function_;
  double loadSeconds_;
  std::vector<CUdeviceptr> pointers_;
  MemoryPool::Block partials_;
  MemoryPool::Block result_;
  CUdeviceptr partialsPointer_;
  CUdeviceptr resultPointer_;
  std::vector<void *> arguments_;
};

}  // namespace warpfold::cuda

#include "cuda/gate.h"

#include <new>

#include "system/environment.h"

namespace warpfold::cuda {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t),
              "The device reads the word as it is.");

namespace {

/// Whether the host gets on while a kernel waits. The first variable is the driver's own; the second names
/// the library that a profiler or checker puts into the process, and such a tool may run kernels one at a
/// time.
bool launchesReturnAtOnce() {
  return system::environmentVariable("CUDA_LAUNCH_BLOCKING").value_or("0") == "0" &&
         !system::environmentVariable("CUDA_INJECTION64_PATH");
}

}  // namespace

Gate::Gate(const Driver &driver, CUstream stream)
    : driver_(driver),
      stream_(stream),
      memory_(allocatePinned(driver, sizeof(std::atomic<std::uint32_t>))),
      word_(new (memory_.get()) std::atomic<std::uint32_t>(0)),
      isSupported_(launchesReturnAtOnce()) {}

Gate::~Gate() {
  open();
  // The device may still be reading the word, which goes now. A fault shows elsewhere.
  static_cast<void>(driver_.streamSynchronize(stream_));
}

void Gate::close() {
  if (!isSupported_) return;
  // Host and device share addresses on every 64-bit system.
  const auto address = static_cast<CUdeviceptr>(reinterpret_cast<std::uintptr_t>(word_));
  const CUresult result = driver_.streamWaitValue32(stream_, address, ++round_, CU_STREAM_WAIT_VALUE_GEQ);
  isSupported_ = result != CUDA_ERROR_NOT_SUPPORTED;
  if (isSupported_) driver_.check(result, "cuStreamWaitValue32");
}

void Gate::open() {
  word_->store(round_, std::memory_order_release);
}

}  // namespace warpfold::cuda

#include "cuda/session.h"

#include <utility>

#include "cuda/device-inputs.h"
#include "cuda/device.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

namespace {

Session::Memory memoryOf(const Driver &driver) {
  std::size_t free = 0;
  std::size_t total = 0;
  driver.check(driver.memGetInfo(&free, &total), "cuMemGetInfo");
  return {free, total};
}

}  // namespace

Session::Session(DriverPointer driver, int ordinal) : context_(std::move(driver), ordinal) {
  const Driver &api = context_.driver();
  deviceName_ = cuda::deviceName(api, context_.device());
  multiprocessors_ = attributeOf(api, context_.device(), CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
  computeCapability_ = computeCapabilityOf(api, context_.device());
  l2Bytes_ = l2BytesOf(api, context_.device());
  const CurrentContext current(context_);
  held_ = std::make_unique<Held>(api);
}

Session::~Session() {
  // All of this fails only once a kernel has faulted. Nothing runs any more then, and the process is
  // replaced.
  const Driver &api = driver();
  const bool current = api.ctxPushCurrent(context_.handle()) == CUDA_SUCCESS;
  // What is queued may still use the memory that goes now.
  static_cast<void>(api.streamSynchronize(held_->stream.get()));
  held_.reset();
  CUcontext popped = nullptr;
  if (current) static_cast<void>(api.ctxPopCurrent(&popped));
}

Session::Memory Session::memory() const {
  const CurrentContext current(context_);
  Memory memory = memoryOf(driver());
  memory.free += held_->pool.idleBytes();
  return memory;
}

void Session::reserve(std::uint64_t bytes, std::uint64_t roundedBytes) {
  const Memory memory = memoryOf(driver());
  if (roundedBytes > memory.free + held_->pool.idleBytes()) {
    throw Error({ErrorCode::OutOfMemory,
                 "The run needs " + formatBytes(bytes) + " on " + deviceName_ + ", and " +
                     formatBytes(memory.free + held_->pool.idleBytes()) + " of " + formatBytes(memory.total) +
                     " are free.",
                 {},
                 "allocating the input vectors",
                 "Make `n` smaller, or end other programs that use the device.",
                 false});
  }
  // Idle memory may have the wrong sizes: it is given back where the rest would not do.
  if (roundedBytes > memory.free) held_->pool.trim();
}

MemoryPool::Block Session::allocate(std::uint64_t bytes, MemoryPool::Fit fit) {
  return held_->pool.allocate(bytes, fit);
}

Staging &Session::staging() {
  std::optional<Staging> &staging = held_->staging;
  return staging ? *staging : staging.emplace(driver());
}

const GeneratorModule *Session::generators(const GeneratorCompiler &compiler) {
  std::optional<GeneratorModule> &generators = held_->generators;
  if (generators) return &*generators;
  if (compiler.nvrtc == nullptr) return nullptr;
  return &generators.emplace(driver(), *compiler.nvrtc, computeCapability_, compiler.cacheFolder);
}

}  // namespace warpfold::cuda

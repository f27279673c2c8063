#include "cuda/session.h"

#include <utility>

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
  const CurrentContext current(context_);
  stream_.emplace(createStream(api));
  pool_.emplace(api);
}

Session::~Session() {
  try {
    const CurrentContext current(context_);
    // What is queued may still use the memory that goes now. Fails only after a fault, when nothing runs any
    // more.
    static_cast<void>(driver().streamSynchronize(stream_->get()));
    generators_.reset();
    staging_.reset();
    pool_.reset();
    stream_.reset();
  } catch (const Error &) {
    // The context is lost: there is nothing left to give back.
  }
}

Session::Memory Session::memory() const {
  const CurrentContext current(context_);
  Memory memory = memoryOf(driver());
  memory.free += pool_->idleBytes();
  return memory;
}

void Session::reserve(std::uint64_t bytes, std::uint64_t roundedBytes) {
  const Memory memory = memoryOf(driver());
  if (roundedBytes > memory.free + pool_->idleBytes()) {
    throw Error({ErrorCode::OutOfMemory,
                 "The run needs " + formatBytes(bytes) + " on " + deviceName_ + ", and " +
                     formatBytes(memory.free + pool_->idleBytes()) + " of " + formatBytes(memory.total) +
                     " are free.",
                 {},
                 "allocating the input vectors",
                 "Make `n` smaller, or end other programs that use the device.",
                 false});
  }
  // Idle memory may have the wrong sizes: it is given back where the rest would not do.
  if (roundedBytes > memory.free) pool_->trim();
}

MemoryPool::Block Session::allocate(std::uint64_t bytes) {
  return pool_->allocate(bytes);
}

Staging &Session::staging() {
  if (!staging_) staging_.emplace(driver());
  return *staging_;
}

const GeneratorModule *Session::generators(const GeneratorCompiler &compiler) {
  if (!generators_ && compiler.nvrtc != nullptr) {
    generators_.emplace(driver(), *compiler.nvrtc, computeCapability_, compiler.cacheFolder);
  }
  return generators_ ? &*generators_ : nullptr;
}

}  // namespace warpfold::cuda

#include "cuda/memory-pool.h"

#include <algorithm>

namespace warpfold::cuda {

MemoryPool::Block::~Block() {
  if (pool_ != nullptr) pool_->keep(bytes_, std::move(memory_));
}

std::uint64_t MemoryPool::roundedSize(std::uint64_t bytes) {
  // Coarse steps for large sizes, so that a run with a few more elements reuses the memory of the one before.
  constexpr std::uint64_t smallStep = 512;
  constexpr std::uint64_t largeStep = std::uint64_t{2} << 20;
  const std::uint64_t step = bytes < largeStep ? smallStep : largeStep;
  return std::max(step, (bytes + step - 1) / step * step);
}

MemoryPool::Block MemoryPool::allocate(std::uint64_t bytes, Fit fit) {
  const std::uint64_t size = fit == Fit::Exact ? std::max<std::uint64_t>(bytes, 1) : roundedSize(bytes);
  const auto found = idle_.find(size);
  if (found == idle_.end()) return Block(*this, size, allocateDevice(driver_, size));
  DeviceMemory memory = std::move(found->second);
  idle_.erase(found);
  idleBytes_ -= size;
  return Block(*this, size, std::move(memory));
}

void MemoryPool::keep(std::uint64_t bytes, DeviceMemory memory) {
  idle_.emplace(bytes, std::move(memory));
  idleBytes_ += bytes;
}

void MemoryPool::trim() {
  idle_.clear();
  idleBytes_ = 0;
}

}  // namespace warpfold::cuda

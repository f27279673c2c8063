#pragma once

#include <atomic>
#include <cstdint>
#include <map>

#include "cuda/resources.h"

namespace warpfold::cuda {

/// Device memory that is kept between runs. All of it is used on one stream, whose order makes reuse safe.
/// The context must be current in every call and at destruction.
class MemoryPool {
 public:
  /// Memory that goes back to its pool when this goes.
  class Block {
   public:
    Block(MemoryPool &pool, std::uint64_t bytes, DeviceMemory memory)
        : pool_(&pool), bytes_(bytes), memory_(std::move(memory)) {}
    Block(Block &&other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          bytes_(other.bytes_),
          memory_(std::move(other.memory_)) {}
    Block &operator=(Block &&) = delete;
    Block(const Block &) = delete;
    Block &operator=(const Block &) = delete;
    ~Block();

    CUdeviceptr pointer() const { return memory_.get(); }

   private:
    MemoryPool *pool_;
    std::uint64_t bytes_;
    DeviceMemory memory_;
  };

  explicit MemoryPool(const Driver &driver) : driver_(driver) {}
  ~MemoryPool() = default;
  MemoryPool(const MemoryPool &) = delete;
  MemoryPool &operator=(const MemoryPool &) = delete;
  MemoryPool(MemoryPool &&) = delete;
  MemoryPool &operator=(MemoryPool &&) = delete;

  /// How much is allocated for a request: what later ones are likely to reuse, or what was asked for and no
  /// byte more.
  enum class Fit { Reusable, Exact };

  /// At least `bytes` bytes, aligned to 256.
  Block allocate(std::uint64_t bytes, Fit fit);

  /// What `allocate` takes at most for a request.
  static std::uint64_t roundedSize(std::uint64_t bytes);

  /// Bytes that are held and not in use. Any thread may ask.
  std::uint64_t idleBytes() const { return idleBytes_; }

  /// Gives back what is not in use.
  void trim();

 private:
  void keep(std::uint64_t bytes, DeviceMemory memory);

  const Driver &driver_;
  std::multimap<std::uint64_t, DeviceMemory> idle_;
  std::atomic<std::uint64_t> idleBytes_{0};
};

}  // namespace warpfold::cuda

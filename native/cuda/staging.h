#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "cuda/resources.h"

namespace warpfold::cuda {

/// Two pinned buffers through which data goes to the device: one is filled while the other is copied.
class Staging {
 public:
  static constexpr std::uint64_t bufferBytes = std::uint64_t{8} << 20;

  /// The context must be current, here and at destruction.
  explicit Staging(const Driver &driver);

  /// Writes the elements begin … end - 1 to pinned memory.
  using Produce = std::function<void(std::uint64_t begin, std::uint64_t end, std::byte *out)>;

  /// Queues the copy of `length` elements to `target`. All but the last two buffers' worth is on the device
  /// when it returns, the rest once the stream has come to it.
  void upload(const Stream &stream, CUdeviceptr target, std::uint64_t elementBytes, std::uint64_t length,
              const Produce &produce, const std::string &what);

 private:
  struct Half {
    PinnedMemory memory;
    /// Recorded after the copy out of the buffer.
    Event copied;
  };

  const Driver &driver_;
  std::array<Half, 2> halves_;
  std::size_t next_ = 0;
};

}  // namespace warpfold::cuda

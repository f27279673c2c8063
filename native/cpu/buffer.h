#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace warpfold::cpu {

/// Uninitialised memory that is aligned for every type, 64 bytes.
class Buffer {
 public:
  static constexpr std::size_t alignment = 64;

  /// Throws `std::bad_alloc`.
  explicit Buffer(std::uint64_t bytes)
      : memory_(static_cast<std::byte *>(::operator new(bytes, std::align_val_t{alignment}))) {}

  std::byte *data() const { return memory_.get(); }

 private:
  struct Free {
    void operator()(std::byte *memory) const { ::operator delete(memory, std::align_val_t{alignment}); }
  };
  std::unique_ptr<std::byte, Free> memory_;
};

}  // namespace warpfold::cpu

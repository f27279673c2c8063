#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include "system/huge-pages.h"

namespace warpfold::cpu {

/// Uninitialised memory that is aligned for every type: to 64 bytes, and where it is large to the size of a
/// huge page, which the system is asked for: streams then miss the TLB less often.
class Buffer {
 public:
  static constexpr std::size_t alignment = 64;

  /// Throws `std::bad_alloc`.
  explicit Buffer(std::uint64_t bytes)
      : Buffer(bytes, bytes >= 2 * system::huge_page_bytes ? system::huge_page_bytes : alignment) {}

  std::byte *data() const { return memory_.get(); }

 private:
  struct Free {
    std::size_t alignment;
    void operator()(std::byte *memory) const { ::operator delete(memory, std::align_val_t{alignment}); }
  };

  Buffer(std::uint64_t bytes, std::size_t used_alignment)
      : memory_(static_cast<std::byte *>(::operator new(bytes, std::align_val_t{used_alignment})),
                Free{used_alignment}) {
    if (used_alignment == system::huge_page_bytes) system::advise_huge_pages(memory_.get(), bytes);
  }

  std::unique_ptr<std::byte, Free> memory_;
};

}  // namespace warpfold::cpu

#include "huge-pages.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace warpfold::system {

void advise_huge_pages([[maybe_unused]] void *memory, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef __linux__
  // The return value is of no consequence: without huge pages everything works, at a lower speed.
  static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
}

}  // namespace warpfold::system

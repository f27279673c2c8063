#pragma once

#include <cstddef>

namespace warpfold::system {

/// Size of a huge page on x86-64 and, with 4 KiB base pages, on 64-bit ARM.
inline constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;

/// Asks the system to back a range with huge pages. It may decline, and nothing depends on it.
void advise_huge_pages(void *memory, std::size_t bytes) noexcept;

}  // namespace warpfold::system

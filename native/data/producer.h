#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "data/data-file.h"
#include "data/input-source.h"

namespace warpfold::data {

/// Makes the elements of one input, any range of them at a time and on any thread.
class Producer {
 public:
  /// Opens and checks the file of a file source. `source` must outlive the producer.
  explicit Producer(const InputSource &source);

  /// Writes the elements begin … end - 1 to `out`, which is aligned for the element.
  void produce(std::uint64_t begin, std::uint64_t end, std::byte *out) const;

  /// All elements where they lie already, or nullptr: a mapped file in the machine's own layout.
  const std::byte *inPlace() const;

 private:
  const InputSource &source_;
  std::optional<DataFile> file_;
};

}  // namespace warpfold::data

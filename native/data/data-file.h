#pragma once

#include <cstddef>
#include <cstdint>

#include "data/input-source.h"
#include "system/mapped-file.h"

namespace warpfold::data {

/// The elements of one array in a file.
class DataFile {
 public:
  /// Maps the file and checks that the array lies in it. Throws `data-file` errors.
  explicit DataFile(FileSource source);

  /// The elements where they lie in the file: in the machine's byte order and in C order, aligned for their
  /// type. Otherwise nullptr, and they have to be copied.
  const std::byte *inPlace() const;

  /// Copies the elements begin … end - 1, in C order and the machine's byte order. Any other byte than 0 of a
  /// bool becomes 1: C++ has no other bools.
  void copy(std::uint64_t begin, std::uint64_t end, std::byte *out) const;

 private:
  void gather(std::uint64_t begin, std::uint64_t end, std::byte *out) const;
  const std::byte *elements() const { return file_.data() + source_.offset; }

  FileSource source_;
  system::MappedFile file_;
};

}  // namespace warpfold::data

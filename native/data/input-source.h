#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "data/generators.h"

namespace warpfold::data {

/// `InputSource` of binding.ts. Elements are laid out exactly as the device reads them.
struct BytesSource {
  std::vector<std::byte> bytes;
  std::uint64_t elementBytes = 1;
};

struct FillSource {
  std::vector<std::byte> element;
  std::uint64_t length = 0;
};

enum class ByteOrder { Little, Big };

struct FileSource {
  std::string path;
  std::uint64_t offset = 0;
  Dtype dtype = Dtype::UInt8;
  ByteOrder byteOrder = ByteOrder::Little;
  /// Not empty where the data is column-major: the array's shape, whose elements are read in C order.
  std::vector<std::uint64_t> fortranShape;
  std::uint64_t length = 0;
  std::uint64_t expectedFileBytes = 0;
};

using InputSource = std::variant<BytesSource, FillSource, GeneratorSpec, FileSource>;

std::uint64_t lengthOf(const InputSource &source);
std::uint64_t elementBytesOf(const InputSource &source);

/// Bytes of all elements. Throws `out-of-memory` where 64 bits cannot count them.
std::uint64_t sizeOf(const InputSource &source);

}  // namespace warpfold::data

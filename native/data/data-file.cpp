#include "data/data-file.h"

#include <algorithm>
#include <cstring>

#include "data/dtype.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::data {

namespace {

// Every platform that CUDA and Node support is little-endian.
constexpr ByteOrder machineOrder = ByteOrder::Little;

void reverseComponents(std::byte *data, std::uint64_t bytes, std::uint64_t component) {
  for (std::uint64_t at = 0; at < bytes; at += component) std::reverse(data + at, data + at + component);
}

void normaliseBools(std::byte *data, std::uint64_t bytes) {
  for (std::uint64_t at = 0; at < bytes; ++at)
    data[at] = data[at] == std::byte{0} ? std::byte{0} : std::byte{1};
}

bool shapeHolds(const std::vector<std::uint64_t> &shape, std::uint64_t length) {
  std::uint64_t product = 1;
  for (const std::uint64_t extent : shape) {
    if (extent != 0 && product > length / extent) return false;
    product *= extent;
  }
  return product == length;
}

}  // namespace

DataFile::DataFile(FileSource source) : source_(std::move(source)), file_(source_.path) {
  if (file_.size() != source_.expectedFileBytes) {
    throw Error({ErrorCode::DataFile,
                 source_.path + " changed: it had " + formatCount(source_.expectedFileBytes, "byte") +
                     " when its header was read, and has " + std::to_string(file_.size()) + " now.",
                 {},
                 {},
                 "Run again, once nothing writes to the file.",
                 false});
  }
  const std::uint64_t bytes = sizeOf(source_);
  if (source_.offset > file_.size() || bytes > file_.size() - source_.offset) {
    throw Error(ErrorCode::DataFile,
                source_.path + " is too short: its " + formatCount(source_.length, "element") + " need " +
                    formatCount(bytes, "byte") + " from byte " + std::to_string(source_.offset) +
                    " on, and the file has " + formatCount(file_.size(), "byte") + ".");
  }
  if (!source_.fortranShape.empty() && !shapeHolds(source_.fortranShape, source_.length)) {
    throw Error(ErrorCode::DataFile, source_.path + " has a shape that does not hold " +
                                         formatCount(source_.length, "element") + ".");
  }
}

const std::byte *DataFile::inPlace() const {
  const bool native = source_.byteOrder == machineOrder || componentBytes(source_.dtype) == 1;
  const bool rowMajor = source_.fortranShape.size() < 2;
  if (!native || !rowMajor || source_.dtype == Dtype::Bool || source_.length == 0) return nullptr;
  const auto address = reinterpret_cast<std::uintptr_t>(elements());
  return address % elementBytes(source_.dtype) == 0 ? elements() : nullptr;
}

void DataFile::copy(std::uint64_t begin, std::uint64_t end, std::byte *out) const {
  if (begin >= end) return;
  const std::uint64_t size = elementBytes(source_.dtype);
  const std::uint64_t bytes = (end - begin) * size;
  if (source_.fortranShape.size() < 2) {
    std::memcpy(out, elements() + begin * size, bytes);
  } else {
    gather(begin, end, out);
  }
  const std::uint64_t component = componentBytes(source_.dtype);
  if (source_.byteOrder != machineOrder && component > 1) reverseComponents(out, bytes, component);
  if (source_.dtype == Dtype::Bool) normaliseBools(out, bytes);
}

void DataFile::gather(std::uint64_t begin, std::uint64_t end, std::byte *out) const {
  const std::vector<std::uint64_t> &shape = source_.fortranShape;
  const std::uint64_t size = elementBytes(source_.dtype);
  const std::size_t rank = shape.size();
  std::vector<std::uint64_t> strides(rank);
  std::uint64_t stride = 1;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  std::vector<std::uint64_t> index(rank);
  std::uint64_t rest = begin;
  std::uint64_t from = 0;
  for (std::size_t axis = rank; axis-- > 0;) {
    index[axis] = rest % shape[axis];
    rest /= shape[axis];
    from += index[axis] * strides[axis];
  }
  const std::byte *const base = elements();
  for (std::uint64_t element = begin; element < end; ++element) {
    std::memcpy(out, base + from * size, size);
    out += size;
    // Counts up like an odometer, the last axis fastest.
    for (std::size_t axis = rank; axis-- > 0;) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  }
}

}  // namespace warpfold::data

#include "data/input-source.h"

#include <limits>

#include "data/dtype.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::data {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace

std::uint64_t lengthOf(const InputSource &source) {
  return std::visit(Overloaded{
                        [](const BytesSource &s) -> std::uint64_t { return s.bytes.size() / s.elementBytes; },
                        [](const FillSource &s) -> std::uint64_t { return s.length; },
                        [](const GeneratorSpec &s) -> std::uint64_t { return s.length; },
                        [](const FileSource &s) -> std::uint64_t { return s.length; },
                    },
                    source);
}

std::uint64_t elementBytesOf(const InputSource &source) {
  return std::visit(Overloaded{
                        [](const BytesSource &s) -> std::uint64_t { return s.elementBytes; },
                        [](const FillSource &s) -> std::uint64_t { return s.element.size(); },
                        [](const GeneratorSpec &s) -> std::uint64_t { return elementBytes(s.dtype); },
                        [](const FileSource &s) -> std::uint64_t { return elementBytes(s.dtype); },
                    },
                    source);
}

std::uint64_t sizeOf(const InputSource &source) {
  const std::uint64_t length = lengthOf(source);
  const std::uint64_t bytes = elementBytesOf(source);
  // Far below the range, so that the sizes of all inputs can be added up.
  if (length > std::numeric_limits<std::uint64_t>::max() / 64 / bytes) {
    throw Error(ErrorCode::OutOfMemory, "No memory holds a vector of " + formatCount(length, "element") +
                                            " of " + formatCount(bytes, "byte") + ".");
  }
  return length * bytes;
}

}  // namespace warpfold::data

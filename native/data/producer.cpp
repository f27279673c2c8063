#include "data/producer.h"

#include <cstring>

namespace warpfold::data {

namespace {

void repeat(const FillSource &fill, std::uint64_t count, std::byte *out) {
  const std::uint64_t size = fill.element.size();
  if (count == 0) return;
  const std::uint64_t total = count * size;
  std::memcpy(out, fill.element.data(), size);
  // Copies what is there already, twice as much each time.
  for (std::uint64_t done = size; done < total;) {
    const std::uint64_t next = done < total - done ? done : total - done;
    std::memcpy(out + done, out, next);
    done += next;
  }
}

void generate(const GeneratorSpec &spec, std::uint64_t begin, std::uint64_t end, std::byte *out) {
  const std::uint64_t scalars = isComplex(spec.dtype) ? 2 : 1;
  const std::uint64_t first = begin * scalars;
  const std::uint64_t last = end * scalars;
  for (std::uint64_t group = first / 4; group * 4 < last; ++group)
    generateGroup(spec, group, first, last, out);
}

}  // namespace

Producer::Producer(const InputSource &source) : source_(source) {
  if (const auto *file = std::get_if<FileSource>(&source)) file_.emplace(*file);
}

void Producer::produce(std::uint64_t begin, std::uint64_t end, std::byte *out) const {
  if (begin >= end) return;
  if (const auto *bytes = std::get_if<BytesSource>(&source_)) {
    std::memcpy(out, bytes->bytes.data() + begin * bytes->elementBytes, (end - begin) * bytes->elementBytes);
  } else if (const auto *fill = std::get_if<FillSource>(&source_)) {
    repeat(*fill, end - begin, out);
  } else if (const auto *spec = std::get_if<GeneratorSpec>(&source_)) {
    generate(*spec, begin, end, out);
  } else if (file_) {
    file_->copy(begin, end, out);
  }
}

const std::byte *Producer::inPlace() const {
  return file_ ? file_->inPlace() : nullptr;
}

}  // namespace warpfold::data

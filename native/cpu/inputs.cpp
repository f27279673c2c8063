#include "cpu/inputs.h"

#include <algorithm>
#include <utility>

namespace warpfold::cpu {

namespace {

/// Bytes that one task makes: a few of them fit a core's cache, and all cores get some.
constexpr std::uint64_t taskBytes = std::uint64_t{1} << 20;

}  // namespace

Inputs::Inputs(std::shared_ptr<const data::Job> owner) : job_(std::move(owner)) {
  const data::Job &job = *job_;
  for (std::size_t i = 0; i < job.inputs.size(); ++i) {
    const data::Producer &producer = producers_.emplace_back(job.inputs[i]);
    // Off its alignment on purpose: a copy has to be made.
    const std::byte *inPlace = job.inputOffsets[i] == 0 ? producer.inPlace() : nullptr;
    pointers_.push_back(inPlace);
    if (inPlace == nullptr) {
      bytesNeeded_ += data::sizeOf(job.inputs[i]) + job.inputOffsets[i] * data::elementBytesOf(job.inputs[i]);
    }
  }
}

void Inputs::materialise(ThreadPool &pool) {
  for (std::size_t i = 0; i < job_->inputs.size(); ++i) {
    if (pointers_[i] != nullptr) continue;
    const data::InputSource &source = job_->inputs[i];
    const std::uint64_t size = data::elementBytesOf(source);
    const std::uint64_t length = data::lengthOf(source);
    const std::uint64_t shift = job_->inputOffsets[i] * size;
    std::byte *const first = buffers_.emplace_back(data::sizeOf(source) + shift).data() + shift;
    pointers_[i] = first;
    const std::uint64_t taskLength = std::max<std::uint64_t>(1, taskBytes / size);
    const data::Producer &producer = producers_[i];
    pool.forEach((length + taskLength - 1) / taskLength, pool.threads(), [&](std::uint64_t task) {
      const std::uint64_t begin = task * taskLength;
      producer.produce(begin, std::min(length, begin + taskLength), first + begin * size);
    });
  }
}

}  // namespace warpfold::cpu

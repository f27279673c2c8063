#include "cuda/device-inputs.h"

#include <algorithm>

#include "data/producer.h"
#include "system/format.h"

namespace warpfold::cuda {

namespace {

/// Puts one element at the start and copies what is there already, twice as much each time: at the speed of
/// the device, for elements of any size.
void repeatElement(Session &session, const data::FillSource &fill, CUdeviceptr target,
                   const std::string &what) {
  const std::uint64_t size = fill.element.size();
  const std::uint64_t total = fill.length * size;
  const Driver &driver = session.driver();
  const auto first = static_cast<unsigned char>(fill.element.front());
  const bool sameBytes = std::all_of(fill.element.begin(), fill.element.end(),
                                     [&](std::byte byte) { return byte == fill.element.front(); });
  if (sameBytes) {
    driver.check(driver.memsetD8Async(target, first, total, session.stream().get()),
                 "cuMemsetD8Async of " + what);
    return;
  }
  // A whole staging buffer first: doubling from one element on would take many small copies.
  const std::uint64_t head =
      std::min(fill.length, std::max<std::uint64_t>(1, (std::uint64_t{1} << 16) / size));
  const data::InputSource source = fill;
  const data::Producer producer(source);
  session.staging().upload(
      session.stream(), target, size, head,
      [&](std::uint64_t begin, std::uint64_t end, std::byte *out) { producer.produce(begin, end, out); },
      what);
  for (std::uint64_t done = head * size; done < total;) {
    const std::uint64_t next = std::min(done, total - done);
    driver.check(driver.memcpyDtoDAsync(target + done, target, next, session.stream().get()),
                 "cuMemcpyDtoDAsync of " + what);
    done += next;
  }
}

void makeElements(Session &session, const GeneratorCompiler &compiler, const data::InputSource &source,
                  CUdeviceptr target, const std::string &what) {
  const std::uint64_t length = data::lengthOf(source);
  if (length == 0) return;
  if (const auto *fill = std::get_if<data::FillSource>(&source)) {
    repeatElement(session, *fill, target, what);
    return;
  }
  if (const auto *spec = std::get_if<data::GeneratorSpec>(&source)) {
    if (const GeneratorModule *generators = session.generators(compiler)) {
      generators->generate(session.stream(), *spec, target, session.multiprocessors(), what);
      return;
    }
  }
  const data::Producer producer(source);
  session.staging().upload(
      session.stream(), target, data::elementBytesOf(source), length,
      [&](std::uint64_t begin, std::uint64_t end, std::byte *out) { producer.produce(begin, end, out); },
      what);
}

}  // namespace

std::uint64_t DeviceInputs::bytesOf(const data::Job &job, std::size_t index) {
  const data::InputSource &source = job.inputs[index];
  return data::sizeOf(source) + job.inputOffsets[index] * data::elementBytesOf(source);
}

DeviceInputs::DeviceInputs(const data::Job &job, Session &session, const GeneratorCompiler &compiler,
                           MemoryPool::Fit fit) {
  for (std::size_t i = 0; i < job.inputs.size(); ++i) {
    const data::InputSource &source = job.inputs[i];
    const MemoryPool::Block &block = blocks_.emplace_back(session.allocate(bytesOf(job, i), fit));
    pointers_.push_back(block.pointer() + job.inputOffsets[i] * data::elementBytesOf(source));
    const std::string what = "input " + std::to_string(i) + " (" + formatBytes(data::sizeOf(source)) + ")";
    makeElements(session, compiler, source, pointers_.back(), what);
  }
}

}  // namespace warpfold::cuda

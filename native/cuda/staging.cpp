#include "cuda/staging.h"

#include <algorithm>

#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

Staging::Staging(const Driver &driver) : driver_(driver) {
  for (Half &half : halves_) half = {allocatePinned(driver, bufferBytes), createEvent(driver)};
}

void Staging::upload(const Stream &stream, CUdeviceptr target, std::uint64_t elementBytes,
                     std::uint64_t length, const Produce &produce, const std::string &what) {
  if (elementBytes > bufferBytes) {
    throw Error(ErrorCode::InvalidRequest, "An element of " + formatBytes(elementBytes) + " is too large.");
  }
  const std::uint64_t perBuffer = bufferBytes / elementBytes;
  for (std::uint64_t begin = 0; begin < length; begin += perBuffer) {
    const std::uint64_t end = std::min(length, begin + perBuffer);
    const Half &half = halves_[next_];
    next_ = 1 - next_;
    // At once where the event was never recorded.
    driver_.check(driver_.eventSynchronize(half.copied.get()), "cuEventSynchronize while copying " + what);
    produce(begin, end, static_cast<std::byte *>(half.memory.get()));
    driver_.check(driver_.memcpyHtoDAsync(target + begin * elementBytes, half.memory.get(),
                                          (end - begin) * elementBytes, stream.get()),
                  "cuMemcpyHtoDAsync of " + what);
    driver_.check(driver_.eventRecord(half.copied.get(), stream.get()),
                  "cuEventRecord after copying " + what);
  }
}

}  // namespace warpfold::cuda

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cuda/driver.h"

namespace warpfold::cuda {

/// A driver handle that is given back when this goes. The context that it belongs to must be current then.
///
/// Giving back fails only once a kernel has faulted, and the process is replaced then: its result is not
/// looked at.
template <typename Value, typename Release>
class Resource {
 public:
  Resource() = default;
  Resource(const Driver &driver, Value value) : driver_(&driver), value_(value) {}
  Resource(Resource &&other) noexcept
      : driver_(std::exchange(other.driver_, nullptr)), value_(std::exchange(other.value_, Value{})) {}
  Resource &operator=(Resource &&other) noexcept {
    std::swap(driver_, other.driver_);
    std::swap(value_, other.value_);
    return *this;
  }
  Resource(const Resource &) = delete;
  Resource &operator=(const Resource &) = delete;
  ~Resource() {
    if (driver_ != nullptr) static_cast<void>(Release()(*driver_, value_));
  }

  Value get() const { return value_; }

 private:
  const Driver *driver_ = nullptr;
  Value value_{};
};

struct ReleaseStream {
  CUresult operator()(const Driver &driver, CUstream stream) const { return driver.streamDestroy(stream); }
};
struct ReleaseEvent {
  CUresult operator()(const Driver &driver, CUevent event) const { return driver.eventDestroy(event); }
};
struct ReleaseGraph {
  CUresult operator()(const Driver &driver, CUgraph graph) const { return driver.graphDestroy(graph); }
};
struct ReleaseGraphExec {
  CUresult operator()(const Driver &driver, CUgraphExec executable) const {
    return driver.graphExecDestroy(executable);
  }
};
struct ReleaseModule {
  CUresult operator()(const Driver &driver, CUmodule module) const { return driver.moduleUnload(module); }
};
struct ReleaseDeviceMemory {
  CUresult operator()(const Driver &driver, CUdeviceptr pointer) const { return driver.memFree(pointer); }
};
struct ReleasePinnedMemory {
  CUresult operator()(const Driver &driver, void *pointer) const { return driver.memFreeHost(pointer); }
};

using Stream = Resource<CUstream, ReleaseStream>;
using Event = Resource<CUevent, ReleaseEvent>;
using Graph = Resource<CUgraph, ReleaseGraph>;
using GraphExec = Resource<CUgraphExec, ReleaseGraphExec>;
using Module = Resource<CUmodule, ReleaseModule>;
using DeviceMemory = Resource<CUdeviceptr, ReleaseDeviceMemory>;
using PinnedMemory = Resource<void *, ReleasePinnedMemory>;

/// A stream that does not wait for the default stream.
Stream createStream(const Driver &driver);
/// An event that takes the time.
Event createEvent(const Driver &driver);
DeviceMemory allocateDevice(const Driver &driver, std::uint64_t bytes);
PinnedMemory allocatePinned(const Driver &driver, std::uint64_t bytes);

/// Loads a CUBIN, or PTX, which the driver compiles: its complaints become part of the error.
Module loadModule(const Driver &driver, const std::vector<std::byte> &image);
CUfunction findFunction(const Driver &driver, const Module &module, const std::string &name);
int functionAttribute(const Driver &driver, CUfunction function, CUfunction_attribute attribute);

}  // namespace warpfold::cuda

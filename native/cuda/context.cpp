#include "cuda/context.h"

#include <utility>

#include "cuda/device.h"

namespace warpfold::cuda {

PrimaryContext::PrimaryContext(DriverPointer driver, int ordinal)
    : driver_(std::move(driver)), device_(deviceOf(*driver_, ordinal)) {
  driver_->check(driver_->devicePrimaryCtxRetain(&context_, device_),
                 "cuDevicePrimaryCtxRetain of cuda:" + std::to_string(ordinal));
}

PrimaryContext::~PrimaryContext() {
  // Fails only once a kernel has faulted; the process is replaced then, and its context with it.
  static_cast<void>(driver_->devicePrimaryCtxRelease(device_));
}

CurrentContext::CurrentContext(const PrimaryContext &context) : context_(context) {
  const Driver &driver = context.driver();
  driver.check(driver.ctxPushCurrent(context.handle()), "cuCtxPushCurrent");
}

CurrentContext::~CurrentContext() {
  CUcontext popped = nullptr;
  // As for the release above: nothing can be done about a context that is lost.
  static_cast<void>(context_.driver().ctxPopCurrent(&popped));
}

}  // namespace warpfold::cuda

#pragma once

#include "cuda/driver.h"

namespace warpfold::cuda {

/// The primary context of a device, which other libraries of the process share, held as long as this lives.
class PrimaryContext {
 public:
  PrimaryContext(DriverPointer driver, int ordinal);
  ~PrimaryContext();
  PrimaryContext(const PrimaryContext &) = delete;
  PrimaryContext &operator=(const PrimaryContext &) = delete;
  PrimaryContext(PrimaryContext &&) = delete;
  PrimaryContext &operator=(PrimaryContext &&) = delete;

  const Driver &driver() const { return *driver_; }
  CUdevice device() const { return device_; }
  CUcontext handle() const { return context_; }

 private:
  DriverPointer driver_;
  CUdevice device_;
  CUcontext context_ = nullptr;
};

/// Makes a context current on this thread for as long as this lives.
class CurrentContext {
 public:
  explicit CurrentContext(const PrimaryContext &context);
  ~CurrentContext();
  CurrentContext(const CurrentContext &) = delete;
  CurrentContext &operator=(const CurrentContext &) = delete;
  CurrentContext(CurrentContext &&) = delete;
  CurrentContext &operator=(CurrentContext &&) = delete;

 private:
  const PrimaryContext &context_;
};

}  // namespace warpfold::cuda

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cuda/driver-api.h"
#include "system/library.h"
#include "system/search.h"

namespace warpfold::cuda {

/// The opened and initialised CUDA driver. Its functions are members of the API's names without `cu`.
class Driver {
 public:
// NOLINTBEGIN(bugprone-macro-parentheses): a declarator's name and parameters take none.
#define WARPFOLD_DECLARE(name, symbol, parameters) CUresult(WARPFOLD_CUDA_CALL *name) parameters = nullptr;
  WARPFOLD_DRIVER_FUNCTIONS(WARPFOLD_DECLARE)
#undef WARPFOLD_DECLARE
  // NOLINTEND(bugprone-macro-parentheses)
  /// cuDeviceGetUuid_v2, or the first version of a driver before 11.4 (they differ for MIG instances only).
  CUresult(WARPFOLD_CUDA_CALL *deviceGetUuid)(CUuuid *uuid, CUdevice device) = nullptr;

  /// Looks the functions up. Throws `no-cuda-driver` where one is missing: the driver is too old.
  explicit Driver(system::Library library);

  /// Throws the typed error of a result that is not success. `doing` says what was being done.
  void check(CUresult result, const std::string &doing) const;

  /// The driver's own name of a result: `CUDA_ERROR_OUT_OF_MEMORY`.
  std::string nameOf(CUresult result) const;

  /// The newest CUDA that the driver supports, as 1000 * major + 10 * minor.
  int version() const { return version_; }
  const std::string &path() const { return library_.path(); }

 private:
  friend struct DriverSearch;
  std::string textOf(CUresult result) const;

  system::Library library_;
  int version_ = 0;
};

using DriverPointer = std::shared_ptr<const Driver>;

/// What looking for the driver gave.
struct DriverSearch {
  /// Where a driver was opened and initialised.
  DriverPointer driver;
  std::vector<system::SearchStep> tried;
  /// Where a library was found.
  std::string path;
  std::string version;
  /// Why the driver that was found cannot be used.
  struct Failure {
    std::string cuda;
    std::string message;
  };
  std::optional<Failure> failure;

  /// Opens the driver and calls cuInit, which creates no context. Never throws for what is missing.
  static DriverSearch run();
};

}  // namespace warpfold::cuda

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nvrtc/nvrtc-api.h"
#include "system/library.h"

namespace warpfold::nvrtc {

struct Version {
  int major = 0;
  int minor = 0;
  std::string text() const { return std::to_string(major) + "." + std::to_string(minor); }
};

/// `NvrtcResult` of binding.ts.
struct Compilation {
  bool ok = false;
  std::vector<std::byte> cubin;
  std::string ptx;
  std::string log;
  double seconds = 0;
};

/// An opened NVRTC. Any number of threads may compile at a time.
class Nvrtc {
 public:
  /// Throws `no-cuda-compiler` where a function is missing: the library is too old.
  explicit Nvrtc(system::Library library);

  /// A source that does not compile gives `ok: false` and its log; everything else that fails throws.
  Compilation compile(const std::string &source, const std::string &name,
                      const std::vector<std::string> &options) const;

  Version version() const { return version_; }
  /// Compute capabilities that CUBINs can be made for, ascending: 75, 80, …
  const std::vector<int> &architectures() const { return architectures_; }
  const std::string &path() const { return library_.path(); }

 private:
// NOLINTBEGIN(bugprone-macro-parentheses): a declarator's name and parameters take none.
#define WARPFOLD_DECLARE(name, symbol, parameters) nvrtcResult(*name##_) parameters = nullptr;
  WARPFOLD_NVRTC_FUNCTIONS(WARPFOLD_DECLARE)
#undef WARPFOLD_DECLARE
  // NOLINTEND(bugprone-macro-parentheses)

  class Program;

  void check(nvrtcResult result, const std::string &doing, const std::string &log = {}) const;

  system::Library library_;
  Version version_;
  std::vector<int> architectures_;
};

/// What to compile for, so that a device can run it.
struct Target {
  int architecture = 0;
  /// False where NVRTC does not know the device, which is newer: the driver then compiles PTX.
  bool binary = true;
  /// `-arch=sm_90` or `-arch=compute_90`.
  std::string option() const;
};

/// Throws `no-cuda-compiler` where NVRTC no longer knows the device, which is older.
Target targetFor(const Nvrtc &compiler, int computeCapability);

}  // namespace warpfold::nvrtc

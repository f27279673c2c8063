#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nvrtc/nvrtc.h"
#include "system/search.h"

namespace warpfold::nvrtc {

/// A file or folder that somebody wants to be tried first.
struct Hint {
  std::string path;
  std::string why;
};

struct Search {
  /// Null where none was found.
  std::shared_ptr<const Nvrtc> nvrtc;
  std::vector<system::SearchStep> tried;
};

/// Looks for NVRTC: hints, WARPFOLD_NVRTC, CUDA_PATH and CUDA_HOME, the Python and Conda environments, the
/// loader's search path, then the usual folders, newest first. Takes the first one that the driver can run
/// code of; where there is none of those, the first of a newer major version. `driverVersion` is
/// cuDriverGetVersion's, if it is known.
Search search(const std::vector<Hint> &hints, std::optional<int> driverVersion);

}  // namespace warpfold::nvrtc

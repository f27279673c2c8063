#pragma once

#include <string>
#include <vector>

#include "nvrtc/search.h"

namespace warpfold::nvrtc {

/// One name to hand to the loader: a file, or a bare library name.
struct Candidate {
  std::string path;
  std::string why;
  /// False where the place was looked at and holds no such file; `path` names the place then.
  bool exists = true;
};

/// Where NVRTC may be, in the order of trying.
std::vector<Candidate> candidates(const std::vector<Hint> &hints);

/// The libraries named `libnvrtc-builtins` in the folder of an NVRTC of this major version, newest first.
std::vector<std::string> builtinsBeside(const std::string &nvrtcPath, int major);

}  // namespace warpfold::nvrtc
